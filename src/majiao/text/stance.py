"""Whether a request is really made: not denied, warned of, asked back or told of others."""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from majiao.text.clauses import Sentence
from majiao.text.lexicon import Token, lexicon
from majiao.text.shapes import Speaker

SHORT_REACH = 2
"""How far a lone negating character reaches."""


class Stance(Enum):
    """What the writer does with a request."""

    MADE = "made"
    WARNED = "warned"
    TOLD = "told"
    ASKED_BACK = "asked_back"


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a sentence and bears on every request in it.

    Attributes:
        speaker: whose words they are.
        warned_near: whether a sentence beside it calls something a scam.
        story: whether the text tells what somebody demanded of the writer.

    """

    speaker: Speaker
    warned_near: bool
    story: bool = False


@lru_cache(maxsize=1)
def _bits() -> dict[str, int]:
    names = (
        "neg",
        "never",
        "warn",
        "warnp",
        "third",
        "makes_me",
        "makes_you",
        "wants_you",
        "ask_self",
        "report_me",
    )
    return {name: lexicon().mask(name) for name in (*names, "subject", "inquire", "report")}


LIST_REACH = 120
"""Characters over which "never" denies the members of a list."""

_OR = re.compile(r"\b(?:or|nor)\b")
_TURN = re.compile(r"\b(?:but|so|please|now|just|instead|then|and|unless)\b")


def negation(sentence: Sentence, act: Token, obj: Token) -> Token | None:
    """Give the negation that stands before the act in its clause, or right at the object."""
    bits = _bits()
    first, last = min(act, obj), max(act, obj)
    latin = sentence.text[first.start : first.start + 1].isascii()
    far = sentence.clause(first.start, 70 if latin else 18)
    floor = sentence.clause(first.start, 20 if latin else 9)
    for token in sentence.tokens:
        if token.start >= last.start:
            return None
        if not token.classes & (bits["neg"] | bits["never"]) or token in {act, obj}:
            continue
        if first.end <= token.start:
            return token
        if token.classes & bits["never"] and (
            far <= token.start or (latin and _lists(sentence, token, last))
        ):
            return token
        if token.start >= floor and (latin or _reaches(sentence, token, first)):
            return token
    return None


def _lists(sentence: Sentence, never: Token, last: Token) -> bool:
    # "never ask you to install an app, share your screen or buy cards" denies all three.
    listed = sentence.text[never.end : last.start]
    if len(listed) > LIST_REACH or _TURN.search(listed):
        return False
    return _OR.search(sentence.text, never.end, min(sentence.end, last.end + 40)) is not None


def _reaches(sentence: Sentence, negation: Token, first: Token) -> bool:
    # A lone 不 or 没 denies what follows at once; 别 also denies what follows later.
    if negation.end - negation.start > 1 or sentence.text[negation.start] in "别勿甭莫":
        return True
    return first.start - negation.end <= SHORT_REACH


def stance(sentence: Sentence, act: Token, obj: Token, frame: Frame) -> Stance:
    """Judge a request made of these two words; whether it is negated is asked for before."""
    if frame.story:
        return Stance.TOLD
    bits = _bits()
    first = min(act, obj)
    if frame.warned_near or _after(sentence, first, bits["warnp"]) or _another(sentence, act):
        return Stance.WARNED
    seen = _before(sentence, first, max(act, obj))
    me = bool(seen & bits["makes_me"])
    heard = bits["report"] if frame.speaker == "contact" else bits["report"] | bits["report_me"]
    told = bool(seen & (bits["third"] | heard))
    narrated = me and told and frame.speaker != "contact"
    of_you = bits["makes_you"] | (bits["wants_you"] if told else 0)
    if (seen & bits["warn"] and not narrated) or seen & of_you:
        return Stance.WARNED
    if sentence.asks and seen & (bits["inquire"] | bits["ask_self"]):
        return Stance.ASKED_BACK
    if narrated or (me and frame.speaker == "customer") or seen & heard:
        return Stance.TOLD
    return Stance.MADE


def _before(sentence: Sentence, first: Token, last: Token) -> int:
    latin = sentence.text[first.start : first.start + 1].isascii()
    near = first.start - (140 if latin else 45)
    seen = 0
    for token in sentence.tokens:
        if token.start >= last.end:
            break
        if token.start >= near:
            seen |= token.classes
    return seen


def _after(sentence: Sentence, first: Token, classes: int) -> bool:
    if not sentence.classes & classes:
        return False
    return any(t.classes & classes and t.start >= first.end for t in sentence.tokens)


def _another(sentence: Sentence, act: Token) -> bool:
    # "We will pay", "the bank may text": somebody else than the reader does it.
    subject = _bits()["subject"]
    if not sentence.classes & subject:
        return False
    reach = 2 if sentence.text[act.start : act.start + 1].isascii() else 1
    return any(
        token.classes & subject and 0 <= act.start - token.end <= reach for token in sentence.tokens
    )
