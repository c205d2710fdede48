"""What is counted about the engine, for Prometheus."""

from collections import Counter
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from prometheus_client import Counter as Total

from majiao.store import Entry

_SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1.0)


class Metrics:
    """The counters of one engine, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.events = Total("majiao_events", "Events stored", ["kind"], registry=self.registry)
        self.duplicates = Total(
            "majiao_duplicate_events", "Events that were known already", registry=self.registry
        )
        self.decisions = Total(
            "majiao_decisions", "Decisions made", ["action"], registry=self.registry
        )
        self.waiting = Gauge(
            "majiao_waiting_events", "Events waiting for their commit", registry=self.registry
        )
        self.commit = Histogram(
            "majiao_commit_seconds",
            "Time to work through and commit one batch",
            buckets=_SECONDS,
            registry=self.registry,
        )

    def count(self, entries: Sequence[Entry], duplicates: int) -> None:
        """Count a committed batch."""
        for kind, number in Counter(entry.kind for entry in entries).items():
            self.events.labels(kind).inc(number)
        for action, number in Counter(e.action for e in entries if e.action).items():
            self.decisions.labels(action).inc(number)
        if duplicates:
            self.duplicates.inc(duplicates)

    def exposition(self) -> bytes:
        """Give everything in Prometheus' text format."""
        return generate_latest(self.registry)
