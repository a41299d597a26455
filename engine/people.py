"""Who is acting, and which steps are theirs."""

from dataclasses import dataclass, field

APPLICANT = "applicant"
"""The lane of the party of the case: not a role anybody holds (decision 26)."""


@dataclass(frozen=True)
class Actor:
    """Whoever does a deed, as far as approvals care.

    :param id: ``"person:…"`` ids for people, ``"applicant"`` for the party of a case,
        ``"clock"`` for time itself.
    :param pairs: the (department, role) pairs held at this moment; the department is
        ``None`` for a role of the whole centre.
    :param case: the number of the only case an applicant's session is bound to.
    :param sees_all: a role of theirs may read every case of the centre.
    """

    id: str
    name: str
    pairs: frozenset[tuple[str | None, str]] = field(default_factory=frozenset)
    case: str | None = None
    sees_all: bool = False

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
