"""The examples on a detector's page: they are its acceptance tests."""

import re
from dataclasses import dataclass
from pathlib import Path

from majiao.events import AnyEvent, decode_event

PAGES = Path(__file__).parents[2] / "docs" / "detectors"
SECTIONS = ("Loud", "Quiet", "What to do", "Known false alarms", "Limits")
FIELDS = ("Stage", "Reads", "Confidence")

_BLOCK = re.compile(r"^```json (loud|quiet)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One fenced block of a page.

    Attributes:
        page: the detector's id.
        number: its place on the page, from 1, over both kinds.
        loud: whether its last event must raise an alarm; otherwise none may.
        events: one a line, in time order.

    """

    page: str
    number: int
    loud: bool
    events: tuple[AnyEvent, ...]

    def __str__(self) -> str:
        return f"{self.page}-{self.number}-{'loud' if self.loud else 'quiet'}"


def page_of(detector: str) -> Path:
    """Give where a detector's page has to be."""
    return PAGES / f"{detector}.md"


def examples_of(detector: str) -> list[Example]:
    """Read all examples of a page; a line that is no valid event raises `BadInputError`."""
    page = page_of(detector)
    if not page.exists():
        return []
    return [
        Example(detector, number, kind == "loud", _events(body))
        for number, (kind, body) in enumerate(_BLOCK.findall(page.read_text("utf-8")), 1)
    ]


def _events(body: str) -> tuple[AnyEvent, ...]:
    return tuple(decode_event(line) for line in body.splitlines() if line.strip())
