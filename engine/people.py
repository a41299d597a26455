"""Who is acting, and which steps are theirs."""

from dataclasses import dataclass, field

APPLICANT = "applicant"
"""The lane of the party of the case: not a role anybody holds (decision 26)."""


@dataclass(frozen=True)
class StandIn:
    """Whom somebody stands in for while they are away, and in what.

    :param person: the id of who is away, as an actor's.
    :param pairs: those of their (department, role) pairs that are covered.
    :param items: the codes of the items that are covered; ``None`` for all.
    """

    person: str
    name: str
    pairs: frozenset[tuple[str | None, str]]
    items: frozenset[str] | None = None

    @property
    def departments(self) -> frozenset[str]:
        """The departments that are covered."""
        return frozenset(department for department, _ in self.pairs if department)

    def covers(self, role: str, department: str | None, item: str) -> bool:
        """Whether a task of this group, about this item, is covered.

        >>> away = StandIn("person:1", "Li", frozenset({("fire", "examiner")}), frozenset({"tea"}))
        >>> away.covers("examiner", "fire", "tea"), away.covers("examiner", "fire", "hotel")
        (True, False)
        """
        return (department, role) in self.pairs and (self.items is None or item in self.items)


@dataclass(frozen=True)
class Actor:
    """Whoever does a deed, as far as approvals care.

    :param id: ``"person:…"`` ids for people, ``"applicant"`` for the party of a case,
        ``"clock"`` for time itself.
    :param pairs: the (department, role) pairs held at this moment; the department is
        ``None`` for a role of the whole centre.
    :param case: the number of the only case an applicant's session is bound to.
    :param sees_all: a role of theirs may read every case of the centre.
    :param stands_in: for whom they do tasks at this moment; it gives no right but that.
    """

    id: str
    name: str
    pairs: frozenset[tuple[str | None, str]] = field(default_factory=frozenset)
    case: str | None = None
    sees_all: bool = False
    stands_in: tuple[StandIn, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The role codes held anywhere."""
        return frozenset(role for _, role in self.pairs)

    @property
    def departments(self) -> frozenset[str]:
        """The departments a role is held in."""
        return frozenset(department for department, _ in self.pairs if department)

    def holds(self, role: str, department: str | None = None) -> bool:
        """Whether the person holds this role in this department (or centre-wide, for ``None``).

        >>> Actor("1", "Li", frozenset({("fire", "examiner")})).holds("examiner", "fire")
        True
        """
        return (department, role) in self.pairs

    def asked(self, role: str, department: str | None) -> bool:
        """Whether such tasks are theirs to do, or may be, for themselves or for somebody else."""
        held = (self.pairs, *(one.pairs for one in self.stands_in))
        return any((department, role) in pairs for pairs in held)

    def on_behalf(self, role: str, department: str | None, item: str) -> StandIn | None:
        """Return for whom they may do such a task, where it is not their own to do.

        Source: features L15 (absence and substitute).
        """
        if self.holds(role, department):
            return None
        return next((one for one in self.stands_in if one.covers(role, department, item)), None)
