"""The advice that the words serve is named where its sentence is."""

from __future__ import annotations

import re

from tui.words.advice import served_by_templates
from tui.words.library import template_root


def test_the_words_serve_the_advice_that_they_name() -> None:
    served = served_by_templates(template_root())
    assert all(re.fullmatch(r"[A-E][1-9][0-2]?", one) for one in served)
    assert served["A12"] == ("en/parts/forward.j2", "en/parts/interest.j2")
    assert {"A7", "A9", "B5", "C3", "C6", "D3", "D4", "E10", "E11"} <= set(served)
