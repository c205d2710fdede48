"""Events through one detector, as the engine does it, and nothing else."""

from collections.abc import Iterable
from typing import Any

import msgspec

from majiao.detectors import Detector, Stateless
from majiao.events import LEVELS, AnyEvent, Context, Signal

AnyDetector = Detector[Any, Any]


class Replay:
    """One detector with the states of its keys.

    With `before`, it goes on from another replay's states, encoded and decoded, as the engine
    does when it is started again.
    """

    def __init__(self, detector: AnyDetector, before: "Replay | None" = None) -> None:
        self.detector = detector
        self.states: dict[str, Any] = {}
        self.expires: dict[str, float] = {}
        if before is not None:
            self.states, self.expires = dict(before.states), dict(before.expires)
            self.recode()

    def feed(self, event: AnyEvent) -> list[Signal]:
        """Give the signals on one event, over all its keys."""
        if type(event) not in self.detector.about.reads:
            return []
        return [
            signal
            for key in self.detector.keys(event)
            for signal in self.detector.update(self._state(key, event.at), event)
        ]

    def run(self, events: Iterable[AnyEvent]) -> list[Signal]:
        """Give the signals on all events, in order."""
        return [signal for event in events for signal in self.feed(event)]

    def recode(self) -> None:
        """Put every state through its encoding."""
        for key, state in self.states.items():
            encoded = msgspec.msgpack.encode(state)
            self.states[key] = msgspec.msgpack.decode(encoded, type=self.detector.state)

    def _state(self, key: str, at: float) -> Any:
        if self.detector.state is Stateless:
            return Stateless()
        if key not in self.states or at > self.expires[key]:
            self.states[key] = self.detector.state()
            self.expires[key] = at + self.detector.ttl
        self.expires[key] = max(self.expires[key], at + self.detector.ttl)
        return self.states[key]


def build(kind: Any, context: Context | None = None) -> AnyDetector:
    """Build a detector for a shop that has told nothing about itself."""
    return kind(context or Context())


def run(detector: AnyDetector, events: Iterable[AnyEvent]) -> list[Signal]:
    """Give the signals of a fresh replay."""
    return Replay(detector).run(events)


def alarming(signals: Iterable[Signal]) -> list[Signal]:
    """Keep what is caution or worse."""
    return [signal for signal in signals if LEVELS[signal.level] >= LEVELS["caution"]]
