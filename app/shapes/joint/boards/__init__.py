"""The joint board: one case as departments by steps."""

from app.shapes.joint.boards.board import Board, Line, board, boards
from app.shapes.joint.boards.cells import OPEN, STATES, Cell
from app.shapes.joint.boards.columns import Column, Row

__all__ = ["OPEN", "STATES", "Board", "Cell", "Column", "Line", "Row", "board", "boards"]
