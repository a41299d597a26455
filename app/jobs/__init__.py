"""How due work is run: embedded, by a ticking scheduler in the serving process."""
