"""Time on screen: what is due, the calendar, what waits after an outage, how long cases take."""
