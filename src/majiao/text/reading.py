"""Reading one text: from the characters as sent to what its writer asks for."""

import re
from functools import lru_cache
from typing import Literal

from majiao.events import Reason
from majiao.text import demands, entities, hosts
from majiao.text.lexicon import Token, lexicon
from majiao.text.shapes import Demand, Entity, Reading, Speaker
from majiao.text.views import HAN, View, fold, squeeze

HEAD, TAIL = 24_000, 8_000
"""Characters read from the beginning and the end of a text that is longer than both."""

REMEMBERED = 2000
"""Longest text whose reading is kept for a moment, since turns and fields come again."""

_HAN = re.compile(f"[{HAN}]")
_TOKEN_OF = {
    "qq": "e_im",
    "wechat": "e_im",
    "im": "e_im",
    "phone": "e_phone",
    "card": "e_card",
    "company_account": "e_card",
}


def language(text: str) -> Literal["zh", "en"]:
    """Tell Chinese from English: a tenth of the characters in Han letters is Chinese."""
    start = text[:REMEMBERED]
    return "zh" if len(_HAN.findall(start)) * 10 >= len(start) > 0 else "en"


def view_of(text: str) -> tuple[View, bool]:
    """Fold and close up a text, leaving out the middle of a huge one."""
    if len(text) <= HEAD + TAIL:
        return squeeze(fold(text)), False
    head = squeeze(fold(text[:HEAD]))
    tail = squeeze(fold(text[-TAIL:]))
    skip = len(text) - TAIL
    first = head.places or tuple(range(len(head.text)))
    last = tail.places or tuple(range(len(tail.text)))
    places = (*first, HEAD, *(place + skip for place in last))
    return View(f"{head.text}\n{tail.text}", places), True


def read(text: str, *, speaker: Speaker = "unknown") -> Reading:
    """Read a text: the entities in it and what it asks its reader to do.

    Args:
        text: as sent, up to 100,000 characters.
        speaker: whose words they are; a customer's own words are never demands, only what
            they tell of somebody else's.

    """
    return _read(text, speaker) if len(text) <= REMEMBERED else _read_fresh(text, speaker)


def _read_fresh(text: str, speaker: Speaker) -> Reading:
    view, truncated = view_of(text)
    found = entities.find(view.text)
    tokens = with_entities(lexicon().tokens(view.text), found)
    hits = demands.find(view.text, tokens, speaker) if tokens else []
    return Reading(
        text=text,
        lang=language(text),
        entities=tuple([Entity(e.type, e.value, *view.span(e.start, e.end)) for e in found]),
        demands=tuple(sorted((_demand(view, hit) for hit in hits), key=lambda d: d.start)),
        truncated=truncated,
    )


_read = lru_cache(maxsize=512)(_read_fresh)


def _demand(view: View, hit: demands.Hit) -> Demand:
    start, end = view.span(hit.start, hit.end)
    reason: Reason = hit.rule.reason
    return Demand(hit.rule.tactic, hit.rule.name, round(hit.strength, 3), start, end, reason)


def with_entities(tokens: list[Token], found: list[entities.Found]) -> list[Token]:
    """Add the entities to the words, as words of their own classes."""
    bits = lexicon().bits
    extra = [
        Token(one.start, one.end, bits[name])
        for one in found
        if (name := _class_of(one.type, one.value))
    ]
    if not extra:
        return tokens
    spans = [(t.start, t.end) for t in extra]
    kept = [t for t in tokens if not any(s <= t.start and t.end <= e for s, e in spans)]
    return sorted(kept + extra)


def _class_of(kind: str, value: str) -> str | None:
    if kind != "url":
        return _TOKEN_OF.get(kind)
    host = hosts.of(value)
    if hosts.is_known(host):
        return None
    return "e_url" if hosts.looks_thrown_up(host) else "e_host"
