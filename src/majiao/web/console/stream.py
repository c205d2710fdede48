"""`/console/stream`: decisions as server-sent events, from where the reader left off."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import anyio.to_thread
import msgspec
from litestar import get
from litestar.datastructures import State
from litestar.response import Stream
from litestar.response.sse import ServerSentEventMessage

from majiao.store import Entry
from majiao.web.console.access import signed_in, viewer
from majiao.web.console.counts import counts
from majiao.web.console.rows import row
from majiao.web.pages.languages import Words, chosen, words
from majiao.web.pages.render import fragment
from majiao.web.problems import AnyRequest, ProblemError
from majiao.web.services import Services

_MISSED = 1000
_AT_ONCE = 50
_TICK = 0.5
_GATHER = 0.1
_HEARTBEAT = 15.0
_RETRY_MS = 1000

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True)
class Watch:
    """What one reader wants to see."""

    services: Services
    t: Words
    acted: bool
    may_go_on: Callable[[], bool]


@get("/console/stream", guards=[signed_in], sync_to_thread=False)
def stream(request: AnyRequest, state: State) -> Stream:
    """Send decisions as they are made, after those that were missed."""
    services: Services = state.services
    if services.watchers.full:
        raise ProblemError(
            HTTPStatus.SERVICE_UNAVAILABLE, "too many people are watching", Retry_After="60"
        )
    watch = Watch(
        services,
        words(chosen(request)),
        request.query_params.get("show") != "all",
        lambda: viewer(request) is not None,
    )
    return Stream(
        _guarded(watch, _after(request)), media_type="text/event-stream", headers=_HEADERS
    )


def _after(request: AnyRequest) -> int | None:
    """Read the last offset that the reader has; the header comes with every reconnection."""
    for value in (request.headers.get("last-event-id"), request.query_params.get("after")):
        if value and len(value) < 19 and value.removeprefix("-").isdecimal():  # noqa: PLR2004  fits 64 bits
            return int(value)
    return None


async def _guarded(watch: Watch, after: int | None) -> AsyncGenerator[bytes, None]:
    feed = watch.services.runner.feed
    queue = feed.subscribe()
    try:
        with watch.services.watchers.watching() as open_still:
            yield ServerSentEventMessage(data=None, retry=_RETRY_MS).encode()
            chunk, last = await anyio.to_thread.run_sync(_catch_up, watch, after)
            yield chunk
            async with aclosing(_live(watch, queue, last, open_still)) as chunks:
                async for chunk in chunks:
                    yield chunk
    finally:
        feed.unsubscribe(queue)


async def _live(
    watch: Watch, queue: asyncio.Queue[Entry], last: int, open_still: Callable[[], bool]
) -> AsyncGenerator[bytes, None]:
    told, beat = b"", time.monotonic()
    while open_still():
        fresh = [e for e in await _gather(queue) if e.offset > last and _wanted(watch, e)]
        if fresh:
            last = fresh[-1].offset
            yield _rows(watch, fresh[-_AT_ONCE:])
        now = msgspec.json.encode(counts(watch.services))
        if now != told:
            told = now
            yield ServerSentEventMessage(event="counts", data=now).encode()
        if time.monotonic() - beat > _HEARTBEAT:
            beat = time.monotonic()
            if not watch.may_go_on():
                return
            yield b": still here\n\n"


async def _gather(queue: asyncio.Queue[Entry]) -> list[Entry]:
    """Wait a moment for an entry, and a shorter one for those that come with it."""
    try:
        async with asyncio.timeout(_TICK):
            first = await queue.get()
    except TimeoutError:
        return []
    await asyncio.sleep(_GATHER)
    return [first, *(queue.get_nowait() for _ in range(queue.qsize()))]


def _wanted(watch: Watch, entry: Entry) -> bool:
    return not watch.acted or entry.action != "allow"


def _catch_up(watch: Watch, after: int | None) -> tuple[bytes, int]:
    """Give what was missed since `after`, and the last offset that is known then."""
    if after is None:
        return b"", -1
    newest = watch.services.runner.engine.log.recent(_MISSED, acted_on=watch.acted)
    missed = [entry for entry in reversed(newest) if entry.offset > after]
    return _rows(watch, missed), missed[-1].offset if missed else after


def _rows(watch: Watch, entries: Iterable[Entry]) -> bytes:
    return b"".join(_message(watch, entry) for entry in entries)


def _message(watch: Watch, entry: Entry) -> bytes:
    html: Any = fragment("_row.html", watch.t, row=row(entry, watch.t))
    return ServerSentEventMessage(event="decision", id=entry.offset, data=html).encode()
