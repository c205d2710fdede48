"""Who may do what: bearer keys with scopes for `/v1`."""

from http import HTTPStatus
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

from majiao.web.problems import ProblemError
from majiao.web.services import Services

AnyConnection = ASGIConnection[Any, Any, Any, State]


def requires(scope: str) -> Guard:
    """Give a guard that lets only keys with this scope through."""

    # Asynchronous, because Litestar sends a plain function to a thread, at every request.
    async def guard(connection: AnyConnection, _: BaseRouteHandler) -> None:
        services: Services = connection.app.state.services
        kind, _sep, presented = connection.headers.get("authorization", "").partition(" ")
        key = services.keys.verify(presented.strip()) if kind.lower() == "bearer" else None
        if key is None:
            raise ProblemError(
                HTTPStatus.UNAUTHORIZED,
                "send a key: `Authorization: Bearer mj_...`; make one with `majiao keys create`",
                WWW_Authenticate="Bearer",
            )
        if scope not in key.scopes:
            detail = f"the key {key.name!r} has no scope `{scope}`"
            raise ProblemError(HTTPStatus.FORBIDDEN, detail)
        connection.state.key = key

    return guard
