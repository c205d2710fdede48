"""Judging one text, call or field by itself, with the reading that the detectors use."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Literal, NamedTuple, cast

from majiao.detectors.page.foreign_link import ForeignLink
from majiao.engine.check_shapes import (
    CheckItem,
    CheckResult,
    First,
    FoundEntity,
    FoundTactic,
    Turn,
)
from majiao.events import Context, FieldEdit, Message, Reason, Signal, Surface
from majiao.text import (
    RANK,
    TACTICS,
    Demand,
    Entity,
    Heard,
    Speaker,
    Verdict,
    advice,
    read,
    read_field,
)

_NOW = datetime(2000, 1, 1, tzinfo=UTC)
_PART = "text"

_LONG = Reason(
    "文字太长，没有全部读完，请只贴可疑的部分再查一次。",
    "The text is too long to be read whole. Paste only the part that worries you.",
)

Channel = Literal["call", "chat", "sms", "email", "site"]

_CHANNELS: dict[str, Channel] = {"call": "call", "sms": "sms", "email": "email", "notice": "site"}
"""Kinds as channels of a message; others are chats."""


class _Seen(NamedTuple):
    """What one turn, or a field, showed."""

    turn: int | None
    text: str
    level: Verdict
    score: float
    demands: tuple[Demand, ...]
    entities: tuple[Entity, ...]
    links: tuple[Signal, ...]
    truncated: bool


def check(item: CheckItem, shop: Context) -> CheckResult:
    """Judge one item.

    Args:
        item: what to judge; what its own context says goes before the shop's.
        shop: who the shop is, from the settings.

    """
    context = _merged(item.context, shop)
    seen = [_field(item, context)] if item.surface else list(_turns(item, context))
    verdict = _worst(one.level for one in seen)
    tactics = _tactics(seen) if verdict != "ok" else []
    return CheckResult(
        id=item.id,
        verdict=verdict,
        score=max((one.score for one in seen), default=0.0),
        tactics=tuple(tactics),
        entities=tuple(_entities(seen)),
        reasons=tuple(_reasons(seen)) if verdict != "ok" else (),
        advice=advice(verdict, [tactic.id for tactic in tactics]),
        first=First(_reached(seen, "caution"), _reached(seen, "danger")),
    )


def warm_up() -> None:
    """Build the tables that are built at first use, so that no customer waits for them."""
    for kind in ("chat", "field:address"):
        for text in ("退款请加QQ 1234567 www.example.test", "refund: call us, www.example.test"):
            check(CheckItem(kind=kind, text=text), Context())


def _merged(own: Context | None, shop: Context) -> Context:
    if own is None:
        return shop
    return Context(
        brand=own.brand or shop.brand,
        shop_domains=(*own.shop_domains, *shop.shop_domains),
        phone=own.phone,
        official_phones=(*own.official_phones, *shop.official_phones),
    )


def _turns(item: CheckItem, context: Context) -> Iterator[_Seen]:
    """Hear a dialogue turn by turn; a plain text is a dialogue of one turn."""
    heard, links = Heard(), ForeignLink(context)
    said = links.state()
    turns = item.turns or (Turn("contact", item.text or ""),)
    numbered = item.turns is not None
    for number, turn in enumerate(turns):
        # A text pasted as a call may be told by the customer: whose words is not known.
        told = not numbered and item.kind in {"call", "chat"}
        speaker: Speaker = "unknown" if told else turn.role
        reading = read(turn.text, speaker=speaker)
        heard.hear(reading, turn.role)
        signals = links.update(said, _message(item, turn))
        yield _Seen(
            turn=number if numbered else None,
            text=turn.text,
            level=_worst((heard.level, *_levels(signals, truncated=reading.truncated))),
            score=_joined(heard.score, signals),
            demands=reading.demands,
            entities=reading.entities,
            links=signals,
            truncated=reading.truncated,
        )


def _message(item: CheckItem, turn: Turn) -> Message:
    return Message(
        id="check",
        time=_NOW,
        conversation="check",
        role=turn.role,
        text=turn.text,
        channel=_CHANNELS.get(item.kind, "chat"),
    )


def _field(item: CheckItem, context: Context) -> _Seen:
    surface = cast("Surface", item.surface)
    text = item.text or ""
    parts = {_PART: text}
    found = read_field(surface, parts, own_domains=context.shop_domains)
    links = ForeignLink(context)
    edit = FieldEdit(id="check", time=_NOW, account="check", surface=surface, parts=parts)
    signals = links.update(links.state(), edit)
    reading = read(text)
    return _Seen(
        turn=None,
        text=text,
        level=_worst((found.level, *_levels(signals, truncated=reading.truncated))),
        score=_joined(found.score, signals),
        demands=_field_demands(reading.demands, found.reason, found.level),
        entities=tuple(entity for _, entity in found.entities),
        links=signals,
        truncated=reading.truncated,
    )


def _field_demands(
    demands: tuple[Demand, ...], reason: Reason, level: Verdict
) -> tuple[Demand, ...]:
    """Put the field's own reason first, as the reason of no tactic."""
    if level == "ok":
        return demands
    return (Demand("", "field", 1.0, 0, 0, reason), *demands)


def _levels(signals: Iterable[Signal], *, truncated: bool) -> Iterator[Verdict]:
    """Give the level of each signal; what was not read whole may hide something."""
    if truncated:
        yield "caution"
    for signal in signals:
        yield "ok" if signal.level == "info" else signal.level


def _worst(levels: Iterable[Verdict]) -> Verdict:
    return max(levels, key=RANK.__getitem__, default="ok")


def _joined(score: float, signals: Iterable[Signal]) -> float:
    doubt = 1.0 - score
    for signal in signals:
        doubt *= 1.0 - signal.score
    return round(1.0 - doubt, 4)


def _tactics(seen: Iterable[_Seen]) -> list[FoundTactic]:
    """Give each tactic's strongest words, in the order of the text."""
    best: dict[str, tuple[float, FoundTactic]] = {}
    for one in seen:
        for demand in one.demands:
            if demand.tactic and demand.strength > best.get(demand.tactic, (0.0, None))[0]:
                quote = one.text[demand.start : demand.end]
                found = FoundTactic(demand.tactic, quote, demand.start, demand.end, one.turn)
                best[demand.tactic] = (demand.strength, found)
        for signal in one.links:
            if signal.level != "info" and "link_form" not in best:
                at = signal.evidence[0]
                found = FoundTactic("link_form", at.quote, at.start, at.end, one.turn)
                best["link_form"] = (signal.score, found)
    return sorted((found for _, found in best.values()), key=lambda f: (f.turn or 0, f.start))


def _entities(seen: Iterable[_Seen]) -> Iterator[FoundEntity]:
    for one in seen:
        for entity in one.entities:
            quote = one.text[entity.start : entity.end]
            yield FoundEntity(entity.type, entity.value, quote, entity.start, entity.end, one.turn)


def _reasons(seen: list[_Seen]) -> list[Reason]:
    """Give the weightiest sentences first, each once: those that ask before those that set up."""
    weighed: dict[Reason, tuple[bool, float]] = {}
    for one in seen:
        for demand in one.demands:
            asks = demand.tactic not in TACTICS or TACTICS[demand.tactic].asks
            weight = (asks, demand.strength)
            weighed[demand.reason] = max(weight, weighed.get(demand.reason, weight))
        for signal in one.links:
            if signal.level != "info":
                weighed.setdefault(signal.reason, (True, signal.score))
    reasons = sorted(weighed, key=lambda reason: weighed[reason], reverse=True)
    return [*reasons, _LONG] if any(one.truncated for one in seen) else reasons


def _reached(seen: Iterable[_Seen], level: Verdict) -> int | None:
    ranks = ((one.turn or 0, RANK[one.level]) for one in seen)
    return next((turn for turn, rank in ranks if rank >= RANK[level]), None)
