"""`/console`: the last decisions, and one decision with everything behind it."""

import logging
from functools import partial

import anyio.to_thread
from litestar import Response, get, post
from litestar.datastructures import State
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from majiao.events import ACTIONS
from majiao.store import Entry
from majiao.web.console.access import same_site, signed_in, viewer
from majiao.web.console.counts import counts
from majiao.web.console.rows import detail, row
from majiao.web.pages.languages import chosen, words
from majiao.web.pages.render import page
from majiao.web.problems import AnyRequest
from majiao.web.services import Services

_AUDIT = logging.getLogger("majiao.audit")

_SHOWN = 50
_MOST_ROWS = 200


@get("/console", guards=[signed_in])
async def console(request: AnyRequest, state: State) -> Response[str]:
    """Show the newest decisions; a script adds those that come."""
    return await anyio.to_thread.run_sync(_console, request, state.services)


@get("/console/decisions/{offset:int}", guards=[signed_in])
async def decision(request: AnyRequest, state: State, offset: FromPath[int]) -> Response[str]:
    """Show one decision; `?part=1` gives only what the list unfolds."""
    return await anyio.to_thread.run_sync(_decision, request, state.services, offset)


@post("/console/decisions/{offset:int}", guards=[signed_in, same_site], status_code=200)
async def unmask(request: AnyRequest, state: State, offset: FromPath[int]) -> Response[str]:
    """Show one decision in full, and write down who saw it."""
    show = partial(_decision, request, state.services, offset, unmasked=True)
    answer = await anyio.to_thread.run_sync(show)
    _AUDIT.info("unmasked: key=%s offset=%d", viewer(request), offset)
    return answer


def _console(request: AnyRequest, services: Services) -> Response[str]:
    t = words(chosen(request))
    acted = request.query_params.get("show") != "all"
    log = services.runner.engine.log
    newest = log.recent(1)
    entries = log.recent(_SHOWN, acted_on=acted)
    return page(
        request,
        "console.html",
        demo=services.demo,
        acted=acted,
        after=max((entry.offset for entry in newest + entries), default=-1),
        rows=[row(entry, t) for entry in entries],
        counts=counts(services),
        actions=list(ACTIONS),
        most=_MOST_ROWS,
        origin=str(request.base_url).rstrip("/"),
    )


def _decision(
    request: AnyRequest, services: Services, offset: int, *, unmasked: bool = False
) -> Response[str]:
    entry = _entry(services, offset)
    part = "part" in request.query_params and not unmasked
    return page(
        request,
        "_detail.html" if part else "decision.html",
        demo=services.demo,
        detail=detail(entry, words(chosen(request)), unmasked=unmasked),
        unmasked=unmasked,
    )


def _entry(services: Services, offset: int) -> Entry:
    if 0 <= offset < 2**63:
        for entry in services.runner.engine.log.entries(after=offset - 1, limit=1):
            if entry.offset == offset and entry.decision is not None:
                return entry
    raise NotFoundException(detail=f"no decision has the offset {offset}")
