"""From one version of a process to another, with everything that is open."""

from engine.spiff.moving.obstacles import obstacles
from engine.spiff.moving.transfer import transfer

__all__ = ["obstacles", "transfer"]
