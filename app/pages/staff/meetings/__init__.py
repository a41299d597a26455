"""Joint meetings and surveys on screen: called, listed, answered, held."""
