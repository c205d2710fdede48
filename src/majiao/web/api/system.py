"""Probes, metrics and the API's own description."""

from typing import Any

from litestar import MediaType, Response, get
from litestar.datastructures import State

from majiao.web.api.openapi import document
from majiao.web.problems import problem
from majiao.web.services import Services


@get("/healthz", media_type=MediaType.TEXT, sync_to_thread=False)
def healthz() -> str:
    """Say that the process is there."""
    return "ok\n"


@get("/readyz", sync_to_thread=False)
def readyz(state: State) -> Response[Any]:
    """Say whether events are being worked on."""
    services: Services = state.services
    if services.runner.alive:
        return Response({"status": "ready", "waiting": services.runner.waiting})
    return problem(503, "the engine is not running")


@get("/metrics", sync_to_thread=False)
def metrics(state: State) -> Response[bytes]:
    """Give the counters in Prometheus' text format."""
    services: Services = state.services
    text = services.runner.metrics.exposition()
    return Response(text, media_type="text/plain; version=0.0.4")


@get("/schema", sync_to_thread=False)
def schema() -> Response[Any]:
    """Give the OpenAPI 3.1 document."""
    return Response(document(), media_type="application/vnd.oai.openapi+json;version=3.1")
