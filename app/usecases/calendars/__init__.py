"""Which days count for whom, as the yearly notices and the decisions of the office say."""
