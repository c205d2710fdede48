"""What a measurement is."""

import resource
from typing import NamedTuple


class Figure(NamedTuple):
    """One row of the table; a field that was not measured is None.

    Attributes:
        name: what was measured.
        per_second: events per second of wall time.
        per_cpu_second: events per second of this process's CPU time.
        p50: median latency in milliseconds.
        p99: 99th percentile of latency in milliseconds.
        memory: peak resident memory of the measuring process in MiB.

    """

    name: str
    per_second: float | None = None
    per_cpu_second: float | None = None
    p50: float | None = None
    p99: float | None = None
    memory: float | None = None


def peak_memory() -> float:
    """Give this process's peak resident memory in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def percentile(sorted_values: list[float], share: float) -> float:
    """Give the value below which `share` of them lie (nearest rank)."""
    return sorted_values[min(int(share * len(sorted_values)), len(sorted_values) - 1)]
