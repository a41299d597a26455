"""Other limits of an item: told, foreseen, and taken over by running cases one by one."""
