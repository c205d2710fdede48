"""Signing in to the console with an API key that has the scope `console`."""

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from litestar import Response, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie, State
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect

from majiao.store import Key
from majiao.web.body import read_body
from majiao.web.pages.render import page
from majiao.web.problems import AnyRequest, problem
from majiao.web.services import Services

SCOPE = "console"
COOKIE = "majiao_console"
DEMO = "demo"
"""Stands for the key where none is needed."""

_PATH = "/console"
_MOST_BODY = 16 * 1024

AnyConnection = ASGIConnection[Any, Any, Any, State]


class SignInError(Exception):
    """Nobody is signed in; the answer is the way to the sign-in page."""


def viewer(connection: AnyConnection) -> str | None:
    """Give the id of the key that the reader signed in with; None if not signed in."""
    services: Services = connection.app.state.services
    if services.demo:
        return DEMO
    presented = services.sessions.key(connection.cookies.get(COOKIE, ""))
    key = services.keys.verify(presented) if presented else None
    return key.id if key and SCOPE in key.scopes else None


async def signed_in(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard the console's pages.

    Raises:
        SignInError: if nobody is signed in.

    """
    if viewer(connection) is None:
        raise SignInError


async def same_site(connection: AnyConnection, _: BaseRouteHandler) -> None:
    """Guard what changes something against forms on other sites."""
    if connection.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise PermissionDeniedException(detail="send this from the console's own pages")


def on_sign_in(request: AnyRequest, _: SignInError) -> Response[Any]:
    """Lead to the sign-in page; a stream is only told."""
    if request.url.path == f"{_PATH}/stream":
        return problem(HTTPStatus.UNAUTHORIZED, "sign in to the console first")
    return Redirect(f"{_PATH}/sign-in", status_code=303)


@get("/console/sign-in", sync_to_thread=False)
def sign_in_page(request: AnyRequest) -> Response[Any]:
    """Ask for the key, unless somebody is signed in already."""
    if viewer(request):
        return Redirect(_PATH, status_code=303)
    return page(request, "sign_in.html", wrong="")


@post("/console/sign-in", guards=[same_site], request_max_body_size=_MOST_BODY, status_code=200)
async def sign_in(request: AnyRequest, state: State) -> Response[Any]:
    """Open a session, or say what is wrong with the key."""
    services: Services = state.services
    fields = parse_qs((await read_body(request)).decode("utf-8", "replace"), max_num_fields=10)
    presented = fields.get("key", [""])[0].strip()
    address = request.client.host if request.client else ""
    if not services.attempts.allowed(address):
        wait = {"Retry-After": "60"}
        return page(request, "sign_in.html", status=429, headers=wait, wrong="many")
    key = services.keys.verify(presented)
    if wrong := _wrong_with(key):
        services.attempts.failed(address)
        return page(request, "sign_in.html", status=401, wrong=wrong)
    return _with_cookie(request, services.sessions.open(presented))


@post("/console/sign-out", guards=[same_site], status_code=200)
async def sign_out(request: AnyRequest, state: State) -> Response[Any]:
    """Close the session."""
    services: Services = state.services
    services.sessions.close(request.cookies.get(COOKIE, ""))
    return _with_cookie(request, "")


def _wrong_with(key: Key | None) -> str:
    if key is None:
        return "wrong"
    return "" if SCOPE in key.scopes else "scope"


def _with_cookie(request: AnyRequest, value: str) -> Redirect:
    cookie = Cookie(
        COOKIE,
        value=value,
        path=_PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        max_age=None if value else 0,
    )
    return Redirect(_PATH, status_code=303, cookies=[cookie])
