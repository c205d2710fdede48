"""`POST /v1/decisions`: one event in, its decision out, after it is durable."""

import asyncio

import msgspec
from litestar import Response, post
from litestar.datastructures import State

from majiao.engine.embedded.engine import Arrival
from majiao.events import Decision, decode_event
from majiao.web.auth import requires
from majiao.web.body import read_body
from majiao.web.problems import AnyRequest
from majiao.web.services import Services


@post("/v1/decisions", guards=[requires("decide")], status_code=200)
async def decisions(request: AnyRequest, state: State) -> Response[bytes]:
    """Decide on one event."""
    services: Services = state.services
    body = await read_body(request)
    event = decode_event(body)
    future = services.runner.submit([Arrival(event, body)])
    (outcome,) = await asyncio.wrap_future(future)
    decision = outcome.decision or _nothing_due(event.id, services)
    return Response(decision, media_type="application/json")


def _nothing_due(event: str, services: Services) -> bytes:
    policy = services.runner.engine.pipeline.policy.ref
    return msgspec.json.encode(Decision(event=event, action="allow", score=0.0, policy=policy))
