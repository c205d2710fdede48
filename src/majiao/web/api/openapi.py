"""The API's description, OpenAPI 3.1, from the same structs that decode and encode."""

from functools import cache
from typing import Any

from majiao import __version__
from majiao.engine.check_shapes import CheckItem, CheckResult
from majiao.events import AnyEvent, Decision
from majiao.events.schema import DIALECT, components
from majiao.web.api.events import MOST, BadLine, Receipt
from majiao.web.api.work import CaseChange, Move

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, at $.path"},
        "path": {"type": "string", "description": "JSON path of the field"},
        "id": {"type": ["string", "null"], "description": "id of the item, if it had one"},
    },
}

_OBJECT = {"type": "object"}

_ENVELOPE = {
    "type": "object",
    "description": "CloudEvents 1.0: `type` is majiao.<kind>.v1, `data` the kind's fields",
    "required": ["specversion", "id", "source", "type", "time", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string"},
        "source": {"type": "string"},
        "type": {"type": "string", "pattern": r"^majiao\.[a-z_]+\.v1$"},
        "time": {"type": "string", "format": "date-time"},
        "data": {"type": "object"},
    },
}


@cache
def document() -> dict[str, Any]:
    """Build the document; it is the same for every installation."""
    (event, decision, receipt, item, result, bad, move, change), schemas = components(
        AnyEvent,
        Decision,
        Receipt,
        CheckItem,
        CheckResult,
        BadLine,
        Move,
        CaseChange,
        ref="#/components/schemas/{name}",
    )
    schemas |= {"Event": event, "Problem": _PROBLEM, "CloudEvent": _ENVELOPE}
    either = {"anyOf": [_ref("Event"), _ref("CloudEvent")]}
    results = {"anyOf": [result, {"type": "array", "items": {"anyOf": [result, bad]}}]}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DIALECT,
        "info": {
            "title": "Majiao",
            "version": __version__,
            "description": "Defence against the fake-customer-service refund scam.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            "/v1/decisions": _post("decide", "Decide on one event", either, decision, "decide"),
            "/v1/events": _post(
                "add_events",
                f"Store up to {MOST} events; also as JSON lines",
                {"type": "array", "items": either, "maxItems": MOST},
                receipt,
                "events",
            ),
            "/v1/check": _post(
                "check",
                "Judge one message, call, notice or field, or a list of them",
                {"anyOf": [item, {"type": "array", "items": item}]},
                results,
            ),
            "/v1/cases": {
                **_get("cases", "List cases", "application/json", "cases"),
                **_post("change_case", "Close or reopen a case", change, _OBJECT, "cases"),
            },
            "/v1/cases/{case}": _one("case", "One case with its events", "cases"),
            "/v1/actions": {
                **_get("actions", "List follow-ups", "application/json", "actions"),
                **_post("move_action", "Say what became of one", move, _OBJECT, "actions"),
            },
            "/healthz": _get("health", "Whether the process is there", "text/plain"),
            "/readyz": _get("ready", "Whether events are being worked on", "application/json"),
            "/metrics": _get("metrics", "Prometheus metrics", "text/plain"),
            "/schema": _get("schema", "This document", "application/json"),
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _post(name: str, summary: str, body: Any, answer: Any, scope: str = "") -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {"description": "OK", "content": {"application/json": {"schema": answer}}},
            "default": {
                "description": "What is wrong, and where",
                "content": {"application/problem+json": {"schema": _ref("Problem")}},
            },
        },
    }
    return {"post": operation | _scope(scope)}


def _get(name: str, summary: str, media: str, scope: str = "") -> dict[str, Any]:
    content = {media: {"schema": {"type": "string"} if media == "text/plain" else _OBJECT}}
    responses = {"200": {"description": "OK", "content": content}}
    operation: dict[str, Any] = {"operationId": name, "summary": summary, "responses": responses}
    return {"get": operation | _scope(scope)}


def _one(name: str, summary: str, scope: str) -> dict[str, Any]:
    parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    return {**_get(name, summary, "application/json", scope), "parameters": [parameter]}


def _scope(scope: str) -> dict[str, Any]:
    if not scope:
        return {}
    return {"security": [{"key": []}], "description": f"The key needs the scope `{scope}`."}
