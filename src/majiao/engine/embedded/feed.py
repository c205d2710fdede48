"""Decisions as they are made, for whoever is watching."""

import asyncio
from collections.abc import Iterable

from majiao.store import Entry

_BACKLOG = 1000


class Feed:
    """Hands committed entries to subscribers on their own event loops.

    A subscriber that is too slow loses the oldest entries, never the engine's time.
    """

    def __init__(self) -> None:
        self._subscribers: dict[asyncio.Queue[Entry], asyncio.AbstractEventLoop] = {}

    def subscribe(self) -> asyncio.Queue[Entry]:
        """Open a queue on the running event loop."""
        queue: asyncio.Queue[Entry] = asyncio.Queue(_BACKLOG)
        self._subscribers[queue] = asyncio.get_running_loop()
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Entry]) -> None:
        """Close a queue."""
        self._subscribers.pop(queue, None)

    def publish(self, entries: Iterable[Entry]) -> None:
        """Hand over entries that are due an answer; callable from any thread."""
        due = [entry for entry in entries if entry.decision is not None]
        if due:
            for queue, loop in list(self._subscribers.items()):
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_offer, queue, due)


def _offer(queue: asyncio.Queue[Entry], entries: list[Entry]) -> None:
    for entry in entries:
        if queue.full():
            queue.get_nowait()
        queue.put_nowait(entry)
