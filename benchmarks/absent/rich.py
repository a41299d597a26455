"""Only what the tests need brings this; where an office is served, it is not there."""

raise ImportError("only the tests bring rich")
