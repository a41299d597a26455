"""The token game of one run: parts, tokens, what is thrown, and how finished tokens go."""
