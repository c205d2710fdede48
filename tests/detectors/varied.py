"""Valid events of any kind with invented or hostile content, made from the kinds' own types."""

import re
import string
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec
from msgspec import inspect

from majiao.events import AnyEvent

START = datetime(2026, 11, 9, tzinfo=UTC)
LONGEST = 1_000_000
"""Where no limit is declared."""

HOSTILE = {
    "emoji": "\U0001f9a0\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "digits": "1",
    "zeroes": "\0",
    "right-to-left": "\u202e\u2067abc\u2069",
    "combining": "e\u0301\u0489\u0489\u0327",
    "template": "{{7*7}}${7*7}<%= 7*7 %>",
    "sql": "'; DROP TABLE events;-- ",
    "brackets": "[({<",
    "slashes": "http://a.@/../%00%ff//",
    "spaces": " \t\r\n\u3000\u200b",
    "chinese": "退款请加客服",
}
"""Texts that are repeated until a field is full."""

_WORDS = ("wang", "退款", "a-very-long-name" * 8, "x", "小明", "13800000000", "shop.example", "#")

_SIMPLE: dict[type[inspect.Type], Callable[[Random, Any], Any]] = {
    inspect.NoneType: lambda _random, _of: None,
    inspect.BoolType: lambda random, _of: random.random() < 0.5,
    inspect.IntType: lambda random, _of: random.randrange(1, 70_000),
    inspect.FloatType: lambda random, _of: round(random.random() * 1000, 2),
    inspect.DateTimeType: lambda random, _of: START + timedelta(minutes=random.randrange(10_000)),
    inspect.LiteralType: lambda random, of: random.choice(of.values),
}


class Variety:
    """Makes events of one kind; what is fixed stays, everything else varies.

    A field's name in `fixed` gives its value in every event.
    """

    def __init__(self, kind: type[AnyEvent], random: Random, **fixed: Any) -> None:
        self.kind = kind
        self._random = random
        self._fixed = fixed
        info = inspect.type_info(kind)
        assert isinstance(info, inspect.StructType)
        self.fields = {field.name: field.type for field in info.fields}
        self._number = 0

    def event(self, **given: Any) -> AnyEvent:
        """Make the next event, a few minutes after the one before."""
        self._number += 1
        values = {name: self._value(name, of) for name, of in self.fields.items()}
        values |= {
            "kind": self.kind.__struct_config__.tag,
            "id": f"v{self._random.getrandbits(60):x}",
            "time": START + timedelta(minutes=3 * self._number),
        }
        values |= self._fixed | given
        return msgspec.convert(values, self.kind)

    def hostile(self) -> Iterator[tuple[str, AnyEvent]]:
        """Make an event for each text in each field that takes text, and in all at once."""
        for label, unit in HOSTILE.items():
            full = {
                name: value
                for name, of in self.fields.items()
                if name != "ip" and (value := _filled(of, unit)) is not None
            }
            for name, value in full.items():
                yield f"{label} in {name}", self.event(**{name: value})
            yield f"{label} everywhere", self.event(**full)

    def _value(self, name: str, of: inspect.Type) -> Any:
        if name == "ip":
            return _address(self._random)
        return self._of(of)

    def _of(self, of: inspect.Type) -> Any:
        random = self._random
        match of:
            case inspect.UnionType():
                return self._of(random.choice(of.types))
            case inspect.StrType():
                return self._text(of)
            case inspect.DictType():
                return {self._of(of.key_type): self._of(of.value_type) for _ in range(3)}
            case inspect.VarTupleType():
                return tuple(self._of(of.item_type) for _ in range(random.randrange(3)))
            case inspect.StructType():
                return {field.name: self._of(field.type) for field in of.fields}
            case _:
                return _SIMPLE[type(of)](random, of)

    def _text(self, of: inspect.StrType) -> str:
        random = self._random
        letters = "".join(
            random.choices(string.ascii_letters + string.digits, k=random.randrange(40))
        )
        text = f"{random.choice(_WORDS)}{letters}{random.randrange(100)}"
        return text[: of.max_length or LONGEST]


def _filled(of: inspect.Type, unit: str) -> Any:
    """Give a value of the type full of `unit`; nothing if it takes no text."""
    match of:
        # What the type refuses never reaches a detector.
        case inspect.StrType() if not of.pattern or re.search(of.pattern, unit):
            size = min(of.max_length or LONGEST, LONGEST)
            return (unit * (size // len(unit) + 1))[:size]
        case inspect.UnionType():
            return next((value for one in of.types if (value := _filled(one, unit))), None)
        case inspect.DictType():
            return {_filled(of.key_type, unit): _filled(of.value_type, unit)}
        case inspect.VarTupleType():
            value = _filled(of.item_type, unit)
            return None if value is None else (value,) * min(of.max_length or 3, 3)
        case inspect.StructType() if all(_filled(f.type, unit) for f in of.fields):
            return {field.name: _filled(field.type, unit) for field in of.fields}
        case _:
            return None


def _address(random: Random) -> str:
    if random.random() < 0.3:
        return f"2001:db8:{random.randrange(65_536):x}::{random.randrange(65_536):x}"
    return ".".join(str(random.randrange(1, 255)) for _ in range(4))
