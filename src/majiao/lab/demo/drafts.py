"""Events before they have an id: what happens when, written down scene by scene."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Literal, NamedTuple

from majiao.events import AnyEvent

Act = Literal["shop", "stuffing", "hit", "tampering", "notice", "call", "link", "report"]
"""What an event belongs to: the honest `shop`, or a step of the gang's play."""


class Told(NamedTuple):
    """An event with what only the author of the play knows.

    Attributes:
        event: as the shop would send it.
        act: what it belongs to.
        loop: which of the gang's plays, from 1; 0 for the honest shop.

    """

    event: AnyEvent
    act: Act
    loop: int

    @property
    def honest(self) -> bool:
        """Whether nobody with bad intent is behind it (the victim's report is honest)."""
        return self.act in {"shop", "report"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to be: `at` seconds after the start, without id and time."""

    at: float
    make: Callable[..., AnyEvent]
    fields: Mapping[str, Any]
    act: Act = "shop"
    loop: int = 0


class Scene:
    """A few events that follow one another.

    Attributes:
        at: now, in seconds after the start.
        rng: the only source of chance.
        drafts: what has happened so far, in time order.

    """

    def __init__(self, at: float, rng: Random, loop: int = 0) -> None:
        self.at = at
        self.rng = rng
        self.drafts: list[Draft] = []
        self._loop = loop

    def wait(self, least: float, most: float) -> None:
        """Let some seconds pass."""
        self.at += self.rng.uniform(least, most)

    def add(self, make: Callable[..., AnyEvent], act: Act = "shop", /, **fields: Any) -> None:
        """Let something happen now; fields that are None are left out."""
        given = {name: value for name, value in fields.items() if value is not None}
        loop = 0 if act == "shop" else self._loop
        self.drafts.append(Draft(self.at, make, given, act, loop))
