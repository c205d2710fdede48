"""Who watches the stream, and ending it when the server stops."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

MOST = 100
"""Streams at the same time."""


class Watchers:
    """The open streams; each ends when the generation it was opened in is over."""

    def __init__(self) -> None:
        self.generation = 0
        self.count = 0

    @property
    def full(self) -> bool:
        """Whether there is no room for another stream."""
        return self.count >= MOST

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        """Count a stream in; gives a function that says whether it may go on."""
        generation = self.generation
        self.count += 1
        try:
            yield lambda: self.generation == generation
        finally:
            self.count -= 1

    def end_all(self) -> None:
        """Let every open stream end soon; callable from a signal handler."""
        self.generation += 1


def end_on_signals(watchers: Watchers) -> None:
    """End the streams as soon as the server is told to stop.

    A server waits for open answers before it shuts down, and a stream is an answer without
    an end; the application's own shutdown hooks come only after that wait.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        before = signal.getsignal(number)
        if callable(before):
            signal.signal(number, _first(watchers.end_all, before))


def _first(act: Callable[[], None], before: Callable[[int, FrameType | None], Any]) -> Any:
    def handle(number: int, frame: FrameType | None) -> None:
        act()
        before(number, frame)

    return handle
