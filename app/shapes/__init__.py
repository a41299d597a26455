"""The shapes of what comes in and goes out: one description for checks, answers and OpenAPI."""
