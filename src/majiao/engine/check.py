"""Judging one text, call or field by itself, with the same reading that the detectors use."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from majiao.events import Context, Reason, guarded
from majiao.events.base import Id, Text

Verdict = Literal["ok", "caution", "danger"]

Kind = Annotated[
    str,
    Meta(
        pattern=r"^(sms|im|email|notice|call|chat|field:"
        r"(address|profile|nickname|wishlist|review|order_note|gift|message))$"
    ),
]
"""What is judged; fields by their surface."""


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One turn of a call or chat."""

    role: Literal["contact", "customer"]
    text: Text


class CheckItem(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody wants judged: a `text`, or the `turns` of a dialogue."""

    id: Id | None = None
    kind: Kind
    lang: Literal["zh", "en"] | None = None
    text: Text | None = None
    turns: Annotated[tuple[Turn, ...], Meta(max_length=1000)] | None = None
    context: Context | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        if (self.text is None) == (self.turns is None):
            raise ValueError("either `text` or `turns` is needed, not both")


class Found(Struct, frozen=True, omit_defaults=True):
    """A tactic with the words that show it."""

    id: str
    quote: str
    start: int
    end: int
    turn: int | None = None


class FoundEntity(Struct, frozen=True, omit_defaults=True):
    """A phone, link, card or the like."""

    type: str
    value: str
    quote: str
    start: int
    end: int
    turn: int | None = None


class First(Struct, frozen=True):
    """The turn (from 0) at which each level was reached; None if it never was."""

    caution: int | None = None
    danger: int | None = None


class CheckResult(Struct, frozen=True, kw_only=True):
    """The verdict with its reasons and what to do now."""

    id: str | None
    verdict: Verdict
    score: float
    tactics: tuple[Found, ...]
    entities: tuple[FoundEntity, ...]
    reasons: tuple[Reason, ...]
    advice: Reason
    first: First


_decode = msgspec.json.Decoder(CheckItem).decode


def read_item(raw: bytes) -> CheckItem:
    """Decode one item.

    Raises:
        BadInputError: saying what is wrong and where.

    """
    return guarded(_decode, raw)


def check(item: CheckItem, shop: Context) -> CheckResult:
    """Judge one item.

    Args:
        item: what to judge; its own context goes before the shop's.
        shop: who the shop is, from the settings.

    """
    del shop
    return CheckResult(
        id=item.id,
        verdict="ok",
        score=0.0,
        tactics=(),
        entities=(),
        reasons=(),
        advice=Reason("", ""),
        first=First(),
    )
