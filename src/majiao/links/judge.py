"""One link judged by consistency: who is claimed, who owns the domain, what is talked about.

No list of bad addresses is needed, so a page that is an hour old is judged like any other.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from majiao.events import Context, Reason
from majiao.links.brands import Owner, owner_of
from majiao.links.claims import Claimed, expected
from majiao.links.lookalike import STRONG, Imitation, imitation
from majiao.links.reasons import say
from majiao.links.said import Said, hear, is_named
from majiao.links.talk import Talk
from majiao.links.url import Url, canonical
from majiao.links.wording import is_cheap, office_words

LinkLevel = Literal["ok", "caution", "danger"]

CAUTION = 0.4
"""A score from here on is `caution`."""

DANGER = 0.7
"""A score from here on is `danger`."""

WEIGHTS: dict[str, tuple[float, float]] = {
    "embedded": (0.75, 0.90),
    "letters": (0.75, 0.90),
    "misspelt": (0.45, 0.85),
    "service": (0.45, 0.85),
    "part": (0.20, 0.75),
    "national": (0.05, 0.40),
    "claimed": (0.45, 0.85),
    "mentioned": (0.10, 0.75),
    "expected": (0.0, 0.75),
    "talk_foreign": (0.0, 0.45),
    "talk_outside_shop": (0.0, 0.75),
    "asks": (0.0, 0.30),
    "hidden": (0.0, 0.45),
    "office": (0.0, 0.25),
    "ip": (0.25, 0.25),
    "user_info": (0.40, 0.40),
    "punycode": (0.05, 0.10),
    "cheap": (0.05, 0.05),
}
"""Weight of each observation in a text without and with talk of money or accounts.

The main observations count by their maximum, `asks` and everything after it is added.
"""

_ADDED = frozenset(("asks", "office", "ip", "user_info", "punycode", "cheap"))
_NAMED = 0.45


class LinkFinding(Struct, frozen=True, kw_only=True):
    """What is said about one link.

    Attributes:
        level: `ok` means that nothing was found, never that the link is safe.
        score: 0..1.
        url: the canonical address; empty if there was none.
        brand_claimed: the brand that the message or the host name claims, in English.
        reasons: sentences for people, the weightiest first.

    """

    level: LinkLevel
    score: float
    url: str = ""
    host: str = ""
    registrable_domain: str = ""
    brand_claimed: str | None = None
    reasons: tuple[Reason, ...] = ()


def judge(
    url: str | Url, *, text: str = "", talk: bool = False, context: Context | None = None
) -> LinkFinding:
    """Judge a link by the message that carried it and by what is known of the shop.

    Args:
        url: as it was written, or already read by `canonical`.
        text: the message around it.
        talk: refund, payment or account talk was heard before the message itself.
        context: the shop's brand and domains, if known.

    """
    said = hear(text)
    if talk:
        said = replace(said, talk=said.talk | Talk(money=True))
    return judge_said(url, said, context or Context())


def judge_said(url: str | Url, said: Said, context: Context) -> LinkFinding:
    """Judge a link by a message that was heard already; as `judge`, for many links in one."""
    found = canonical(url) if isinstance(url, str) else url
    if found is None:
        return LinkFinding(level="ok", score=0.0, reasons=(say("no_address"),))
    if _is_shops(found, context):
        return _clean(found, say("shop", domain=found.registrable_domain))
    owner = owner_of(found.host)
    if owner and owner.standing == "own":
        return _clean(found, _owned(found, owner))
    shop_known = bool(context.shop_domains or context.brand)
    return _foreign(
        _Case(
            url=found,
            owner=owner,
            copied=imitation(found) if owner is None else None,
            claimed=said.claimed or expected(context),
            talk=said.talk,
            shop_known=shop_known,
            named=not shop_known and bool(said.text) and is_named(found, said),
        )
    )


def is_somebodys(url: Url, context: Context) -> bool:
    """Say whether the shop, a known brand or a public body speaks at this address."""
    if _is_shops(url, context):
        return True
    owner = owner_of(url.host)
    return owner is not None and owner.standing == "own"


class _Case(Struct, frozen=True, kw_only=True):
    """What the witnesses say about a link to somebody unknown."""

    url: Url
    owner: Owner | None
    copied: Imitation | None
    claimed: Claimed | None
    talk: Talk
    shop_known: bool
    named: bool

    @property
    def looks_real(self) -> bool:
        """A brand's name under its country's domain, which is not listed and may be real."""
        return self.copied is not None and self.copied.how == "national"


def _foreign(case: _Case) -> LinkFinding:
    """Judge a link to a domain that belongs neither to the shop nor to a known brand."""
    url, loud = case.url, int(case.talk.money)
    signs = {name: WEIGHTS[name][loud] for name in (*_main(case), *_added(case))}
    score = max((signs[name] for name in signs if name not in _ADDED), default=0.0)
    score = min(score + sum(signs[name] for name in signs if name in _ADDED), 1.0)
    if case.named:
        score = min(score, _NAMED)
    level: LinkLevel = "danger" if score >= DANGER else "caution" if score >= CAUTION else "ok"
    answering = case.claimed or case.copied
    return LinkFinding(
        level=level,
        score=round(score, 4),
        url=url.href,
        host=url.host,
        registrable_domain=url.registrable_domain,
        brand_claimed=answering.brand.en if answering else None,
        reasons=(say("nothing"),) if level == "ok" else _reasons(case, signs),
    )


def _main(case: _Case) -> Iterator[str]:
    """Name the observations of which the weightiest counts."""
    if case.copied:
        yield case.copied.how
    if case.owner:
        # A short link or a form service is used by honest firms too: it hides, no more.
        yield "hidden"
    elif not case.looks_real:
        if case.claimed:
            yield case.claimed.how
        if case.talk.money:
            yield "talk_outside_shop" if case.shop_known else "talk_foreign"


def _added(case: _Case) -> Iterator[str]:
    """Name the weak observations, which are added up."""
    url = case.url
    if case.talk.asks:
        yield "asks"
    if url.is_ip:
        yield "ip"
    if url.user_info:
        yield "user_info"
    if url.display != url.host:
        yield "punycode"
    if is_cheap(url):
        yield "cheap"
    if case.talk.money and not (case.copied and case.copied.how in STRONG) and office_words(url):
        yield "office"


def _is_shops(url: Url, context: Context) -> bool:
    return any(
        url.host == domain or url.host.endswith("." + domain)
        for domain in map(str.lower, context.shop_domains)
    )


def _clean(url: Url, reason: Reason) -> LinkFinding:
    return LinkFinding(
        level="ok",
        score=0.0,
        url=url.href,
        host=url.host,
        registrable_domain=url.registrable_domain,
        reasons=(reason,),
    )


def _owned(url: Url, owner: Owner) -> Reason:
    if owner.brand is None:
        return say("public_body", host=url.host)
    return say("own", owner.brand, domain=url.registrable_domain)


def _reasons(case: _Case, signs: dict[str, float]) -> tuple[Reason, ...]:
    """Put what weighs most first."""
    url = case.url
    facts = {
        "host": url.host,
        "domain": url.registrable_domain,
        "display": url.display,
        "tld": url.host.rpartition(".")[2],
    }
    brand = case.copied.brand if case.copied else None
    claimed = case.claimed.brand if case.claimed else None
    named = sorted((sign for sign in signs if signs[sign] > 0), key=lambda sign: -signs[sign])
    return tuple(dict.fromkeys(say(sign, brand, claimed, **facts) for sign in named))
