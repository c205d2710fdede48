"""One event, its signals and a policy: one decision."""

from collections.abc import Sequence

from majiao.decide.policy import DUE_KINDS, Policy, Rule, strictest
from majiao.events import KINDS, LEVELS, AnyEvent, Decision, Event, Signal

DUE: frozenset[type[Event]] = frozenset(KINDS[kind] for kind in DUE_KINDS)
"""The kinds of event that are answered with a decision."""

_KIND_OF: dict[type[Event], str] = {struct: kind for kind, struct in KINDS.items()}

_WEIGHT = {"info": 0.2, "caution": 0.7, "danger": 1.0}


def decide(event: AnyEvent, signals: Sequence[Signal], policy: Policy) -> Decision:
    """Apply `policy` to what the detectors said about `event`.

    The strictest action of the rules that apply is taken; follow-ups add up in rule order.
    """
    if not signals:
        return Decision(event=event.id, action="allow", score=0.0, policy=policy.ref)
    kind = _KIND_OF[type(event)]
    rules = [rule for rule in policy.rules if kind in rule.on and _applies(rule, event, signals)]
    follow_ups = dict.fromkeys(
        follow_up.replace("{surface}", getattr(event, "surface", ""))
        for rule in rules
        for follow_up in rule.follow_ups
    )
    return Decision(
        event=event.id,
        action=strictest([rule.action for rule in rules]),
        score=combined(signals),
        follow_ups=tuple(follow_ups),
        signals=tuple(signals),
        policy=policy.ref,
    )


def combined(signals: Sequence[Signal]) -> float:
    """Join scores by noisy-or (Pearl 1988), each weighted by its level; 0..1, 4 places."""
    honest = 1.0
    for signal in signals:
        honest *= 1.0 - signal.score * _WEIGHT[signal.level]
    return round(1.0 - honest, 4)


def _applies(rule: Rule, event: AnyEvent, signals: Sequence[Signal]) -> bool:
    bar = LEVELS[rule.level]
    saying = sum(s.detector in rule.detectors and LEVELS[s.level] >= bar for s in signals)
    return saying >= rule.at_least and all(
        getattr(event, field) in allowed for field, allowed in rule.where.items()
    )
