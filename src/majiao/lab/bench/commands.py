"""How long the command line takes to say what it can do."""

import subprocess
import sys
import time
from collections.abc import Iterator

from majiao.lab.bench.figures import Figure, percentile

RUNS = 15


def bench_help() -> Iterator[Figure]:
    """Measure `majiao --help` as a whole process."""
    yield _timed("majiao --help", [sys.executable, "-m", "majiao", "--help"])
    yield _timed("  floor: python -c pass", [sys.executable, "-c", "pass"])


def _timed(name: str, command: list[str]) -> Figure:
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return Figure(name, p50=percentile(took, 0.5), p99=percentile(took, 0.99))
