"""`POST /v1/check`: judge a text; public, limited per address, nothing is kept."""

from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Response, post
from litestar.datastructures import State

from majiao.engine.check import check
from majiao.engine.check_shapes import CheckItem, CheckResult, read_item
from majiao.events import BadInputError, guarded
from majiao.web.api.events import BadLine
from majiao.web.body import read_body
from majiao.web.problems import AnyRequest, ProblemError
from majiao.web.services import Services

MOST = 100
"""Items in one request."""

_split = msgspec.json.Decoder(list[msgspec.Raw]).decode


MOST_BODY = 512 * 1024
"""Bytes of one request: anybody may ask, so nobody may ask for much at once."""


@post("/v1/check", status_code=200, request_max_body_size=MOST_BODY)
async def check_texts(request: AnyRequest, state: State) -> Response[Any]:
    """Judge one item or a list."""
    services: Services = state.services
    shop = services.settings.shop.context()
    body = await read_body(request)
    if body.lstrip()[:1] != b"[":
        item = read_item(body)
        return Response(await services.read(check, item, shop))
    items = guarded(_split, body)
    if len(items) > MOST:
        detail = f"{len(items)} items in one request; at most {MOST} are taken"
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    return Response(await services.read(_check_all, items, shop))


def _check_all(items: list[msgspec.Raw], shop: Any) -> list[CheckResult | BadLine]:
    results: list[CheckResult | BadLine] = []
    for number, raw in enumerate(items, 1):
        try:
            item: CheckItem = read_item(bytes(raw))
            results.append(check(item, shop))
        except BadInputError as error:
            results.append(BadLine(error.id, number, str(error)))
    return results
