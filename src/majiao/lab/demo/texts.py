"""What the people of the demo write and say, read from the TOML files beside this one."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from majiao.events import Surface


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """Parts of names, and in which order they are put together."""

    order: str
    family: tuple[str, ...]
    given: tuple[str, ...]


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """A text for a field; slots are filled in by `str.format`."""

    surface: Surface
    parts: Mapping[str, str]

    def filled(self, slots: Mapping[str, str]) -> dict[str, str]:
        """Give the parts with every slot filled in."""
        return {name: part.format_map(slots) for name, part in self.parts.items()}


class Turn(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One turn: over which channel, who speaks (`c` the contact, `u` the customer), what."""

    channel: str
    who: str
    text: str


class Talk(Struct, frozen=True, forbid_unknown_fields=True):
    """A conversation, turn by turn."""

    turns: tuple[Turn, ...]


class Speech(Struct, frozen=True, forbid_unknown_fields=True):
    """What is written in one language."""

    items: tuple[str, ...]
    streets: tuple[str, ...]
    fields: tuple[Field, ...]
    chats: tuple[Talk, ...]
    calls: tuple[Talk, ...]
    notes: tuple[str, ...]
    code: str


class Texts(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything honest people write; `speech` and `names` by language."""

    agents: tuple[str, ...]
    names: Mapping[str, Names]
    speech: Mapping[str, Speech]


class Crime(Struct, frozen=True, forbid_unknown_fields=True):
    """What the gang writes and says in one language; `side` goes into a second field."""

    payees: tuple[str, ...]
    notices: tuple[Field, ...]
    side: tuple[Field, ...]
    calls: tuple[Talk, ...]
    report: str


class Gang(Struct, frozen=True, forbid_unknown_fields=True):
    """What the gang needs; `speech` by language."""

    hosts: tuple[str, ...]
    agents: tuple[str, ...]
    speech: Mapping[str, Crime]


@lru_cache(maxsize=1)
def honest_texts() -> Texts:
    """Read what honest people write."""
    return msgspec.convert(tomllib.loads(_read("honest.toml")), Texts)


@lru_cache(maxsize=1)
def gang_texts() -> Gang:
    """Read what the gang writes."""
    return msgspec.convert(tomllib.loads(_read("gang.toml")), Gang)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
