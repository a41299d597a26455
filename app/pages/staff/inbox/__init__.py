"""The inbox on screen: views and filters, deeds on many tasks, the load of departments."""
