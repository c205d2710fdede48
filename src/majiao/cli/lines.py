"""Batch commands: JSON lines in, JSON lines out in the same order, errors in their place."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import click
import msgspec

from majiao.events import BadInputError

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest line that is read."""

_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line of input; `number` counts from 1, `raw` is None for a line that is too long."""

    number: int
    raw: bytes | None


def read_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Give the lines that hold something; a line over `LONGEST` bytes is skipped to its end."""
    number = 0
    while chunk := stream.readline(LONGEST + 1):
        number += 1
        if len(chunk) > LONGEST:
            while chunk and not chunk.endswith(b"\n"):
                chunk = stream.readline(LONGEST)
            yield Line(number, None)
            continue
        text = chunk.removeprefix(_BOM).strip() if number == 1 else chunk.strip()
        if text:
            yield Line(number, text)


def error_line(error: BadInputError, number: int) -> bytes:
    """Give the line that takes the place of a bad one."""
    return msgspec.json.encode({"id": error.id, "line": number, "error": str(error)})


def too_long() -> BadInputError:
    """Say that a line was skipped for its length."""
    return BadInputError(f"a line may hold {LONGEST} bytes")


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open a file, or standard input for `-`, with a progress bar if somebody is looking."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115  closed below, so that errors there stay theirs
    except OSError as error:
        raise click.UsageError(f"cannot read {path}: {error.strerror}") from error
    with stream:
        if not sys.stderr.isatty():
            yield stream
            return
        from rich.console import Console  # noqa: PLC0415  slow to import
        from rich.progress import wrap_file  # noqa: PLC0415  slow to import

        size = Path(path).stat().st_size
        console = Console(stderr=True)
        with wrap_file(stream, size, description=Path(path).name, console=console) as bar:
            yield bar


def write(line: bytes) -> None:
    """Write one line of output."""
    sys.stdout.buffer.write(line + b"\n")


@contextmanager
def plain_failures(*kinds: type[Exception]) -> Iterator[None]:
    """Turn failures that a user can mend into one line on stderr and exit code 2."""
    try:
        yield
    except kinds as error:
        click.echo(f"majiao: {error}", err=True)
        sys.exit(2)


@contextmanager
def pipe_safe() -> Iterator[None]:
    """End quietly when the reader of our output has gone away, as `| head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
