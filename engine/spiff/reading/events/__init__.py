"""From events of the file to events that run."""
