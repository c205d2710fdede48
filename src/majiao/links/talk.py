"""Whether a text talks of refunds, payments, locked accounts, checks or parcel fees."""

from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct, toml

from majiao.links.folding import fold, inside_word

_LIGHT_NEEDED = 2
_DENIAL_REACH = 24


class Talk(Struct, frozen=True):
    """What a text talks about.

    Attributes:
        money: of money, a locked account, a check or a parcel fee.
        asks: the reader is told to enter or give a card, a code or a password.

    """

    money: bool = False
    asks: bool = False

    def __or__(self, other: "Talk") -> "Talk":
        return Talk(self.money or other.money, self.asks or other.asks)


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    strong: tuple[str, ...]
    light: tuple[str, ...]
    ask: tuple[str, ...]
    denials: tuple[str, ...]


@cache
def _words() -> _Words:
    raw = files("majiao.links").joinpath("talk.toml").read_bytes()
    return toml.decode(raw, type=_Words)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = _words()
    kinds = {
        **dict.fromkeys(words.light, "light"),
        **dict.fromkeys(words.strong, "strong"),
        **dict.fromkeys(words.ask, "ask"),
    }
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), tuple(kinds.values())


def listen(text: str) -> Talk:
    """Say what a folded text (`fold`) talks about; linear in its length."""
    lower = text.lower()
    automaton, kinds = _automaton()
    money, asks, light = False, False, set[int]()
    for index, start, end in automaton.find_matches_as_indexes(lower):
        kind = kinds[index]
        if (kind == "light" and index in light) or inside_word(lower, start, end):
            continue
        if kind == "light":
            light.add(index)
        elif kind == "strong":
            money = True
        elif not asks:
            asks = not _denied(lower, start)
    return Talk(money or asks or len(light) >= _LIGHT_NEEDED, asks)


def talk_in(text: str) -> bool:
    """Say whether a text talks of refunds, payments, locked accounts, checks or parcel fees."""
    return listen(fold(text)).money


def _denied(lower: str, start: int) -> bool:
    """Say whether the same clause says beforehand that it is not asked for."""
    clause = lower[max(start - _DENIAL_REACH, 0) : start]
    for mark in "，。；！？,.;!?\n":
        clause = clause.rpartition(mark)[2]
    return any(denial in clause for denial in _words().denials)
