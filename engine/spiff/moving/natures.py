"""What an element is, as far as a token that is there depends on it."""

from typing import Any

LASTING = ("sign", "opinion", "silence", "absence")
"""Settings that have a meaning in law from the moment a task is opened."""
_OWN = ("interrupting", "replaces", "spec")


def nature(spec: Any) -> tuple[Any, ...]:
    """Return what must be the same in another version for a token to stay where it is.

    Names, forms, groups, limits and expressions may differ: what is open keeps what it was
    opened with, and the rest is worked out in the new version.
    """
    step, cause = getattr(spec, "step", None), getattr(spec, "cause", None)
    call, order = getattr(spec, "call", None), getattr(spec, "order", None)
    instances = getattr(spec, "instances", None)
    return (
        type(spec).__name__,
        step and step.kind,
        cause
        and (type(cause).__name__, getattr(cause, "name", None), getattr(cause, "kind", None)),
        instances and (instances.element, instances.sequential),
        call and call.key,
        order and order.type,
        tuple(getattr(spec, name, None) for name in _OWN),
        tuple(step.settings.get(name) for name in LASTING) if step else (),
    )
