"""The web application: every front door of one process."""

from litestar import Litestar
from litestar.datastructures import State
from litestar.middleware.rate_limit import RateLimitConfig

from majiao.web.api import ROUTES as API
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
        route_handlers=[*API],
        exception_handlers=HANDLERS,
        middleware=[limit.middleware],
        openapi_config=None,
        request_max_body_size=services.settings.web.max_body,
        response_headers=SECURITY_HEADERS,
        state=State({"services": services}),
    )
