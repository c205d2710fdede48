"""The shapes of events and decisions as JSON Schema 2020-12, made from the structs."""

from typing import Any

import msgspec

from majiao.events.decision import Decision
from majiao.events.decoding import AnyEvent

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def components(*types: Any, ref: str = "#/$defs/{name}") -> tuple[list[Any], dict[str, Any]]:
    """Give a schema per type, and the named schemas that they refer to."""
    schemas, named = msgspec.json.schema_components(types, ref_template=ref)
    return list(schemas), named


def json_schema() -> dict[str, Any]:
    """Give one schema whose `$defs` hold all; it accepts an event in the flat form."""
    (event, decision), named = components(AnyEvent, Decision)
    return {
        "$schema": DIALECT,
        "title": "Majiao event",
        **event,
        "$defs": {**named, "AnyDecision": decision},
    }
