"""Whether a request is really made: not denied, warned of, asked back or told of others."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from majiao.text.clauses import Sentence
from majiao.text.lexicon import Token, lexicon
from majiao.text.shapes import Speaker


class Stance(Enum):
    """What the writer does with a request."""

    MADE = "made"
    NEGATED = "negated"
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
    names = ("neg", "never", "warn", "warnp", "third", "makes_me", "makes_you", "ask_self")
    return {name: lexicon().mask(name) for name in (*names, "subject", "inquire", "report")}


def negated(sentence: Sentence, act: Token, obj: Token) -> bool:
    """Say whether a negation stands before the act in its clause, or right at the object."""
    bits = _bits()
    first = min(act, obj)
    latin = sentence.text[first.start : first.start + 1].isascii()
    far = sentence.clause(first.start, 70 if latin else 30)
    floor = sentence.clause(first.start, 20 if latin else 9)
    for token in sentence.tokens:
        if token.start >= max(act.start, obj.start):
            break
        if not token.classes & (bits["neg"] | bits["never"]) or token in {act, obj}:
            continue
        if token.classes & bits["never"] and far <= token.start < act.start:
            return True
        if first.end <= token.start:
            return True
        short = token.end - token.start == 1 and sentence.text[token.start] not in "别勿甭莫"
        if token.start >= floor and (latin or not short or first.start - token.end <= 2):
            return True
    return False


def stance(sentence: Sentence, act: Token, obj: Token, frame: Frame) -> Stance:
    """Judge a request made of these two words; whether it is negated is asked for before."""
    if frame.story:
        return Stance.TOLD
    bits = _bits()
    first = min(act, obj)
    latin = sentence.text[first.start : first.start + 1].isascii()
    near = first.start - (140 if latin else 45)
    seen = 0
    for token in sentence.tokens:
        if token.start >= first.end:
            break
        if token.start >= near:
            seen |= token.classes
    told = seen & (bits["third"] | bits["report"])
    me = seen & bits["makes_me"]
    after = any(t.classes & bits["warnp"] and t.start >= first.end for t in sentence.tokens)
    if after or frame.warned_near or _another(sentence, act):
        return Stance.WARNED
    if seen & bits["warn"] and not (me and told and frame.speaker != "contact"):
        return Stance.WARNED
    if seen & bits["makes_you"] or (seen & bits["inquire"] and sentence.asks):
        return Stance.WARNED
    if (me and (told or frame.speaker == "customer")) or seen & bits["report"]:
        return Stance.TOLD
    if seen & bits["ask_self"] and sentence.asks:
        return Stance.ASKED_BACK
    return Stance.MADE


def _another(sentence: Sentence, act: Token) -> bool:
    # "We will pay", "the bank may text": somebody else than the reader does it.
    subject = _bits()["subject"]
    reach = 2 if sentence.text[act.start : act.start + 1].isascii() else 1
    return any(
        token.classes & subject and 0 <= act.start - token.end <= reach for token in sentence.tokens
    )
