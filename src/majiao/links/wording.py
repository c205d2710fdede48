"""How host names are worded: look-alike letters, words of service, throw-away endings."""

import unicodedata
from functools import cache
from importlib.resources import files

from msgspec import Struct, toml

from majiao.links.url import Url


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `lookalike.toml`."""

    words: frozenset[str]
    office: frozenset[str]
    cheap_tlds: frozenset[str]
    confusables: dict[str, str]
    glance: dict[str, str]


@cache
def wording() -> Wording:
    """Load the tables once."""
    raw = files("majiao.links").joinpath("lookalike.toml").read_bytes()
    return toml.decode(raw, type=Wording)


@cache
def _letters() -> dict[int, str]:
    return {ord(c): plain for plain, like in wording().confusables.items() for c in like}


def skeleton(label: str) -> str:
    """Give what a label looks like at a glance; only to compare with another skeleton."""
    if not label.isascii():
        apart = unicodedata.normalize("NFKD", label.translate(_letters()))
        label = "".join(c for c in apart if not unicodedata.combining(c)).translate(_letters())
    for seen, read in wording().glance.items():
        label = label.replace(seen, read)
    return label


def office_words(url: Url) -> bool:
    """Say whether somebody registered a name that sounds like a refund or checking office."""
    office = wording().office
    label = url.registrable_domain.partition(".")[0]
    return any(
        part in office or (part.rstrip("0123456789") in office) or _starts_with_office(part)
        for part in label.split("-")
    )


def is_cheap(url: Url) -> bool:
    """Say whether the top-level domain is one of the throw-away ones."""
    return url.host.rpartition(".")[2] in wording().cheap_tlds


def _starts_with_office(part: str) -> bool:
    # "refundnow", "nowrefund": the other half is a word of service too.
    return any(
        (part[:i] in wording().office and part[i:] in wording().words)
        or (part[:i] in wording().words and part[i:] in wording().office)
        for i in range(2, len(part) - 1)
    )
