"""Measuring speed: each figure stands beside its bare-Python floor from the same run."""

from collections.abc import Callable, Iterator

from majiao.lab.bench.commands import bench_help
from majiao.lab.bench.figures import Figure
from majiao.lab.bench.http import bench_decisions
from majiao.lab.bench.replay import bench_replay

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "replay": bench_replay,
    "decisions": bench_decisions,
    "help": bench_help,
}
"""What can be measured, by name."""

__all__ = ["BENCHES", "Figure"]
