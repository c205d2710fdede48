"""A check's result as the page shows it."""

import re
from dataclasses import dataclass

from majiao.engine.check_shapes import CheckItem, CheckResult
from majiao.web.check.marks import Piece, Span, pieces
from majiao.web.pages.languages import Words

_SHOWN = frozenset(
    {
        *("phone", "url", "email", "qq", "wechat", "im"),
        *("card", "company_account", "taokouling", "meeting"),
    }
)
"""Entities that lead to somebody or to money."""

_HELPERS = frozenset({"110", "96110", "12381", "12321"})
"""Numbers that help; nobody is told to keep away from them."""

_MOST_FOUND = 50

_SENTENCE_END = re.compile(r"(?<=。)|(?<=[.!?])\s+(?!If you (?:did|already did))")
"""Between two sentences, but not before one that only makes sense with the one before it."""


@dataclass(frozen=True)
class Found:
    """A number or link of the text."""

    name: str
    value: str


@dataclass(frozen=True)
class Said:
    """One turn, or the whole text (`role` empty)."""

    role: str
    pieces: list[Piece]


@dataclass(frozen=True)
class View:
    """What the template needs."""

    verdict: str
    steps: list[str]
    reasons: list[str]
    said: list[Said]
    found: list[Found]


def view(item: CheckItem, result: CheckResult, t: Words) -> View:
    """Put a result into the words of one language."""
    reasons = dict.fromkeys(filter(None, (t.said(reason) for reason in result.reasons)))
    return View(
        verdict=result.verdict,
        steps=_steps(result, t),
        reasons=list(reasons),
        said=_said(item, result),
        found=_found(result, t),
    )


def _steps(result: CheckResult, t: Words) -> list[str]:
    """Give what to do, the most urgent first, one thing at a time."""
    if result.verdict == "ok":
        return t.steps("verdict.now.ok")
    advice = filter(None, map(str.strip, _SENTENCE_END.split(t.said(result.advice))))
    return [*advice, t("verdict.now.always")]


def _said(item: CheckItem, result: CheckResult) -> list[Said]:
    if item.turns is None:
        return [Said("", pieces(item.text or "", _spans(result, None)))]
    return [
        Said(turn.role, pieces(turn.text, _spans(result, number)))
        for number, turn in enumerate(item.turns)
    ]


def _spans(result: CheckResult, turn: int | None) -> list[Span]:
    if result.verdict == "ok":
        return []
    tactics = [Span(f.start, f.end, f.id) for f in result.tactics if f.turn == turn]
    entities = [
        Span(entity.start, entity.end, None)
        for entity in result.entities
        if entity.turn == turn and entity.type in _SHOWN and entity.value not in _HELPERS
    ]
    return tactics + entities


def _found(result: CheckResult, t: Words) -> list[Found]:
    found = dict.fromkeys(
        Found(t.name("entities", entity.type), entity.value)
        for entity in result.entities
        if entity.type in _SHOWN and entity.value not in _HELPERS
    )
    return list(found)[:_MOST_FOUND]
