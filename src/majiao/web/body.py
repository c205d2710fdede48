"""Reading request bodies without waiting for ever."""

import asyncio
from http import HTTPStatus

from majiao.web.problems import AnyRequest, ProblemError

SECONDS = 20.0
"""How long a client may take to send a body."""


async def read_body(request: AnyRequest) -> bytes:
    """Give the body; the framework bounds its size.

    Raises:
        ProblemError: if there is none, or it comes too slowly.

    """
    try:
        async with asyncio.timeout(SECONDS):
            body = await request.body()
    except TimeoutError as error:
        detail = f"the body did not arrive within {SECONDS:.0f} seconds"
        raise ProblemError(HTTPStatus.REQUEST_TIMEOUT, detail) from error
    if not body.strip():
        raise ProblemError(HTTPStatus.BAD_REQUEST, "the body is empty")
    return body.removeprefix(b"\xef\xbb\xbf")
