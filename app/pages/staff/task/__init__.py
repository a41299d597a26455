"""A task on screen: the questions, the answers, the way back, other hands."""
