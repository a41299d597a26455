"""Every move of a case: pick it up under its lock, let the run move, put it back changed."""

from app.usecases.moving.moved import Again, Moved
from app.usecases.moving.picking import Hand, in_hand, pick_up, pick_up_task
from app.usecases.moving.post import listen
from app.usecases.moving.putting import put_back

__all__ = ["Again", "Hand", "Moved", "in_hand", "listen", "pick_up", "pick_up_task", "put_back"]
