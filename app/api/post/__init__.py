"""What goes in and out: notices, letters, messages, jobs, exports, incidents."""
