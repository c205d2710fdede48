"""Judging what was written into a field of the shop.

A contact or a link is held when the text around it smells of the scam, or when it has no
business in that kind of field. A delivery phone in an address is what addresses are for.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from majiao.events import Evidence, Reason, Surface
from majiao.text import hosts
from majiao.text.lexicon import lexicon
from majiao.text.reading import read, view_of
from majiao.text.shapes import Demand, Entity, Reading, Verdict
from majiao.text.tactics import CAUTION_AT, TACTICS, joint, verdict

SEAM = "\u2028"
"""Joins parts: a request may run over it, a number may not."""

MOST_EVIDENCE = 12
TELLING = 0.2
"""Strength from which a quote says something to a reader."""

_DELIVERY = frozenset({"address", "order_note", "gift", "message"})
_SHORT = frozenset({"address", "nickname"})
"""Fields in which nobody has a reason to write a link."""

_MONEY = frozenset({"card", "company_account", "taokouling"})
_CHATS = frozenset({"qq", "wechat", "im", "email", "meeting"})
_CONTEXT = ("refund", "fault", "agent", "fee", "purpose", "loan", "screenshare", "code", "hush")
_PLAIN = re.compile(r"\+?(?:1[ -])?\(?[0-9]{2,}(?:[ \-)]{1,2}[0-9]{2,})*\Z")
_CALL_US_ZH = re.compile("客服|专线|热线|退款|退费|理赔|赔付")
_CALL_US_EN = re.compile(
    r"(?i:\b(?:call|ring|phone|text|dial|message)\b.{0,30}\b(?:refunds?|claims?|compensation)\b"
    r"|\b(?:refunds?|claims?|compensation)\b.{0,30}\b(?:call|ring|phone|text|dial|message)\b"
    r"|hotline|helpdesk)",
    re.DOTALL,
)
NEAR_ZH, NEAR_EN = 12, 40

_OK = Reason("没有发现可疑内容。", "Nothing suspicious was found.")
_REASONS = {
    "notice": Reason(
        "这里被写进了退款通知一类的话和联系方式，平台不会在这种栏目里发通知。",
        "Somebody wrote a refund notice with a contact here. The shop never posts notices here.",
    ),
    "account": Reason(
        "这里写进了收款账户，真正的退款不需要您转账。",
        "A bank account was written here. A real refund never needs a transfer.",
    ),
    "link": Reason(
        "这个栏目里不该有网址，请不要打开。",
        "A web address does not belong in this field. Do not open it.",
    ),
    "contact": Reason(
        "这里留了平台以外的联系方式，请先核对是不是本人写的。",
        "A contact outside the shop was left here. Check whether the owner wrote it.",
    ),
}


class FieldReading(Struct, frozen=True):
    """What a field says.

    Attributes:
        level: `danger`, `caution` or `ok`.
        score: 0..1.
        evidence: quotes with the part they stand in (`parts.<name>`).
        entities: contacts, links and accounts, each with its part; places count in that part.
        tactics: ids, strongest first.
        contact: whether it leads out of the shop: a chat, a link, an account, or a phone
            where none belongs.
        reason: a sentence to read aloud.

    """

    level: Verdict
    score: float
    evidence: tuple[Evidence, ...] = ()
    entities: tuple[tuple[str, Entity], ...] = ()
    tactics: tuple[str, ...] = ()
    contact: bool = False
    reason: Reason = _OK


def read_field(
    surface: Surface, parts: Mapping[str, str], *, own_domains: tuple[str, ...] = ()
) -> FieldReading:
    """Judge a field's new text; a notice may be split over several parts.

    Args:
        surface: which field of the shop.
        parts: the name of each part and its text.
        own_domains: registrable domains of the shop itself, which are no foreign links.

    """
    joined = SEAM.join(parts.values()).replace("\n", SEAM)
    reading = read(joined)
    if not reading.entities and not reading.demands:
        return FieldReading("ok", 0.0)
    leads = [e for e in reading.entities if _leads(e, surface, joined, own_domains)]
    strengths = _strengths(reading.demands)
    smell = _smell(joined) if leads else 0
    level, score, why = _judge(surface, leads, strengths, smell)
    demands = [d for d in reading.demands if d.strength >= TELLING]
    spans = _joined(leads, demands) if level != "ok" else []
    quotes = tuple(q for start, end in spans for q in _quotes(parts, start, end))
    return FieldReading(
        level=level,
        score=round(score, 4),
        evidence=quotes[:MOST_EVIDENCE],
        entities=tuple(_placed(parts, reading.entities)),
        tactics=tuple(sorted(strengths, key=lambda t: -strengths[t])),
        contact=bool(leads),
        reason=_reason(why, reading),
    )


def _joined(*found: Iterable[Entity | Demand]) -> list[tuple[int, int]]:
    """Give the places of what was found in order, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for each in found for one in each):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _strengths(demands: Iterable[Demand]) -> dict[str, float]:
    strengths: dict[str, float] = {}
    for demand in demands:
        strengths[demand.tactic] = max(demand.strength, strengths.get(demand.tactic, 0.0))
    return strengths


def _leads(entity: Entity, surface: Surface, joined: str, own: tuple[str, ...]) -> bool:
    if entity.type == "url":
        host = hosts.of(entity.value)
        return not hosts.is_known(host) and not any(f".{host}".endswith(f".{d}") for d in own)
    if entity.type == "phone":
        quote = joined[entity.start : entity.end]
        return surface not in _DELIVERY or not _PLAIN.match(quote) or _served(joined, entity)
    if entity.type == "im" and entity.value.isdigit():
        return surface not in _DELIVERY or _served(joined, entity)
    return entity.type in _CHATS or entity.type in _MONEY


def _served(joined: str, phone: Entity) -> bool:
    # A phone that somebody is told to call for money is no delivery phone.
    near = joined[max(0, phone.start - NEAR_ZH) : phone.end + NEAR_ZH]
    wide = joined[max(0, phone.start - NEAR_EN) : phone.end + NEAR_EN]
    return bool(_CALL_US_ZH.search(near) or _CALL_US_EN.search(wide))


def _smell(joined: str) -> int:
    """Count the kinds of scam vocabulary; a text that warns has none."""
    view, _ = view_of(joined)
    classes = 0
    for token in lexicon().tokens(view.text):
        classes |= token.classes
    if classes & lexicon().mask("warnp", "guard"):
        return 0
    return sum(1 for name in _CONTEXT if classes & lexicon().mask(name))


def _judge(
    surface: Surface, leads: list[Entity], strengths: dict[str, float], smell: int
) -> tuple[Verdict, float, str]:
    kinds = {e.type for e in leads}
    said = joint(strengths)
    asked = max((s for t, s in strengths.items() if TACTICS[t].heavy), default=0.0)
    if leads and (asked >= CAUTION_AT or smell >= _enough(surface, leads)):
        why = "account" if kinds & _MONEY else "notice"
        return "danger", max(0.9, said), why
    if kinds & _MONEY:
        return ("danger" if surface == "address" else "caution"), 0.7, "account"
    if "url" in kinds:
        return ("danger" if surface in _SHORT else "caution"), 0.7, "link"
    level = verdict(strengths)
    if level != "ok":
        return level, said, "notice"
    if leads:
        return "caution", 0.45, "contact"
    return "ok", said, ""


def _enough(surface: Surface, leads: list[Entity]) -> int:
    # A chat beside the word "refund" is enough; a shop may name its site or its phone.
    for lead in leads:
        if lead.type in _CHATS or lead.type in _MONEY:
            return 1
        if lead.type == "phone" and surface in _DELIVERY:
            return 1
        if lead.type == "url" and (surface in _SHORT or _odd(lead)):
            return 1
    return 2


def _odd(link: Entity) -> bool:
    return hosts.looks_thrown_up(hosts.of(link.value))


def _reason(why: str, reading: Reading) -> Reason:
    field = _REASONS.get(why, _OK)
    if why not in {"notice", "account"} or not reading.demands:
        return field
    strongest = max(reading.demands, key=lambda d: (TACTICS[d.tactic].asks, d.strength))
    if strongest.strength < CAUTION_AT:
        return field
    return Reason(field.zh + strongest.reason.zh, f"{field.en} {strongest.reason.en}")


def _ranges(parts: Mapping[str, str]) -> Iterable[tuple[str, str, int]]:
    at = 0
    for name, text in parts.items():
        yield name, text, at
        at += len(text) + len(SEAM)


def _quotes(parts: Mapping[str, str], start: int, end: int) -> Iterable[Evidence]:
    for name, text, at in _ranges(parts):
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            yield Evidence(text[first:last], f"parts.{name}", first, last)


def _placed(parts: Mapping[str, str], found: Iterable[Entity]) -> Iterable[tuple[str, Entity]]:
    for entity in found:
        for name, text, at in _ranges(parts):
            if at <= entity.start < at + len(text):
                end = min(entity.end - at, len(text))
                yield name, Entity(entity.type, entity.value, entity.start - at, end)
