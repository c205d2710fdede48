"""What reading a text gives: entities, demands, and both together."""

from typing import Literal

from msgspec import Struct

from majiao.events import Reason

Speaker = Literal["contact", "customer", "unknown"]
Verdict = Literal["ok", "caution", "danger"]

RANK: dict[Verdict, int] = {"ok": 0, "caution": 1, "danger": 2}
"""Verdicts by severity."""


class Entity(Struct, frozen=True):
    """Something in a text that leads to a person, an account or a page.

    Attributes:
        type: `phone url email qq wechat im card company_account taokouling meeting order
            waybill amount`.
        value: normalised: digits only for numbers, lower case and real dots for hosts.
        start: first code point of the quote in the text as sent.
        end: one past the last.

    """

    type: str
    value: str
    start: int
    end: int


class Demand(Struct, frozen=True):
    """What a text asks its reader to do, or the stage it sets for that.

    Attributes:
        tactic: one of the twelve ids in `TACTICS`.
        name: the rule that found it.
        strength: 0..1, how far this alone is from what an honest contact says.
        start: first code point of the quote in the text as sent.
        end: one past the last.
        reason: a sentence to read aloud.

    """

    tactic: str
    name: str
    strength: float
    start: int
    end: int
    reason: Reason


class Reading(Struct, frozen=True):
    """One text, read.

    Attributes:
        text: as it was given.
        lang: the language most of it is written in.
        entities: in order of their place.
        demands: in order of their place.
        truncated: whether a part in the middle of a huge text was left out.

    """

    text: str
    lang: Literal["zh", "en"]
    entities: tuple[Entity, ...] = ()
    demands: tuple[Demand, ...] = ()
    truncated: bool = False
