"""What is built installs elsewhere, and works there with its templates inside."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import tui

ROOT = Path(__file__).parents[2]
RENDER = """
from datetime import UTC, datetime
import tui
from tui.model.incident import Incident
from tui.words.library import library, template_root
from tui.words.render import render
print(tui.__file__)
print(template_root())
incident = Incident(kind="missed")
print(render(library(), incident, "first", "email", datetime(2026, 12, 1, 14, 43, tzinfo=UTC)).body)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("raincheck-*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone, that sees what the wheel depends on, and not the checkout."""
    home = tmp_path_factory.mktemp("elsewhere") / "a place"
    venv.create(home, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode != 0:
        pytest.skip("no pip in this environment to install the wheel with")
    install = ["--python", str(home), "install", "-q", "--no-index", "--no-deps", str(wheel)]
    subprocess.run([*pip, *install], check=True, capture_output=True)
    site = next(home.glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home


def _run(home: Path, *argv: str, said: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        [home / "bin" / argv[0], *argv[1:]],
        cwd=home,
        env=environment,
        input=said,
        capture_output=True,
        text=True,
    )


def test_every_template_and_stylesheet_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    templates = [path for path in (ROOT / "templates").rglob("*") if path.suffix in (".j2", ".toml")]
    assert templates
    assert {
        f"tui/templates/{path.relative_to(ROOT / 'templates').as_posix()}" for path in templates
    } <= inside
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "tui").rglob("*.tcss")} <= inside


def test_the_wheel_brings_no_tests_and_nothing_compiled(wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in inside if ".dist-info/" not in name} == {"tui"}
    assert not [name for name in inside if "__pycache__" in name]


def test_the_installed_package_renders_from_its_own_templates(elsewhere: Path) -> None:
    done = _run(elsewhere, "python", "-c", RENDER)
    assert done.stderr == ""
    package, templates, body = done.stdout.split("\n", maxsplit=2)
    assert Path(package).is_relative_to(elsewhere)
    assert Path(templates).is_relative_to(elsewhere)
    assert "‹" in body


def test_the_installed_command_tells_its_version(elsewhere: Path) -> None:
    done = _run(elsewhere, "raincheck", "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"raincheck {tui.__version__}\n", "")


def test_the_installed_command_drafts(elsewhere: Path) -> None:
    facts = '{"version": 1, "kind": "missed", "interview": {"company": "Acme", "role": "Data Engineer"}}'
    done = _run(elsewhere, "raincheck", "draft", "--facts", "-", "--channel", "email", said=facts)
    assert done.returncode == 0
    assert "the Data Engineer role at Acme" in done.stdout
