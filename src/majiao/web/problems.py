"""Errors as RFC 9457 problem details that name the field."""

import logging
from http import HTTPStatus
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from majiao.engine.embedded.engine import EngineError
from majiao.engine.embedded.runner import BusyError
from majiao.events import BadInputError

_LOG = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

AnyRequest = Request[Any, Any, Any]


class ProblemError(Exception):
    """Something to tell the client about, as a problem."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> Response[dict[str, Any]]:
    """Build a problem response; `more` are extension members."""
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def on_problem(_: AnyRequest, error: ProblemError) -> Response[Any]:
    """Answer with the problem that was raised."""
    return problem(error.status, error.detail, error.headers)


def on_bad_input(_: AnyRequest, error: BadInputError) -> Response[Any]:
    """Say what is wrong in the body, and where."""
    return problem(422, str(error), path=error.path, id=error.id)


def on_busy(_: AnyRequest, error: BusyError) -> Response[Any]:
    """Ask the client to come back."""
    return problem(503, f"{error}; nothing was taken, try again", {"Retry-After": "1"})


def on_engine(_: AnyRequest, error: EngineError) -> Response[Any]:
    """Say that nothing was stored; the reason stands in the log, not in the answer."""
    _LOG.error("%s", error)
    return problem(503, "the event could not be stored, try again", {"Retry-After": "5"})


def on_http(_: AnyRequest, error: HTTPException) -> Response[Any]:
    """Dress the framework's own errors the same way."""
    headers = dict(error.headers or {})
    return problem(error.status_code, _fields(error) or error.detail or "", headers)


def _fields(error: HTTPException) -> str:
    """Name the fields that the framework found wrong, if it says which."""
    extra = error.extra if isinstance(error.extra, list) else []
    wrong = [one for one in extra if isinstance(one, dict) and one.get("key")]
    return "; ".join(f"{one.get('message', 'wrong')}, at {one['key']}" for one in wrong)


def on_unexpected(_: AnyRequest, error: Exception) -> Response[Any]:
    """Hide what went wrong inside; the log has it."""
    _LOG.error("unexpected", exc_info=error)
    return problem(500, "something went wrong on our side; the log has the details")


HANDLERS: dict[type[Exception] | int, Any] = {
    ProblemError: on_problem,
    BadInputError: on_bad_input,
    BusyError: on_busy,
    EngineError: on_engine,
    HTTPException: on_http,
    Exception: on_unexpected,
}
"""Which exception is answered how."""
