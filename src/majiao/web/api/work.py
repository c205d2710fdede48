"""`/v1/cases` and `/v1/actions`: what decisions lead to."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

import anyio.to_thread
import msgspec
from litestar import Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath, FromQuery, QueryParameter

from majiao.actions import ActionRow, UnknownActionError
from majiao.cases import Case
from majiao.events import guarded
from majiao.store import Entry
from majiao.web.auth import requires
from majiao.web.body import read_body
from majiao.web.problems import AnyRequest, ProblemError
from majiao.web.services import Services

Limit = Annotated[int, QueryParameter(ge=1, le=1000)]


class Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shop says what became of an action, or somebody wants it taken back."""

    id: str
    state: Literal["done", "undo", "undone"]


class CaseChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody closes a case or opens it again."""

    id: str
    state: Literal["open", "closed"]


_read_move = msgspec.json.Decoder(Move).decode
_read_change = msgspec.json.Decoder(CaseChange).decode


@get("/v1/cases", guards=[requires("cases")], sync_to_thread=True)
def cases(
    state: State, only: FromQuery[Literal["open", "closed"] | None] = None, limit: Limit = 100
) -> dict[str, Any]:
    """List cases, the most recently touched first."""
    services: Services = state.services
    return {"cases": [case_json(case) for case in services.cases.all(only, limit)]}


@get("/v1/cases/{case:str}", guards=[requires("cases")], sync_to_thread=True)
def one_case(state: State, case: FromPath[str]) -> dict[str, Any]:
    """Give one case with its events and decisions in order."""
    services: Services = state.services
    found = services.cases.get(case)
    if found is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"no case is called {case}")
    return {**case_json(found[0]), "events": [entry_json(entry) for entry in found[1]]}


@post("/v1/cases", guards=[requires("cases")], status_code=200)
async def change_case(request: AnyRequest, state: State) -> Response[Any]:
    """Close a case or open it again."""
    services: Services = state.services
    change = guarded(_read_change, await read_body(request))
    changed = await anyio.to_thread.run_sync(
        services.cases.set_state, change.id, change.state, request.state.key.name
    )
    if changed is None:
        raise ProblemError(HTTPStatus.NOT_FOUND, f"no case is called {change.id}")
    return Response(case_json(changed))


@get("/v1/actions", guards=[requires("actions")], sync_to_thread=True)
def actions(
    state: State,
    only: FromQuery[Literal["pending", "done", "undo", "undone"]] = "pending",
    after: Annotated[int, QueryParameter(ge=-1, le=2**53)] = -1,
    limit: Limit = 100,
) -> dict[str, Any]:
    """List follow-ups in one state, in the order of the log, behind offset `after`."""
    services: Services = state.services
    return {"actions": [row._asdict() for row in services.outbox.list(only, after, limit)]}


@post("/v1/actions", guards=[requires("actions")], status_code=200)
async def move_action(request: AnyRequest, state: State) -> Response[Any]:
    """Say that an action is done, or ask for it to be taken back."""
    services: Services = state.services
    move = guarded(_read_move, await read_body(request))
    try:
        row: ActionRow = await anyio.to_thread.run_sync(
            services.outbox.move, move.id, move.state, request.state.key.name
        )
    except UnknownActionError as error:
        raise ProblemError(HTTPStatus.CONFLICT, str(error)) from error
    return Response(row._asdict())


def case_json(case: Case) -> dict[str, Any]:
    """Give a case as the API shows it; times are seconds since 1970."""
    return case._asdict()


def entry_json(entry: Entry) -> dict[str, Any]:
    """Give an event of the log with its decision, both as they were stored."""
    return {
        "offset": entry.offset,
        "event": msgspec.Raw(entry.body),
        "decision": msgspec.Raw(entry.decision) if entry.decision else None,
    }
