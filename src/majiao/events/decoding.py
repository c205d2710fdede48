"""JSON to events, with errors that name the place.

An event is accepted as the contract's flat object or as a CloudEvents 1.0 envelope in
structured mode (https://github.com/cloudevents/spec, JSON event format).
"""

import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from majiao.events.account import Challenge, Login, PasswordChange
from majiao.events.contact import Message, Report
from majiao.events.field import FieldEdit
from majiao.events.order import Order, OrderAccess, OrderStatus, Refund, Ticket

AnyEvent = (
    Login
    | Challenge
    | PasswordChange
    | FieldEdit
    | Order
    | OrderStatus
    | OrderAccess
    | Ticket
    | Message
    | Refund
    | Report
)
"""One of the eleven kinds of event."""

KINDS: dict[str, type[AnyEvent]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        Login,
        Challenge,
        PasswordChange,
        FieldEdit,
        Order,
        OrderStatus,
        OrderAccess,
        Ticket,
        Message,
        Refund,
        Report,
    )
}
"""Event structs by their `kind`."""

T = TypeVar("T")

_ENVELOPE_TYPE = re.compile(r"majiao\.([a-z_]+)\.v1\Z")
_AT = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>[^`]*)`)?\Z", re.DOTALL)
_FIELD = re.compile(r"(?:Object (?:missing required|contains unknown) field )?`(\w{1,64})`")


class BadInputError(ValueError):
    """Input that cannot be used; the message says what is wrong and where (`…, at $.path`).

    Attributes:
        what: what is wrong.
        path: where, as a JSON path.
        id: the item's own id, if it could still be read.

    """

    def __init__(self, what: str, path: str = "$", item: str | None = None) -> None:
        super().__init__(f"{what}, at {path}")
        self.what = what
        self.path = path
        self.id = item


class _Named(msgspec.Struct):
    id: str | None = None


class _Envelope(msgspec.Struct, kw_only=True):
    """The attributes of a CloudEvents envelope that matter here; others are let through."""

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    time: str | UnsetType = UNSET
    data: dict[str, Any] | UnsetType = UNSET
    data_base64: bytes | UnsetType = UNSET


_decode: Callable[[bytes], AnyEvent] = msgspec.json.Decoder(AnyEvent).decode
_decode_named = msgspec.json.Decoder(_Named).decode
_decode_envelope = msgspec.json.Decoder(_Envelope).decode


def explain(error: Exception, item: str | None = None) -> BadInputError:
    """Turn what the decoder says into the contract's wording, with a path to the very field."""
    if isinstance(error, BadInputError):
        return error
    if isinstance(error, RecursionError):
        return BadInputError("nested too deeply", item=item)
    text = str(error)
    if not isinstance(error, msgspec.ValidationError):
        return BadInputError(f"not valid JSON: {text}", item=item)
    found = _AT.match(text)
    what, path = (found["what"], found["path"] or "$") if found else (text, "$")
    if field := _FIELD.match(what):
        path = f"{path}.{field[1]}"
    return BadInputError(what, path, item)


def guarded(decode: Callable[[bytes], T], raw: bytes) -> T:
    """Decode `raw`, or raise `BadInputError` that says what is wrong and where."""
    try:
        return decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise explain(error, _id_of(raw)) from error


def decode_event(raw: bytes | str) -> AnyEvent:
    """Read one event from JSON.

    Args:
        raw: one JSON object, flat or as a CloudEvents envelope.

    Raises:
        BadInputError: with what is wrong, the path to it, and the event's id if it has one.

    """
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    try:
        return _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        if b'"specversion"' in data:
            return _from_envelope(data)
        raise explain(error, _id_of(data)) from error


def _id_of(raw: bytes) -> str | None:
    try:
        return _decode_named(raw).id
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _data_of(envelope: _Envelope) -> dict[str, Any]:
    """Give the event's own fields; what the envelope says must not stand there again."""
    data = envelope.data
    if isinstance(data, UnsetType):
        if isinstance(envelope.data_base64, UnsetType):
            raise BadInputError("Object missing required field `data`", "$.data", envelope.id)
        try:
            data = msgspec.json.decode(envelope.data_base64, type=dict[str, Any])
        except (msgspec.MsgspecError, RecursionError) as error:
            what = f"not a JSON object: {error}"
            raise BadInputError(what, "$.data_base64", envelope.id) from error
    for name in ("id", "kind", *(("time",) if envelope.time is not UNSET else ())):
        if name in data:
            what = f"`{name}` is said by the envelope and must not stand in `data`"
            raise BadInputError(what, f"$.data.{name}", envelope.id)
    return data


def _from_envelope(raw: bytes) -> AnyEvent:
    envelope = guarded(_decode_envelope, raw)
    guarded(bytes.decode, raw)
    kind = _ENVELOPE_TYPE.match(envelope.type)
    if kind is None or kind[1] not in KINDS:
        what = f"unknown event type {envelope.type[:100]!r}, expected majiao.<kind>.v1"
        raise BadInputError(what, "$.type", envelope.id)
    data = _data_of(envelope)
    flat = {**data, "kind": kind[1], "id": envelope.id}
    if envelope.time is not UNSET:
        flat["time"] = envelope.time
    try:
        event: AnyEvent = msgspec.convert(flat, KINDS[kind[1]])
    except msgspec.ValidationError as error:
        bad = explain(error, envelope.id)
        path = bad.path if bad.path in {"$.id", "$.time"} else "$.data" + bad.path[1:]
        raise BadInputError(bad.what, path, envelope.id) from error
    return event
