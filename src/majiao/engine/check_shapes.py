"""What can be asked to be judged by itself, and the shape of the verdict."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from majiao.events import Context, Reason, guarded
from majiao.events.base import Id, Text
from majiao.text import Verdict

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
    turns: Annotated[tuple[Turn, ...], Meta(min_length=1, max_length=1000)] | None = None
    context: Context | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        if (self.text is None) == (self.turns is None):
            raise ValueError("either `text` or `turns` is needed, not both")
        if self.turns is not None and self.surface:
            raise ValueError("`turns` belong to a call or chat; a field has a `text`")

    @property
    def surface(self) -> str:
        """The field's surface; empty for what is not a field."""
        return self.kind.partition(":")[2]


class FoundTactic(Struct, frozen=True, omit_defaults=True):
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
    tactics: tuple[FoundTactic, ...]
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
