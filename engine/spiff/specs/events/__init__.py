"""Events: what makes them happen or what they make happen, and where they wait."""
