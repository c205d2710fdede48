"""What is said about an event: signals with their reasons, and the decision on it."""

from typing import Literal

from msgspec import Struct

Level = Literal["info", "caution", "danger"]
Action = Literal["allow", "warn", "challenge", "hold", "block"]

LEVELS: dict[Level, int] = {"info": 0, "caution": 1, "danger": 2}
"""Levels by severity."""

ACTIONS: dict[Action, int] = {"allow": 0, "warn": 1, "challenge": 2, "hold": 3, "block": 4}
"""Actions by strictness: the strictest of those that apply is taken."""


class Reason(Struct, frozen=True):
    """A sentence that a customer-service agent can read aloud, in both languages."""

    zh: str
    en: str


class Evidence(Struct, frozen=True):
    """The words that gave it away.

    `where` is a path into the event or item (`text`, `parts.notes`, `turns[2].text`);
    `start` and `end` count Unicode code points of that text as it was sent.
    """

    quote: str
    where: str
    start: int
    end: int


class Subject(Struct, frozen=True):
    """What a signal is about: an account, a source, a conversation, an order or a party."""

    type: Literal["account", "source", "conversation", "order", "party"]
    id: str


class Signal(Struct, frozen=True, kw_only=True):
    """What one detector has to say about one event; its id is derived, so replay is harmless."""

    id: str
    detector: str
    level: Level
    score: float
    subject: Subject
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    tactic: str | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """What to do about one event, why, and by which revision of which policy."""

    event: str
    action: Action
    score: float
    follow_ups: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    policy: str
