"""Cards of supervision on screen: the desk, a card, the rules, and what other rules would have given."""
