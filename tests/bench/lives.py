"""Ten thousand random steps in the life of a data folder: edits, kills, outside changes, merges, erasing."""

from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bench.figures import Figure
from tests.store.lives import Lives

STEPS_OF_A_LIFE = 50


def measure(home: Path, times: int) -> list[Figure]:
    """Take at least `times` steps; the first that loses or overwrites a text ends everything."""
    Lives.steps = 0
    how = settings(
        max_examples=max(1, times // STEPS_OF_A_LIFE),
        stateful_step_count=STEPS_OF_A_LIFE,
        deadline=None,
        database=None,
        derandomize=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    while Lives.steps < times:
        run_state_machine_as_test(Lives, settings=how)
    what = f"{Lives.steps} random steps: acknowledged texts lost, others' overwritten"
    return [Figure(what, "", "0", aim="0")]
