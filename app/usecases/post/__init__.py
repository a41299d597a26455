"""Messages and signals: sent, thrown, delivered."""
