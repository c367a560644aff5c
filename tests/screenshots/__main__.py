"""`python -m tests.screenshots [NAME ...]`: take the pictures of the README from the real screens."""

import asyncio
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from tests.screenshots.picture import self_contained, to_png
from tests.screenshots.shots import SHOTS, Shot
from tui.app import Raincheck
from tui.model.facts import read_facts
from tui.model.incident import Me
from tui.state import State
from tui.store.places import places
from tui.store.save import save
from tui.words.book import Book, book

HERE = Path(__file__).parent
SCREENSHOTS = HERE.parents[1] / "screenshots"
NOW = datetime.fromisoformat("2026-12-01T14:42:05+01:00")


async def take(shot: Shot, data: Path) -> str:
    """Drive the real app to a screen and return its picture."""
    words = book()
    incident = None if shot.fresh else read_facts((HERE / "missed.json").read_bytes(), words.kinds)
    app = Raincheck(words, lambda: NOW, places(data), incident=incident)
    if shot.others:
        store_others(words, data)
    app.prepare()
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        for key in shot.keys:
            await pilot.press("space" if key == " " else key)
            await pilot.pause()
        return app.export_screenshot(title="Raincheck")


def store_others(words: Book, data: Path) -> None:
    """Store some incidents beside the one that is shown."""
    kinds = (
        ("postpone", "Hollis & Reed", "Analyst", 20),
        ("stood-up", "Northwind", "Office Manager", -26),
        ("late", "Kestrel Labs", "Technician", 1),
        ("upcoming", "Bluebird", "Nurse", 70),
    )
    for number, (kind, company, role, hours) in enumerate(kinds):
        me = Me(name="Robin Vale", zone="Europe/Berlin")
        state = State.begin(kind, new_id=f"{number}" * 8, me=me, now=NOW - timedelta(hours=1), book=words)
        for path, value in (("company", company), ("role", role), ("start", NOW + timedelta(hours=hours))):
            state = state.edit(f"interview.{path}", value)
        save(places(data).incidents, state.record(words))


def main() -> None:
    """Take the pictures that are named, or all."""
    named = set(sys.argv[1:])
    unknown = named - {shot.name for shot in SHOTS}
    if unknown:
        sys.exit(f"No picture is called {', '.join(sorted(unknown))}.")
    for shot in SHOTS:
        if named and shot.name not in named:
            continue
        with tempfile.TemporaryDirectory() as data:
            picture = asyncio.run(take(shot, Path(data)))
        file = SCREENSHOTS / f"{shot.name}.svg"
        file.write_text(self_contained(picture), encoding="utf-8")
        made = "svg, png" if to_png(file) else "svg; for the png: apt install librsvg2-bin fonts-dejavu-core"
        print(f"{shot.name}: {made}")


if __name__ == "__main__":
    main()
