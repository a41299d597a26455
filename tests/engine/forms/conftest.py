import json
from typing import Any

import pytest
from hypothesis import settings

from engine.forms import Form

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def form_of():
    """Makes a form of the components given."""

    def made(*components: dict[str, Any], **told: Any) -> Form:
        raw = json.dumps({"type": "default", "components": components, **told})
        return Form.read(raw.encode(), "forms/tea_house/apply.form")

    return made


@pytest.fixture
def faults_of():
    """Makes the (place, code) pairs of a refusal out of what raised it."""

    def made(refusal: pytest.ExceptionInfo[Any]) -> set[tuple[str, str]]:
        return {(fault.place, fault.code) for fault in refusal.value.faults}

    return made
