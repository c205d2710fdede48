"""One event through the detectors and the policy; knows nothing of storage or threads."""

import logging
from collections.abc import Sequence
from typing import Any, Protocol

from majiao.decide import DUE, Policy, decide
from majiao.detectors import Detector
from majiao.events import LEVELS, AnyEvent, Decision, Event, Signal

_LOG = logging.getLogger(__name__)

AnyDetector = Detector[Any, Any]

Plan = list[tuple[AnyDetector, str]]
"""Which detectors read an event, each with the id of the state it needs (`<detector>:<key>`)."""


class States(Protocol):
    """Where the pipeline gets a key's state, already noted as changed."""

    def get(self, detector: AnyDetector, name: str, at: float) -> Any:
        """Give the state of this id as of event time `at`; a fresh one if it ran out."""


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
        self._ref = policy.ref
        self.failures: dict[str, int] = {}
        self._readers: dict[type[Event], tuple[AnyDetector, ...]] = {}

    def plan(self, event: AnyEvent) -> Plan:
        """Say which detectors want the event, and which states they need for it.

        Done before `step`, so that the states of many events can be loaded together.
        """
        plan: Plan = []
        for detector in self._reading(event):
            name = detector.about.id
            try:
                plan.extend([(detector, f"{name}:{key}") for key in detector.keys(event)])
            except Exception:  # noqa: BLE001  it may fail in any way
                self._failed(detector)
        return plan

    def step(self, event: AnyEvent, plan: Plan, states: States) -> Decision | None:
        """Let the detectors learn from the event, and decide on it if an answer is due."""
        signals: dict[str, Signal] = {}
        at = event.at
        for detector, name in plan:
            try:
                for signal in detector.update(states.get(detector, name, at), event):
                    known = signals.get(signal.detector)
                    if known is None or _severity(signal) > _severity(known):
                        signals[signal.detector] = signal
            except Exception:  # noqa: BLE001  it may fail in any way
                self._failed(detector)
        if type(event) not in DUE:
            return None
        if not signals:
            return Decision(event=event.id, action="allow", score=0.0, policy=self._ref)
        return decide(event, [*signals.values()], self.policy)

    def _reading(self, event: AnyEvent) -> tuple[AnyDetector, ...]:
        kind = type(event)
        if kind not in self._readers:
            self._readers[kind] = tuple(d for d in self.detectors if kind in d.about.reads)
        return self._readers[kind]

    def _failed(self, detector: AnyDetector) -> None:
        # A detector of somebody else's that fails must not take the shop's login down.
        name = detector.about.id
        self.failures[name] = self.failures.get(name, 0) + 1
        _LOG.exception("detector %s failed", name)


def _severity(signal: Signal) -> tuple[int, float]:
    return LEVELS[signal.level], signal.score
