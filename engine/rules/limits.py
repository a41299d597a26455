"""How long a case may take: what the law allows and what the office promises."""

from collections.abc import Mapping

from engine.errors import Conflict, Fault, Invalid


def check_promised(promised: int, statutory: int) -> None:
    """Refuse a promise that is longer than the law allows.

    :param promised: working days the office promises; ``statutory``: those of the law.
    :raises Invalid: a limit is below 1, or the promise is the longer one.

    Source: Administrative Licensing Law, Art. 42 (the limits); facts D-15.

    >>> check_promised(5, 20)
    """
    faults = [
        Fault(place, "limit.too_short", "A limit is at least 1 working day.")
        for place, days in (("promised_days", promised), ("statutory_days", statutory))
        if days < 1
    ]
    if promised > statutory:
        message = "The promise of %(promised)s working days exceeds the %(statutory)s of the law."
        params = {"promised": promised, "statutory": statutory}
        faults.append(Fault("promised_days", "limit.promise_too_long", message, params))
    if faults:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)


def check_running(before: Mapping[str, int], after: Mapping[str, int], corrects: bool) -> None:
    """Refuse other limits for running cases that would take from applicants what was promised.

    A shorter limit binds only the office. A longer one may stand only where the earlier one was
    an error.

    :param before: working days by the name of the limit, ``promised_days``, ``statutory_days``.
    :param corrects: whether the earlier limits were an error.
    :raises Invalid: a limit becomes longer and corrects no error.

    Source: Administrative Licensing Law, Art. 8 (what was told may be relied on), Art. 42; facts
    D-26.

    >>> check_running({"promised_days": 10}, {"promised_days": 5}, corrects=False)
    """
    message = (
        "Running cases keep the %(before)s working days they were told, unless these were wrong."
    )
    faults = [
        Fault(name, "limit.longer", message, {"before": days})
        for name, days in before.items()
        if after[name] > days
    ]
    if faults and not corrects:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)


def check_extension(extra: int, already: int, most: int, in_time: bool) -> None:
    """Refuse an extension the law does not allow.

    :param extra: working days to add.
    :param already: working days an earlier extension added.
    :param most: working days an extension may add, as the rules of the office have it.
    :param in_time: whether the limit has not passed yet.
    :raises Conflict: the limit was extended before, or has passed.
    :raises Invalid: the days are below 1 or too many.

    Source: Administrative Licensing Law, Art. 42 (10 working days; 15 in a joint case; once).

    >>> check_extension(10, already=0, most=10, in_time=True)
    """
    if already:
        raise Conflict("extension.twice", "This limit was extended before; that is possible once.")
    if not in_time:
        raise Conflict("extension.too_late", "This limit has passed and can no longer be extended.")
    if not 1 <= extra <= most:
        message = "An extension adds 1 to %(most)s working days, not %(extra)s."
        raise Invalid("extension.days", message, most=most, extra=extra)
