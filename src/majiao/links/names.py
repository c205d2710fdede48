"""Brands named in a text, told apart from ordinary words."""

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from majiao.links.brands import Brand, table
from majiao.links.folding import fold, inside_word


class Claim(Struct, frozen=True):
    """A brand named in a text; offsets are those of the folded text (`fold`)."""

    brand: Brand
    start: int
    end: int
    signed: bool


class _Name(Struct, frozen=True):
    brand: Brand
    written: str | None
    only_signed: bool


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[_Name, ...], ...]]:
    names: dict[str, list[_Name]] = {}
    for brand in table().brand:
        for name in brand.names:
            names.setdefault(name.lower(), []).append(_Name(brand, None, only_signed=False))
        for name in brand.cased:
            names.setdefault(name.lower(), []).append(_Name(brand, name, only_signed=False))
        for name in brand.signed:
            names.setdefault(name.lower(), []).append(_Name(brand, None, only_signed=True))
    found = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest)
    return found, tuple(map(tuple, names.values()))


def claims_in(text: str) -> tuple[Claim, ...]:
    """Find every brand named in a folded text (`fold`), in order."""
    lower = text.lower()
    if len(lower) != len(text):
        text = lower
    automaton, names = _automaton()
    return tuple(
        Claim(name.brand, start, end, _is_signature(lower, start, end))
        for index, start, end in automaton.find_matches_as_indexes(lower)
        if not inside_word(lower, start, end)
        for name in names[index]
        if _counts(name, text, lower, start, end)
    )


def brands_in(text: str) -> tuple[Brand, ...]:
    """Give the brands that a text names, each once, in order of their first mention."""
    return tuple({claim.brand.id: claim.brand for claim in claims_in(fold(text))}.values())


def _counts(name: _Name, plain: str, lower: str, start: int, end: int) -> bool:
    """Say whether the match is really the brand's name and not an ordinary word."""
    brand = name.brand
    if name.only_signed and not _is_signature(lower, start, end):
        return False
    if name.written and plain[start:end] not in {name.written, name.written.upper()}:
        return False
    if brand.not_before and lower.startswith(brand.not_before, end):
        return False
    return not (brand.not_after and lower.endswith(brand.not_after, 0, start))


def _is_signature(lower: str, start: int, end: int) -> bool:
    """Say whether it stands where a sender puts its name: 【…】, […] or before a colon."""
    opened = lower[max(start - 1, 0) : start]
    closing = lower[end : end + 6]
    if opened and opened in "【[〔「":
        return any(mark in closing for mark in "】]〕」")
    return start == 0 and closing[:1] in {":", "："}
