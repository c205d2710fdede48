"""The sentences that are said about links; the data is `reasons.toml`."""

from functools import cache
from importlib.resources import files

from msgspec import toml

from majiao.events import Reason
from majiao.links.brands import Brand


@cache
def _sentences() -> dict[str, Reason]:
    raw = files("majiao.links").joinpath("reasons.toml").read_bytes()
    return toml.decode(raw, type=dict[str, Reason])


def say(
    name: str, brand: Brand | None = None, claimed: Brand | None = None, **facts: str
) -> Reason:
    """Fill in the sentence called `name`."""
    sentence = _sentences()[name]
    zh = {"brand": brand.zh if brand else "", "claimed": claimed.zh if claimed else ""}
    en = {"brand": brand.en if brand else "", "claimed": claimed.en if claimed else ""}
    return Reason(zh=sentence.zh.format(**facts, **zh), en=sentence.en.format(**facts, **en))
