"""What time does: calendars, limits, pauses, silence, reminders, the heartbeat of the clock."""
