"""Events from JSON: what is taken, and what the error says when it is not."""

import base64
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majiao.events import KINDS, BadInputError, FieldEdit, Login, OrderStatus, decode_event

LOGIN = {
    "id": "e1",
    "time": "2026-11-11T08:30:00.000Z",
    "kind": "login",
    "account": "a1",
    "outcome": "success",
    "ip": "192.0.2.1",
}


def raw(**changes):
    event = {**LOGIN, **changes}
    return json.dumps({name: value for name, value in event.items() if value is not ...}).encode()


def envelope(**changes):
    data = {"account": "a1", "outcome": "success", "ip": "192.0.2.1"}
    base = {
        "specversion": "1.0",
        "id": "c1",
        "source": "/shop",
        "type": "majiao.login.v1",
        "time": "2026-11-11T08:30:00Z",
        "datacontenttype": "application/json",
        "data": data,
    }
    return json.dumps({**base, **changes}).encode()


def test_a_flat_event():
    event = decode_event(raw())
    assert isinstance(event, Login)
    assert event.at == 1794385800.0


def test_an_offset_is_the_same_moment():
    assert decode_event(raw(time="2026-11-11T16:30:00+08:00")).at == 1794385800.0


def test_a_cloud_event_is_the_same_event():
    flat = decode_event(raw(id="c1"))
    assert decode_event(envelope()) == flat


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (raw(ip=...), "Object missing required field `ip`, at $.ip"),
        (raw(outcome="sucess"), "Invalid enum value 'sucess', at $.outcome"),
        (raw(kind="logon"), "Invalid value 'logon', at $.kind"),
        (raw(kind=...), "Object missing required field `kind`, at $.kind"),
        (raw(colour="red"), "Object contains unknown field `colour`, at $.colour"),
        (raw(time="yesterday"), "Invalid RFC3339 encoded datetime, at $.time"),
        (raw(time="2026-11-11T08:30:00"), "a timezone component, at $.time"),
        (raw(ip="192.0.2.1, 10.0.0.1"), "`ip` is not one IPv4 or IPv6 address"),
        (raw(ip="192.0.2.1:443"), "at $.ip"),
        (raw(account=""), "length >= 1, at $.account"),
        (raw(account=7), "Expected `str`, got `int`, at $.account"),
        (raw(password_flags=["weak"]), "Invalid enum value 'weak', at $.password_flags"),
        (b"[]", "Expected `object`, got `array`, at $"),
        (b'{"id": "e1"', "not valid JSON: Input data was truncated, at $"),
        (b"\xff\xfe", "not valid JSON"),
        (b"", "not valid JSON"),
        (b'{"id":' * 50_000, "at $"),
        (b"[" * 200_000, "at $"),
        (envelope(type="majiao.logon.v1"), "unknown event type 'majiao.logon.v1'"),
        (envelope(type="com.example.login"), "at $.type"),
        (envelope(data={"account": "a1"}), "at $.data.outcome"),
        (envelope(data={"account": "a1", "outcome": "success", "ip": "x"}), "at $.data.ip"),
        (envelope(data=[]), "Expected `object`, got `array`, at $.data"),
        (envelope(time="noon"), "at $.time"),
        (envelope(specversion="0.3"), "at $.specversion"),
        (envelope(data={"id": "other"}), "`id` is said by the envelope"),
        (envelope(data={"time": "2026-11-11T08:30:00Z"}), "at $.data.time"),
        (envelope().replace(b'"source"', b'"sauce"'), "`source`, at $.source"),
        (envelope().replace(b'"data"', b'"daten"'), "`data`, at $.data"),
        (envelope().replace(b"/shop", b"/\xff"), "not valid JSON"),
        (envelope(x="y").replace(b'"y"', b'"\xff"'), "not valid JSON"),
        (raw(account="a\x00b"), "at $.account"),
    ],
)
def test_the_error_says_what_and_where(body, error):
    with pytest.raises(BadInputError) as caught:
        decode_event(body)
    assert error in str(caught.value)


def test_a_cloud_event_may_carry_its_data_as_base64():
    data = json.dumps(json.loads(envelope())["data"]).encode()
    encoded = base64.b64encode(data).decode()
    body = envelope(data_base64=encoded).replace(b'"data":', b'"dataold":')
    assert decode_event(body) == decode_event(envelope())
    with pytest.raises(BadInputError, match=r"at \$\.data_base64"):
        decode_event(body.replace(encoded.encode(), b"WzFd"))


@pytest.mark.parametrize("body", [raw(ip=...), raw(kind="logon"), envelope(id="e1", data={})])
def test_the_error_knows_the_id(body):
    with pytest.raises(BadInputError) as caught:
        decode_event(body)
    assert caught.value.id == "e1"


def test_texts_have_a_limit_that_is_told():
    edit = raw(kind="field_edit", outcome=..., surface="address", parts={"notes": "x" * 100_001})
    with pytest.raises(BadInputError, match="length <= 100000, at"):
        decode_event(edit)


def test_nested_structs_are_checked():
    body = raw(
        kind="order_status",
        outcome=...,
        order="o1",
        status="hidden",
        actor={"type": "robot", "id": "r"},
    )
    with pytest.raises(BadInputError, match=r"at \$\.actor\.type"):
        decode_event(body)
    good = body.replace(b"robot", b"staff")
    assert isinstance(decode_event(good), OrderStatus)


def test_all_eleven_kinds_are_known():
    assert set(KINDS) == {
        *("login", "challenge", "password_change", "field_edit", "order", "order_status"),
        *("order_access", "ticket", "message", "refund", "report"),
    }


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=200), max_size=5))
def test_what_is_encoded_decodes_to_the_same(parts):
    event = FieldEdit(
        id="f1", time=decode_event(raw()).time, account="a", surface="review", parts=parts
    )
    assert decode_event(msgspec.json.encode(event)) == event


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_else(body):
    with pytest.raises(BadInputError):
        decode_event(body)
