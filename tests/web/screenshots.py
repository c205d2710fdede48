"""Make the pictures in docs/images: `python -m tests.web.screenshots`.

They show the demo shop as it runs; the story is told beforehand so that nobody has to wait.
"""

import sys
import tempfile
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import httpx
import msgspec
from playwright.sync_api import Browser, sync_playwright

from majiao.lab.demo import demo_events
from tests.web.conftest import CHROMIUM, FLAGS
from tests.web.serving import Site, started

FOLDER = Path(__file__).parents[2] / "docs" / "images"

LANGUAGES = {"zh": "zh-CN", "en": "en"}

_SEED = 7
_EVENTS = 900
_START = datetime(2026, 11, 11, 8, tzinfo=UTC)
_LARGEST = 200_000


def main() -> int:
    """Write the four pictures; gives the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, started(Path(folder), "--demo") as (site, _):
        tell(site)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            for short, language in LANGUAGES.items():
                check(browser, site, language, FOLDER / f"check-{short}.png")
                console(browser, site, language, FOLDER / f"console-{short}.png")
            browser.close()
    large = [path for path in FOLDER.glob("*.png") if path.stat().st_size > _LARGEST]
    for path in large:
        sys.stderr.write(f"{path} is larger than {_LARGEST} bytes\n")
    return bool(large)


def tell(site: Site) -> None:
    """Let some minutes of the demo happen at once."""
    events = list(islice(demo_events(_SEED, _START), _EVENTS))
    answer = httpx.post(
        f"{site.url}/v1/events",
        content=msgspec.json.encode(events),
        headers=site.headers(),
        timeout=120,
    )
    answer.raise_for_status()


def check(browser: Browser, site: Site, language: str, path: Path) -> None:
    """Photograph the verdict on a call."""
    size = {"width": 760, "height": 1120}
    page = browser.new_page(locale=language, viewport=size, color_scheme="light")
    page.goto(f"{site.url}/?example=call")
    page.click("form .button")
    page.screenshot(path=path)
    page.close()


def console(browser: Browser, site: Site, language: str, path: Path) -> None:
    """Photograph the console with what was acted on."""
    size = {"width": 1120, "height": 620}
    page = browser.new_page(
        locale=language, viewport=size, color_scheme="light", reduced_motion="reduce"
    )
    page.goto(f"{site.url}/console")
    page.locator("[data-now=live]").wait_for()
    page.wait_for_timeout(1200)
    page.screenshot(path=path)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
