"""Cards of electronic supervision: given by rules that are data, answered, urged, decided about."""
