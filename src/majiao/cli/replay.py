"""`majiao replay`: stored events through the engine, as if they happened now."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click
import msgspec

from majiao.cli.lines import (
    Line,
    error_line,
    opened,
    pipe_safe,
    plain_failures,
    read_lines,
    too_long,
    write,
)
from majiao.decide import PolicyError
from majiao.engine.assembly import assemble, be_quick
from majiao.engine.embedded.engine import REPLAY_BATCH, Arrival, Embedded, EngineError
from majiao.engine.settings import Settings, SettingsError, load_settings
from majiao.events import BadInputError, decode_event
from majiao.store import StoreError


@click.command("replay")
@click.argument("events", type=click.Path(allow_dash=True))
@click.option("--policy", type=click.Path(exists=True, dir_okay=False), help="A policy file.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="A data folder.")
@click.option("--settings", type=click.Path(exists=True, path_type=Path), help="A settings file.")
def command(events: str, policy: str | None, data: Path | None, settings: Path | None) -> None:
    """Read EVENTS (JSON lines in time order, `-` for standard input), write decisions.

    With --data the state of that folder is gone on from and kept; without it, nothing is kept.
    """
    with (
        plain_failures(SettingsError, PolicyError, StoreError, EngineError),
        _folder(data) as folder,
    ):
        chosen = load_settings(settings)
        if policy:
            chosen = _with_policy(chosen, policy)
        with assemble(chosen, folder) as parts, opened(events) as stream, pipe_safe():
            be_quick()
            good = _replay(parts.engine, read_lines(stream))
    sys.exit(0 if good else 1)


def _replay(engine: Embedded, lines: Iterator[Line]) -> bool:
    good = True
    while batch := list(islice(lines, REPLAY_BATCH)):
        good &= _batch(engine, batch)
    return good


def _batch(engine: Embedded, batch: Sequence[Line]) -> bool:
    read = [_read(line) for line in batch]
    arrivals = [item for item in read if isinstance(item, Arrival)]
    outcomes = iter(engine.process(arrivals)[0])
    for line, item in zip(batch, read, strict=True):
        if isinstance(item, BadInputError):
            write(error_line(item, line.number))
        elif decision := next(outcomes).decision:
            write(decision)
    return len(arrivals) == len(batch)


def _read(line: Line) -> Arrival | BadInputError:
    if line.raw is None:
        return too_long()
    try:
        return Arrival(decode_event(line.raw), line.raw)
    except BadInputError as error:
        return error


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="majiao-replay-") as folder:
        yield Path(folder)


def _with_policy(settings: Settings, policy: str) -> Settings:
    return msgspec.structs.replace(
        settings, engine=msgspec.structs.replace(settings.engine, policy=policy)
    )
