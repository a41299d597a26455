"""What lies with people: tasks, the inbox and its filters, copies, urges, substitutes, phrases."""
