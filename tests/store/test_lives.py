"""Whatever happens to a data folder, in whatever order: nothing acknowledged is lost, nothing overwritten."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.store.lives import Lives

TestLives = Lives.TestCase
TestLives.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
