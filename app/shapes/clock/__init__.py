"""What time does: limits, pauses, calendars, forecasts, the guard of the clock."""
