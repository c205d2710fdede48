"""Requests in a text: pairs of an act and its object in one sentence, with their stance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from majiao.events import Reason
from majiao.text.clauses import Sentence, sentences
from majiao.text.lexicon import Token, lexicon, table
from majiao.text.shapes import Speaker
from majiao.text.stance import Frame, Stance, negated, stance

MOST_PER_RULE = 2
TOLD_SHARE: dict[Speaker, float] = {"unknown": 0.85, "customer": 0.4, "contact": 0.0}
"""What a request weighs that is told of somebody else, against one read first hand."""

STORY_WORDS = 3
"""How many different turns of a story ("claimed to be", "told me to") make one."""

_GIVEN = re.compile(r"\s?(?:is|是|为|:|：)?\s?[“\"「]?[a-z]{0,2}\d{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of `demands.toml`, with its classes as bits."""

    name: str
    tactic: str
    act: int
    object: int
    near: int
    without: int
    gap: int
    act_first: bool
    loose: bool
    negated: bool
    strength: float
    reason: Reason


class Hit(NamedTuple):
    """A request found, in places of the folded text."""

    rule: Rule
    start: int
    end: int
    strength: float
    stance: Stance


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Read the rules."""
    mask = lexicon().mask
    lines: list[dict[str, Any]] = table("demands.toml")["rule"]  # type: ignore[assignment]
    return tuple(
        Rule(
            name=line["name"],
            tactic=line["tactic"],
            act=mask(*line.get("act", ())),
            object=mask(*line["object"]),
            near=mask(*line.get("with", ())),
            without=mask(*line.get("without", ())),
            gap=line.get("gap", 0),
            act_first=line.get("order") == "act",
            loose=line.get("loose", False),
            negated=line.get("negated", False),
            strength=line["strength"],
            reason=Reason(line["zh"], line["en"]),
        )
        for line in lines
    )


def find(text: str, tokens: list[Token], speaker: Speaker) -> list[Hit]:
    """Find the requests in a folded text."""
    everything = 0
    for token in tokens:
        everything |= token.classes
    live = [
        rule
        for rule in rules()
        if rule.object & everything
        and (not rule.act or rule.act & everything)
        and (not rule.near or rule.near & everything)
    ]
    if not live:
        return []
    groups = list(sentences(text, tokens))
    warnp = lexicon().mask("warnp")
    story = speaker == "unknown" and _tells(text, tokens)
    hits: list[Hit] = []
    for index, group in enumerate(groups):
        around = groups[max(0, index - 1) : index + 2]
        frame = Frame(
            speaker,
            story=story,
            warned_near=any(g.classes & warnp for g in around if g is not group),
        )
        for rule in live:
            if group.classes & rule.without:
                continue
            if rule.object & group.classes and (not rule.act or rule.act & group.classes):
                hits.extend(_in(group, rule, frame))
    return _thin(hits)


def _tells(text: str, tokens: list[Token]) -> bool:
    # Somebody tells, in the first person, what a contact demanded; no notice that warns.
    story, guard = lexicon().mask("story"), lexicon().mask("guard")
    if any(token.classes & guard for token in tokens):
        return False
    return len({text[t.start : t.end] for t in tokens if t.classes & story}) >= STORY_WORDS


def _thin(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    seen: dict[str, int] = {}
    for hit in hits:
        seen[hit.rule.name] = seen.get(hit.rule.name, 0) + 1
        if seen[hit.rule.name] <= MOST_PER_RULE:
            kept.append(hit)
    return kept


def _in(sentence: Sentence, rule: Rule, frame: Frame) -> Iterator[Hit]:
    made = 0
    for act, obj in _pairs(sentence, rule):
        if negated(sentence, act, obj) is not rule.negated:
            continue
        judged = stance(sentence, act, obj, frame)
        share = _share(judged, frame)
        if share and not _harmless(sentence, obj):
            start, end = min(act.start, obj.start), max(act.end, obj.end)
            yield Hit(rule, start, end, rule.strength * share, judged)
            made += 1
            if made >= MOST_PER_RULE:
                return


def _share(judged: Stance, frame: Frame) -> float:
    if judged is Stance.TOLD:
        return TOLD_SHARE[frame.speaker]
    return 1.0 if judged is Stance.MADE and frame.speaker != "customer" else 0.0


@lru_cache(maxsize=1)
def _soft() -> int:
    return lexicon().mask("partial", "pickup", "self_do")


def _harmless(sentence: Sentence, obj: Token) -> bool:
    # The harmless twin stands right at the object: "card number, last four digits".
    if _GIVEN.match(sentence.text, obj.end):
        return True
    for token in sentence.tokens:
        if token.classes & _soft() and -8 <= token.start - obj.end <= 6:
            return True
        if token.start > obj.end + 8:
            break
    return False


def _pairs(sentence: Sentence, rule: Rule) -> Iterator[tuple[Token, Token]]:
    tokens = sentence.tokens
    for index, obj in enumerate(tokens):
        if not obj.classes & rule.object:
            continue
        if not rule.act:
            yield obj, obj
            continue
        act = _act_for(sentence, rule, index)
        if act is not None:
            yield act, obj


def _act_for(sentence: Sentence, rule: Rule, index: int) -> Token | None:
    tokens, obj = sentence.tokens, sentence.tokens[index]
    if rule.gap == 0:
        return obj
    best: tuple[int, Token] | None = None
    for step in (-1, 1):
        if step == 1 and rule.act_first:
            break
        at = index + step
        while 0 <= at < len(tokens):
            other = tokens[at]
            gap = obj.start - other.end if step < 0 else other.start - obj.end
            latin = sentence.text[other.start].isascii()
            if latin and step == 1 and not rule.loose:
                break  # English says what to do before with what
            if gap > (rule.gap * 3 if latin else rule.gap):
                break
            if not rule.loose and sentence.clause(max(obj.start, other.start), 60) > min(
                obj.start, other.start
            ):
                break
            if other.classes & rule.act and (best is None or gap < best[0]):
                best = (gap, other)
                break
            at += step
    return best[1] if best else None
