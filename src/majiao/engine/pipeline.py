"""One event through the detectors and the policy; knows nothing of storage or threads."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from majiao.decide import DUE, Policy, decide
from majiao.detectors import Detector, Stateless
from majiao.events import LEVELS, AnyEvent, Decision, Event, Signal

_LOG = logging.getLogger(__name__)

AnyDetector = Detector[Any, Any]


class States(Protocol):
    """Where the pipeline gets a key's state, already noted as changed."""

    def get(self, detector: AnyDetector, key: str, at: float) -> Any:
        """Give the state of a key as of event time `at`; a fresh one if it ran out."""


class Pipeline:
    """The detectors that read each kind of event, and the policy over what they say.

    Attributes:
        detectors: all of them, in order.
        policy: turns signals into decisions.
        failures: how often each detector raised an exception.

    """

    def __init__(self, detectors: Sequence[AnyDetector], policy: Policy) -> None:
        self.detectors = tuple(detectors)
        self.policy = policy
        self.failures: dict[str, int] = {}
        self._readers: dict[type[Event], tuple[AnyDetector, ...]] = {}

    def keys(self, event: AnyEvent) -> list[tuple[AnyDetector, str]]:
        """Name the states that the event needs, so that they can be loaded together."""
        return [
            (detector, key)
            for detector in self._reading(event)
            if detector.state is not Stateless
            for key in self._guarded(detector, detector.keys, event)
        ]

    def step(self, event: AnyEvent, states: States) -> Decision | None:
        """Let the detectors learn from the event, and decide on it if an answer is due."""
        signals: list[Signal] = []
        for detector in self._reading(event):
            found = list(self._guarded(detector, self._update, detector, event, states))
            if found:
                signals.append(max(found, key=_severity))
        return decide(event, signals, self.policy) if type(event) in DUE else None

    def _reading(self, event: AnyEvent) -> tuple[AnyDetector, ...]:
        kind = type(event)
        if kind not in self._readers:
            self._readers[kind] = tuple(d for d in self.detectors if kind in d.about.reads)
        return self._readers[kind]

    @staticmethod
    def _update(detector: AnyDetector, event: AnyEvent, states: States) -> Iterable[Signal]:
        for key in detector.keys(event):
            yield from detector.update(states.get(detector, key, event.at), event)

    def _guarded(self, detector: AnyDetector, call: Any, *args: Any) -> Iterable[Any]:
        # A detector of somebody else's that fails must not take the shop's login down.
        try:
            yield from call(*args)
        except Exception:  # noqa: BLE001  it may fail in any way
            name = detector.about.id
            self.failures[name] = self.failures.get(name, 0) + 1
            _LOG.exception("detector %s failed", name)


def _severity(signal: Signal) -> tuple[int, float]:
    return LEVELS[signal.level], signal.score
