"""The house is in order: what is shipped, what is locked, what is written down."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from majiao.engine.plugins import detector_classes

ROOT = Path(__file__).parents[1]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files"],  # noqa: S607  git is needed for a checkout anyway
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", ["core", "dev"])
def test_locks_pin_hashes_and_name_no_address(lock):
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert "://" not in text
    assert text.count("\n    --hash=sha256:") >= len(pins) > 10


def test_every_dependency_is_locked():
    locked = (ROOT / "requirements" / "core.lock").read_text(encoding="utf-8")
    for dependency in PYPROJECT["project"]["dependencies"]:
        name = re.match(r"[a-z0-9-]+", dependency)[0]
        assert f"\n{name}==" in "\n" + locked


def test_no_file_of_code_is_a_monster():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in TRACKED
        if path.suffix == ".py"
        and path.is_file()
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_nothing_big_is_tracked():
    big = [path for path in TRACKED if path.is_file() and path.stat().st_size > 1024 * 1024]
    assert big == []


@pytest.mark.parametrize("detector", detector_classes(), ids=lambda d: d.about.id)
def test_every_detector_is_in_the_list_for_readers(detector):
    readme = (ROOT / "docs" / "detectors" / "README.md").read_text(encoding="utf-8")
    assert f"[{detector.about.id}]({detector.about.id}.md)" in readme


@pytest.mark.parametrize("page", [p for p in TRACKED if p.suffix == ".md"], ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target
