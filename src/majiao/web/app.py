"""The web application: every front door of one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.stores.memory import MemoryStore

from majiao.web.api import ROUTES as API
from majiao.web.api.check import check_texts
from majiao.web.check.pages import check_page, no_text, start
from majiao.web.console.access import SignInError, on_sign_in, sign_in, sign_in_page, sign_out
from majiao.web.console.pages import console, decision, unmask
from majiao.web.console.stream import stream
from majiao.web.console.watchers import end_on_signals
from majiao.web.pages.errors import with_pages
from majiao.web.pages.static import favicon, static_file
from majiao.web.problems import HANDLERS
from majiao.web.services import Services

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

PAGES = (
    start,
    *(sign_in_page, sign_in, sign_out, console, stream, decision, unmask),
    *(static_file, favicon),
)
"""What people look at."""

_LIMITS = "rate_limit"
_SWEEP_SECONDS = 60.0

PUBLIC = (check_texts, check_page, no_text)
"""What anybody may ask, so often and no more."""


def build_app(services: Services) -> Litestar:
    """Build the application over a running engine."""
    often = services.settings.web.checks_per_minute
    limit = RateLimitConfig(rate_limit=("minute", often), store=_LIMITS)
    public = Router("/", route_handlers=PUBLIC, middleware=[limit.middleware])

    return Litestar(
        route_handlers=[*API, *PAGES, public],
        exception_handlers=with_pages(HANDLERS | {SignInError: on_sign_in}, SECURITY_HEADERS),
        lifespan=[_living],
        openapi_config=None,
        request_max_body_size=services.settings.web.max_body,
        response_headers=SECURITY_HEADERS,
        state=State({"services": services}),
    )


@asynccontextmanager
async def _living(app: Litestar) -> AsyncIterator[None]:
    """Do what goes on beside the requests, from the start of the server to its end."""
    end_on_signals(app.state.services.watchers)
    sweeper = asyncio.create_task(_sweep(app))
    yield
    sweeper.cancel()
    with suppress(asyncio.CancelledError):
        await sweeper


async def _sweep(app: Litestar) -> None:
    """Forget addresses that have not asked for a while; the rate limit keeps one entry each."""
    store = app.stores.get(_LIMITS)
    while isinstance(store, MemoryStore):
        await asyncio.sleep(_SWEEP_SECONDS)
        await store.delete_expired()
