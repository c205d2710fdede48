"""Errors where people read them: pages for the pages, problem details for everything else."""

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Response

from majiao.web.pages.languages import words
from majiao.web.pages.render import page
from majiao.web.problems import MEDIA_TYPE, AnyRequest

_PAGES = ("/", "/check", "/console")

Handler = Callable[[AnyRequest, Any], Response[Any]]


def with_pages(
    handlers: Mapping[type[Exception] | int, Handler], headers: Mapping[str, str]
) -> dict[type[Exception] | int, Handler]:
    """Let handlers of problems answer with a page where a page was asked for.

    Args:
        handlers: what answers which exception.
        headers: what every answer carries besides.

    """
    return {kind: _either(handler, headers) for kind, handler in handlers.items()}


def is_page(request: AnyRequest) -> bool:
    """Tell whether somebody looks at the answer with a browser."""
    path = request.url.path
    if path.startswith("/v1/") or path == "/console/stream":
        return False
    known = any(path == start or path.startswith(start + "/") for start in _PAGES)
    return known or "text/html" in request.headers.get("accept", "")


def _either(handler: Handler, headers: Mapping[str, str]) -> Handler:
    def handle(request: AnyRequest, error: Exception) -> Response[Any]:
        answer = handler(request, error)
        if is_page(request) and answer.media_type == MEDIA_TYPE:
            answer = error_page(request, answer.status_code or 500, answer.headers)
        answer.headers.update(headers)
        return answer

    return handle


def error_page(
    request: AnyRequest, status: int, headers: dict[str, str] | None = None
) -> Response[str]:
    """Say what happened and what to do, in the look of the other pages."""
    known = f"errors.{status}.title" in words("en").table
    shown = status if known else (400 if status < 500 else 500)  # noqa: PLR2004  4xx or 5xx
    start = "/console" if request.url.path.startswith("/console") else "/"
    return page(request, "error.html", status=status, headers=headers, shown=shown, start=start)
