"""Which brand a message claims to come from, told apart from one it only mentions."""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct, toml

from majiao.events import Context
from majiao.links.brands import Brand
from majiao.links.names import Claim, brands_in, claims_in

_REACH = 9


class Claimed(Struct, frozen=True):
    """The brand a link has to answer to.

    Attributes:
        how: `claimed` if the message speaks in its name, `mentioned` if it only names it,
            `expected` if the shop is the brand and the message names none.

    """

    brand: Brand
    how: Literal["claimed", "mentioned", "expected"]


class _Around(Struct, frozen=True, forbid_unknown_fields=True):
    titles: tuple[str, ...]
    beside: tuple[str, ...]
    purse: tuple[str, ...]


@cache
def _around() -> _Around:
    raw = files("majiao.links").joinpath("claims.toml").read_bytes()
    return toml.decode(raw, type=_Around)


def claimed_in(text: str) -> Claimed | None:
    """Find the brand that a folded text speaks for; a wallet named in passing is none."""
    claims = claims_in(text)
    lower = text.lower() if claims else ""
    mentioned: Brand | None = None
    for claim in claims:
        if _speaks(claim, lower):
            return Claimed(claim.brand, "claimed")
        if mentioned is None and not _in_passing(claim, lower):
            mentioned = claim.brand
    return Claimed(mentioned, "mentioned") if mentioned else None


def expected(context: Context) -> Claimed | None:
    """Give the brand that the shop is, if it is a known one."""
    brand = _brand_of(context.brand) if context.brand else None
    return Claimed(brand, "expected") if brand else None


@lru_cache(maxsize=1024)
def _brand_of(name: str) -> Brand | None:
    found = brands_in(f"【{name}】") or brands_in(name)
    return found[0] if found else None


def _speaks(claim: Claim, lower: str) -> bool:
    return claim.signed or lower.startswith(_around().titles, claim.end)


def _in_passing(claim: Claim, lower: str) -> bool:
    """Say whether the name is only where money goes or how it was paid."""
    before = lower[max(claim.start - _REACH, 0) : claim.start]
    if claim.brand.category in {"wallet", "bank"} and before.endswith(_around().purse):
        return True
    return before.endswith(_around().beside)
