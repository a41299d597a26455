"""Who lets things happen because time passes."""

from engine.people import Actor

CLOCK = Actor(id="clock", name="时钟", sees_all=True)
