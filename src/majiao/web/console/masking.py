"""Hiding most of what identifies a person: long numbers, e-mail and IP addresses."""

import ipaddress
import re
from typing import Any

_EMAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
_IPV4 = r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"
_COLONS = r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f.]{0,15}){2,8}(?![\w:])"
_DIGITS = r"\d(?:[ -]?\d){6,}"

_PERSONAL = re.compile(
    rf"(?P<email>{_EMAIL})|(?P<ip>{_IPV4}|{_COLONS})|(?P<digits>{_DIGITS})", re.ASCII
)
_NUMBER = re.compile(_DIGITS)

_MOMENTS = frozenset({"time", "call_time"})
"""Fields that hold a moment, whose digits say nothing about a person."""


def masked(text: str) -> str:
    """Hide the middle of long numbers, the name in e-mail and the end of IP addresses."""
    return _NUMBER.sub(_number, _PERSONAL.sub(_one, text))


def masked_fields(value: Any, field: str = "") -> Any:
    """Mask every string in decoded JSON, also the keys of objects."""
    if isinstance(value, str):
        return value if field in _MOMENTS else masked(value)
    if isinstance(value, dict):
        return {masked(key): masked_fields(item, key) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [masked_fields(item) for item in value]
    return value


def _one(found: re.Match[str]) -> str:
    text = found[0]
    if found["email"]:
        name, _, host = text.partition("@")
        return f"{name[0]}…@{host}"
    if found["ip"]:
        return _address(text)
    return _number(found)


def _number(found: re.Match[str]) -> str:
    text = found[0]
    return f"{text[:3]}…{text[-2:]}"


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if address.version == 4:  # noqa: PLR2004  the protocol's own number
        return text.rpartition(".")[0] + ".…"
    network = ipaddress.ip_network((address, 48), strict=False)
    return f"{network.network_address}…"
