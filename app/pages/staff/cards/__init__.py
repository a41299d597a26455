"""Cards of supervision on screen: the desk, a card, the rules, and a trial of other rules."""
