"""How many events a second `replay` works through, commits included, on one core."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

from majiao.engine.assembly import assemble, be_quick
from majiao.engine.check import warm_up
from majiao.engine.embedded.engine import REPLAY_BATCH, Arrival, Embedded
from majiao.engine.settings import EngineSettings, Settings
from majiao.events import decode_event
from majiao.lab.bench.figures import Figure, peak_memory
from majiao.lab.workload import workload

COUNT = 60_000
ALL_KINDS = ("login", "field_edit", "message")


def bench_replay(count: int = COUNT) -> Iterator[Figure]:
    """Measure replay: all kinds without and with the reading of messages, then each kind."""
    mixes = (
        ("all kinds, no customer-demands", ALL_KINDS, ("customer-demands",)),
        ("all kinds, all detectors", ALL_KINDS, ()),
        *((f"{kind} only", (kind,), ()) for kind in ALL_KINDS),
    )
    for name, kinds, off in mixes:
        lines = list(workload(count, kinds))
        with _engine(off) as engine:
            yield _measured(f"replay, {name}", lines, partial(_feed, engine))
        yield _measured("  floor: json.loads, one dict", lines, _floor)


@contextmanager
def _engine(off: tuple[str, ...]) -> Iterator[Embedded]:
    """Open an engine on a new folder, warm, as it is a second after its start."""
    settings = Settings(engine=EngineSettings(off=off))
    temporary = tempfile.TemporaryDirectory(prefix="majiao-bench-")
    with temporary as folder, assemble(settings, Path(folder)) as parts:
        warm_up()
        be_quick()
        yield parts.engine


def _measured(name: str, lines: Sequence[bytes], run: Callable[[Sequence[bytes]], None]) -> Figure:
    wall, cpu = time.perf_counter(), time.process_time()
    run(lines)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Figure(name, len(lines) / wall, len(lines) / cpu, memory=peak_memory())


def _feed(engine: Embedded, lines: Sequence[bytes]) -> None:
    rest = iter(lines)
    while batch := list(islice(rest, REPLAY_BATCH)):
        engine.process([Arrival(decode_event(line), line) for line in batch])


def _floor(lines: Sequence[bytes]) -> None:
    """Decode, and count per account and source: less than any detector does; nothing kept."""
    counts: dict[str, int] = {}
    for line in lines:
        event = json.loads(line)
        for field in ("account", "ip", "conversation"):
            if key := event.get(field):
                counts[key] = counts.get(key, 0) + 1
