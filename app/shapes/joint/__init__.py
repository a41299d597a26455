"""What departments do together: who takes part, questions, meetings, conflicts."""
