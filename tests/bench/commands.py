"""How long the commands without a screen take, over Python starting and doing nothing."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.bench.subjects import Subject, interleaved

FACTS = '{"version": 1, "kind": "missed", "interview": {"company": "Acme", "role": "Data Engineer"}}'


def measure(home: Path, times: int) -> list[Figure]:
    """Run each command `times` times in turn."""
    facts = home / "facts.json"
    facts.write_text(FACTS)
    command = str(Path(sys.executable).with_name("raincheck"))
    subjects = [
        Subject("nothing", (sys.executable, "-c", "pass"), ""),
        Subject("version", (command, "--version"), ""),
        Subject("draft", (command, "draft", "--facts", str(facts)), ""),
    ]
    found = interleaved(subjects, times, lambda subject: _milliseconds(subject.argv, home))
    nothing = median(found["nothing"])
    return [
        _over("raincheck --version, over python -c pass", nothing, median(found["version"]), 100),
        _over("raincheck draft, over python -c pass", nothing, median(found["draft"]), 250),
    ]


def _milliseconds(argv: tuple[str, ...], home: Path) -> float:
    environment = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
    began = time.perf_counter()
    subprocess.run(argv, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return (time.perf_counter() - began) * 1000


def _over(what: str, nothing: float, taken: float, aim: int) -> Figure:
    return Figure(what, f"{nothing:.0f} ms", f"{nothing:.0f} + {taken - nothing:.0f} ms", aim=f"+ {aim} ms")
