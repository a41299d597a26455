"""Lists taken along: what is too long for a request is asked for and made outside of it."""
