"""Log entries as the console shows them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from majiao.events import AnyEvent, Decision, Signal, Subject, decode_event
from majiao.store import Entry
from majiao.web.console.masking import masked, masked_fields
from majiao.web.pages.languages import Words

_LONGEST = 2000
_MOST_ITEMS = 50
_WHO = ("account", "conversation", "party", "order")

_decode = msgspec.json.Decoder(Decision).decode


@dataclass(frozen=True)
class Row:
    """One decision in a line; texts are masked."""

    offset: int
    time: datetime
    kind: str
    action: str
    score: float
    subject: Subject | None
    reasons: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Detail:
    """Everything about one decision."""

    row: Row
    signals: list[dict[str, Any]]
    follow_ups: list[str]
    policy: str
    event: list[tuple[str, str]]


def row(entry: Entry, t: Words) -> Row:
    """Give the line of an entry that has a decision."""
    decision = _decode(entry.decision or b"")
    worst = sorted(decision.signals, key=lambda signal: -signal.score)
    return Row(
        offset=entry.offset,
        time=datetime.fromtimestamp(entry.time, UTC),
        kind=entry.kind,
        action=decision.action,
        score=decision.score,
        subject=_subject(entry, worst),
        reasons=[(masked(t.said(s.reason)), _quotes(s)) for s in worst],
    )


def detail(entry: Entry, t: Words, *, unmasked: bool) -> Detail:
    """Give all of an entry that has a decision; in full only if `unmasked`."""
    decision = _decode(entry.decision or b"")
    hide = _same if unmasked else masked_fields
    event = hide(msgspec.to_builtins(decode_event(entry.body)))
    return Detail(
        row=row(entry, t),
        signals=[hide(_signal(signal, t.said(signal.reason))) for signal in decision.signals],
        follow_ups=[_follow_up(name, t) for name in decision.follow_ups],
        policy=decision.policy,
        event=list(_flat(event, "", t)),
    )


def _signal(signal: Signal, said: str) -> dict[str, Any]:
    return {**msgspec.to_builtins(signal), "said": said}


def _subject(entry: Entry, signals: list[Signal]) -> Subject | None:
    subject = signals[0].subject if signals else _from_event(decode_event(entry.body))
    return Subject(subject.type, masked(subject.id)) if subject else None


def _from_event(event: AnyEvent) -> Subject | None:
    for kind in _WHO:
        if found := getattr(event, kind, None):
            return msgspec.convert({"type": kind, "id": found}, Subject)
    return None


def _quotes(signal: Signal) -> list[str]:
    return [masked(evidence.quote)[:_LONGEST] for evidence in signal.evidence]


def _follow_up(name: str, t: Words) -> str:
    what, _, surface = name.partition(":")
    known = f"console.follow_up.{what}"
    return t(known, surface=surface) if known in t.table else name


def _same(value: Any) -> Any:
    return value


def _flat(value: Any, path: str, t: Words) -> list[tuple[str, str]]:
    """Lay out decoded JSON as paths with values, as much of it as can be read."""
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        pairs = [(f"{path}[{number}]", item) for number, item in enumerate(value)]
    else:
        return [(path, _short("" if value is None else str(value), t))]
    lines = [line for key, item in pairs[:_MOST_ITEMS] for line in _flat(item, key, t)]
    if len(pairs) > _MOST_ITEMS:
        lines.append((path, t("console.detail.cut", count=len(pairs) - _MOST_ITEMS)))
    return lines


def _short(text: str, t: Words) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST] + t("console.detail.cut", count=len(text) - _LONGEST)
