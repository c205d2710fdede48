"""The web application: every front door of one process."""

from litestar import Litestar
from litestar.datastructures import State
from litestar.middleware.rate_limit import RateLimitConfig

from majiao.web.api.check import check_texts
from majiao.web.api.decisions import decisions
from majiao.web.api.events import events
from majiao.web.api.system import healthz, metrics, readyz, schema
from majiao.web.problems import HANDLERS
from majiao.web.services import Services

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

PUBLIC = ("/v1/check", "/check")
"""What anybody may ask, so often and no more."""


def build_app(services: Services) -> Litestar:
    """Build the application over a running engine."""
    limit = RateLimitConfig(
        rate_limit=("minute", services.settings.web.checks_per_minute),
        check_throttle_handler=lambda request: request.url.path in PUBLIC,
    )
    return Litestar(
        route_handlers=[decisions, events, check_texts, healthz, readyz, metrics, schema],
        exception_handlers=HANDLERS,
        middleware=[limit.middleware],
        openapi_config=None,
        request_max_body_size=services.settings.web.max_body,
        response_headers=SECURITY_HEADERS,
        state=State({"services": services}),
    )
