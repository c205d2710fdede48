"""Marking in a text the words that gave it away."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the text; `tactic` is None for a number or link."""

    start: int
    end: int
    tactic: str | None


class Piece(NamedTuple):
    """A stretch of the text that is marked in one way.

    Attributes:
        text: the words.
        look: `tactic`, `entity`, or empty for what is not marked.
        labels: the tactics whose marks end with this piece.

    """

    text: str
    look: str
    labels: tuple[str, ...] = ()


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cut a text at the ends of spans, which may overlap; the pieces join to the text."""
    starts: dict[int, list[Span]] = {}
    ends: dict[int, list[Span]] = {}
    for span in dict.fromkeys(_clipped(spans, len(text))):
        starts.setdefault(span.start, []).append(span)
        ends.setdefault(span.end, []).append(span)
    cuts = sorted({0, len(text), *starts, *ends})
    covering: Counter[str] = Counter()
    found = []
    for left, right in pairwise(cuts):
        covering.update(_look(span) for span in starts.get(left, ()))
        look = "tactic" if covering["tactic"] > 0 else "entity" if covering["entity"] > 0 else ""
        ending = ends.get(right, ())
        labels = dict.fromkeys(span.tactic for span in ending if span.tactic)
        found.append(Piece(text[left:right], look, tuple(labels)))
        covering.subtract(_look(span) for span in ending)
    return found


def _look(span: Span) -> str:
    return "tactic" if span.tactic else "entity"


def _clipped(spans: Iterable[Span], length: int) -> Iterable[Span]:
    for span in spans:
        clipped = Span(max(span.start, 0), min(span.end, length), span.tactic)
        if clipped.start < clipped.end:
            yield clipped
