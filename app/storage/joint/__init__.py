"""What departments do together: questions, meetings, conflicts on their way up."""
