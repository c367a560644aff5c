"""The app as a person meets it."""

from __future__ import annotations

import pytest

from tests.stories.story import Begin, Make, beginning


@pytest.fixture
def begin(make_app: Make) -> Begin:
    """Open the app on a folder of this test, and choose a kind: `async with begin(size, "1") as story`."""
    return beginning(make_app)
