"""Brands, and the domains that are really theirs; the data is `brands.toml`."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, toml

Standing = Literal["own", "short", "assets", "shared"]
"""What a host is to a brand; only `own` says that the brand speaks there."""

Names = tuple[Annotated[str, Meta(min_length=1)], ...]


class Brand(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One brand, as `brands.toml` describes it.

    Attributes:
        id: short name in ASCII, stable.
        zh: the name shown to Chinese readers.
        en: the name shown to everyone else.
        source: where its domains come from.
        checked: the day they were last compared with the source, `YYYY-MM-DD`.

    """

    id: str
    zh: str
    en: str
    category: Literal["shop", "wallet", "parcel", "bank", "tech", "telecom", "travel", "government"]
    names: Names
    cased: Names = ()
    signed: Names = ()
    not_after: Names = ()
    not_before: Names = ()
    domains: Names
    short: Names = ()
    assets: Names = ()
    shared: Names = ()
    tokens: Names = ()
    common: bool = False
    source: str
    checked: str


class Nobody(Struct, frozen=True, forbid_unknown_fields=True):
    """Services where anybody can publish or shorten a link."""

    source: str
    checked: str
    short: Names
    shared: Names


class Restricted(Struct, frozen=True, forbid_unknown_fields=True):
    """Suffixes under which only public bodies get a name."""

    source: str
    checked: str
    suffixes: Names


class Owner(Struct, frozen=True):
    """Whose host it is: the brand's, a public body's (no brand), or anybody's."""

    standing: Standing
    brand: Brand | None = None


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `brands.toml`."""

    checked: str
    expires_after_days: int
    source: str
    nobody: Nobody
    restricted: Restricted
    brand: tuple[Brand, ...]


@cache
def table() -> Table:
    """Load the table once."""
    raw = files("majiao.links").joinpath("brands.toml").read_bytes()
    plain: Any = msgspec.to_builtins(toml.decode(raw), str_keys=True)
    return msgspec.convert(plain, Table)


@cache
def _owners() -> dict[str, Owner]:
    owners: dict[str, Owner] = {}
    for brand in table().brand:
        kinds: tuple[tuple[Standing, Names], ...] = (
            ("own", brand.domains),
            ("short", brand.short),
            ("assets", brand.assets),
            ("shared", brand.shared),
        )
        for standing, hosts in kinds:
            owners |= dict.fromkeys(hosts, Owner(standing, brand))
    owners |= dict.fromkeys(table().nobody.short, Owner("short"))
    return owners | dict.fromkeys(table().nobody.shared, Owner("shared"))


@cache
def _public_bodies() -> frozenset[str]:
    return frozenset(table().restricted.suffixes)


def owner_of(host: str) -> Owner | None:
    """Say whose a host is; the longest listed suffix of it decides, None if none is listed."""
    owners, public = _owners(), _public_bodies()
    rest = host
    while rest:
        # The suffix after the registrable domain may be a hosting service's, which is listed too.
        if found := owners.get(rest):
            return found
        if rest in public:
            return Owner("own")
        rest = rest.partition(".")[2]
    return None
