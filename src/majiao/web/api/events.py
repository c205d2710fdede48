"""`POST /v1/events`: many events at once, all or none of each line."""

import asyncio
from http import HTTPStatus

import msgspec
from litestar import Response, post
from litestar.datastructures import State

from majiao.engine.embedded.engine import Arrival
from majiao.events import BadInputError, decode_event, guarded
from majiao.web.auth import requires
from majiao.web.body import read_body
from majiao.web.problems import AnyRequest, ProblemError
from majiao.web.services import Services

MOST = 10_000
"""Events in one request."""

_split = msgspec.json.Decoder(list[msgspec.Raw]).decode


class BadLine(msgspec.Struct, frozen=True):
    """What is wrong with one line; `line` counts from 1."""

    id: str | None
    line: int
    error: str


class Receipt(msgspec.Struct, frozen=True):
    """What became of a batch."""

    accepted: int
    duplicates: int
    errors: tuple[BadLine, ...] = ()


@post("/v1/events", guards=[requires("events")], status_code=200)
async def events(request: AnyRequest, state: State) -> Response[Receipt]:
    """Take a JSON array, JSON lines or a CloudEvents batch."""
    services: Services = state.services
    items = split(await read_body(request))
    if len(items) > MOST:
        detail = f"{len(items)} events in one request; at most {MOST} are taken"
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    arrivals, errors = read(items)
    outcomes = []
    if arrivals:
        outcomes = await asyncio.wrap_future(services.runner.submit(arrivals))
    duplicates = sum(outcome.duplicate for outcome in outcomes)
    return Response(Receipt(len(arrivals) - duplicates, duplicates, tuple(errors)))


def split(body: bytes) -> list[tuple[int, bytes]]:
    """Cut a body into one numbered piece per event; numbers count from 1.

    Raises:
        BadInputError: if it starts as a JSON array and is none.

    """
    if body.lstrip()[:1] == b"[":
        return list(enumerate(map(bytes, guarded(_split, body)), 1))
    return [(number, line) for number, line in enumerate(body.splitlines(), 1) if line.strip()]


def read(items: list[tuple[int, bytes]]) -> tuple[list[Arrival], list[BadLine]]:
    """Decode the pieces; a bad one is told about and costs the others nothing."""
    arrivals, errors = [], []
    for number, item in items:
        try:
            arrivals.append(Arrival(decode_event(item), item))
        except BadInputError as error:
            errors.append(BadLine(error.id, number, str(error)))
    return arrivals, errors
