"""Host names that are made to look like a brand's, compared with the brand table."""

from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from majiao.links.brands import Brand, table
from majiao.links.url import Url
from majiao.links.wording import is_cheap, skeleton, wording

How = Literal["embedded", "letters", "misspelt", "service", "part", "national"]
"""How a name imitates:

`embedded` a brand's whole domain stands before the real one (taobao.com.evil.example),
`letters` other letters drawn alike, `misspelt` one letter off, `service` the brand's name with
words of service (taobao-kefu), `part` the bare name in a foreign domain, `national` the brand's
name under a country's domain that is not listed, which may be real.
"""

STRONG: frozenset[How] = frozenset({"embedded", "letters", "misspelt", "service"})
"""Those that hardly happen by chance."""

_MISSPELT_MIN = 6
_END = 3
_NATIONAL = 2
_SECOND_LEVEL = frozenset({"com", "co", "net", "org"})


class Imitation(Struct, frozen=True):
    """Which brand a host name imitates, and how."""

    brand: Brand
    how: How


@cache
def _tokens() -> dict[str, Brand]:
    return {token: brand for brand in table().brand for token in brand.tokens}


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    tokens = tuple(_tokens())
    return AhoCorasick(tokens, matchkind=MatchKind.LeftmostLongest), tokens


@cache
def _skeletons() -> dict[str, str]:
    return {skeleton(token): token for token in _tokens() if len(token) > 3}  # noqa: PLR2004  as below


@cache
def _near() -> dict[str, tuple[str, ...]]:
    """Distinct tokens of six letters or more, by their first and by their last three letters.

    One changed, missing, added or swapped letter leaves one of the two ends as it was.
    """
    near: dict[str, list[str]] = {}
    for token, brand in _tokens().items():
        if _distinct(token, brand) and len(token) >= _MISSPELT_MIN:
            near.setdefault(token[:_END] + "-", []).append(token)
            near.setdefault("-" + token[-_END:], []).append(token)
    return {end: tuple(tokens) for end, tokens in near.items()}


def _distinct(token: str, brand: Brand) -> bool:
    return not brand.common and len(token) > 3 and not token.isdigit()  # noqa: PLR2004  "yto", "dhl" occur in anything


def imitation(url: Url) -> Imitation | None:
    """Find the brand that a foreign host imitates; ask only when no brand owns the host."""
    if url.user_info and (brand := _domain_in(url.user_info)):
        return Imitation(brand, "embedded")
    if url.is_ip:
        return None
    label = _name(url)
    return _drawn_alike(label) or _misspelt(label) or _named(url, label)


def _name(url: Url) -> str:
    labels = url.display.split(".")
    at = url.host.count(".") - url.registrable_domain.count(".")
    return labels[at] if at < len(labels) else labels[0]


def _drawn_alike(label: str) -> Imitation | None:
    for part in {label, *label.split("-")}:
        token = _skeletons().get(skeleton(part))
        # An ordinary word spelt in other letters is no accident; in ASCII it is a word.
        if token and token != part and not (part.isascii() and _tokens()[token].common):
            return Imitation(_tokens()[token], "letters")
    return None


def _misspelt(label: str) -> Imitation | None:
    near = _near()
    for end in (label[:_END] + "-", "-" + label[-_END:]):
        for token in near.get(end, ()):
            if abs(len(token) - len(label)) <= 1 and _one_apart(token, label):
                return None if label in _tokens() else Imitation(_tokens()[token], "misspelt")
    return None


def _one_apart(one: str, other: str) -> bool:
    """Say whether one letter was changed, left out, added or swapped with its neighbour."""
    if len(one) > len(other):
        one, other = other, one
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    if len(one) < len(other):
        return one[same:] == other[same + 1 :]
    tail, other_tail = one[same:], other[same:]
    swapped = tail[:2] == other_tail[:2][::-1] and tail[2:] == other_tail[2:]
    return swapped or tail[1:] == other_tail[1:]


def _named(url: Url, label: str) -> Imitation | None:
    """Look for a brand's name inside the host, the one that says most first."""
    automaton, tokens = _automaton()
    found: Imitation | None = None
    for index, start, end in automaton.find_matches_as_indexes(url.display):
        brand = _tokens()[tokens[index]]
        how = _how(url, label, tokens[index], start, end)
        if how in STRONG:
            return Imitation(brand, how)
        if how and found is None:
            found = Imitation(brand, how)
    return found


def _how(url: Url, label: str, token: str, start: int, end: int) -> How | None:
    host, brand = url.display, _tokens()[token]
    part = _part(host, start, end)
    if part != token and not _made_of_service(part, token):
        return None
    before_name = len(host) - len(url.registrable_domain)
    if end < before_name and _embeds(host, start, brand):
        return "embedded"
    if label == token:
        return "national" if _is_national(url) else None if brand.common else "part"
    if part != token or _has_service_beside(label if start >= before_name else host, token):
        return "service"
    return None if brand.common else "part"


def _part(host: str, start: int, end: int) -> str:
    """Give what stands between the nearest dots and hyphens."""
    left = max(host.rfind(".", 0, start), host.rfind("-", 0, start)) + 1
    if host[start:end].count("-"):
        return host[start:end] if left == start else host[left:end]
    ends = [i for i in (host.find(".", end), host.find("-", end)) if i >= 0]
    return host[left : min(ends, default=len(host))]


def _made_of_service(part: str, token: str) -> bool:
    if len(token) < 4:  # noqa: PLR2004  three letters occur in any word
        return False
    before, _, after = part.partition(token)
    words = wording().words
    rest = (before.strip("0123456789"), after.strip("0123456789"))
    return all(not side or side in words for side in rest)


def _domain_in(user_info: str) -> Brand | None:
    lower = user_info.replace("%2E", ".").lower()
    return next(
        (brand for brand in table().brand for domain in brand.domains if domain in lower), None
    )


def _embeds(host: str, start: int, brand: Brand) -> bool:
    return any(
        host.startswith((domain + ".", domain.replace(".", "-") + "."), start)
        for domain in brand.domains
    )


def _is_national(url: Url) -> bool:
    suffix = url.registrable_domain.partition(".")[2].split(".")
    second_is_plain = len(suffix) == 1 or suffix[0] in _SECOND_LEVEL
    return len(suffix[-1]) == _NATIONAL and second_is_plain and not is_cheap(url)


def _has_service_beside(name: str, token: str) -> bool:
    parts = name.replace(".", "-").split("-")[:-1] if "." in name else name.split("-")
    return any(part != token and part.rstrip("0123456789") in wording().office for part in parts)
