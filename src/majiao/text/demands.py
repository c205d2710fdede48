"""Requests in a text: pairs of an act and its object in one sentence, with their stance."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from majiao.text.clauses import Sentence, sentences
from majiao.text.lexicon import Token, lexicon
from majiao.text.rules import Rule, rules_about
from majiao.text.shapes import Speaker
from majiao.text.stance import Frame, Stance, negation, stance

MOST_PER_RULE = 2
MOST_JUDGED = 80
"""Pairs judged in one sentence at most, so that work stays linear."""

TOLD_SHARE: dict[Speaker, float] = {"unknown": 0.6, "customer": 0.4, "contact": 0.0}
"""What a request weighs that is told of somebody else, against one read first hand."""

STORY_SHARE = 0.85
"""The same in a text that as a whole tells what a contact demanded."""

STORY_WORDS = 3
"""How many different turns of a story ("claimed to be", "told me to") make one."""

TWIN_REACH = 5
"""How near to an object, in Chinese characters, its harmless twin must stand."""

LATIN_GAP = 3
"""Latin characters that say as much as one Chinese character."""

_GIVEN = re.compile(r"\s?(?:is|是|为|:|：)?\s?[“\"「]?[a-z]{0,2}\d{3}")


class Hit(NamedTuple):
    """A request found, in places of the folded text."""

    rule: Rule
    start: int
    end: int
    strength: float


def find(text: str, tokens: list[Token], speaker: Speaker) -> list[Hit]:
    """Find the requests in a folded text."""
    classes = 0
    for token in tokens:
        classes |= token.classes
    if not any(not rule.act or rule.act & classes for rule in rules_about(classes)):
        return []
    groups = list(sentences(text, tokens))
    warnp = lexicon().mask("warnp")
    story = speaker == "unknown" and _tells(text, tokens)
    hits: list[Hit] = []
    count: dict[Rule, int] = {}
    for index, group in enumerate(groups):
        beside = (*groups[max(0, index - 1) : index], *groups[index + 1 : index + 2])
        near = any(one.classes & warnp for one in beside)
        frame = Frame(speaker, warned_near=near, story=story)
        for hit in _in(group, classes, frame):
            count[hit.rule] = count.get(hit.rule, 0) + 1
            if count[hit.rule] <= MOST_PER_RULE:
                hits.append(hit)
    return hits


def _tells(text: str, tokens: list[Token]) -> bool:
    # Somebody tells, in the first person, what a contact demanded; no notice that warns.
    story, guard = lexicon().mask("story"), lexicon().mask("guard")
    if any(token.classes & guard for token in tokens):
        return False
    return len({text[t.start : t.end] for t in tokens if t.classes & story}) >= STORY_WORDS


def _in(sentence: Sentence, classes: int, frame: Frame) -> Iterator[Hit]:
    judged = 0
    for index, obj in enumerate(sentence.tokens):
        for rule in rules_about(obj.classes):
            if rule.act and not rule.act & sentence.classes:
                continue
            if (rule.near and not rule.near & classes) or rule.without & sentence.classes:
                continue
            act = _act_for(sentence, rule, index)
            if act is None:
                continue
            judged += 1
            if judged > MOST_JUDGED:
                return
            denied = negation(sentence, act, obj)
            if (denied is not None) is not rule.negated:
                continue
            share = _share(sentence, rule, act, obj, frame)
            if share:
                words = (act, obj, denied) if denied else (act, obj)
                start, end = min(w.start for w in words), max(w.end for w in words)
                yield Hit(rule, start, end, rule.strength * share)


def _share(sentence: Sentence, rule: Rule, act: Token, obj: Token, frame: Frame) -> float:
    judged = stance(sentence, act, obj, frame)
    if judged is Stance.TOLD:
        share = STORY_SHARE if frame.story else TOLD_SHARE[frame.speaker]
    else:
        share = 1.0 if judged is Stance.MADE and frame.speaker != "customer" else 0.0
    return 0.0 if share and rule.secret and _harmless(sentence, obj) else share


@lru_cache(maxsize=1)
def _soft() -> int:
    return lexicon().mask("partial", "pickup", "self_do")


def _harmless(sentence: Sentence, obj: Token) -> bool:
    # The harmless twin stands right at the object: "card number, last four digits".
    if _GIVEN.match(sentence.text, obj.end):
        return True
    soft = _soft()
    if not soft & sentence.classes:
        return False
    reach = TWIN_REACH * (LATIN_GAP if sentence.text[obj.start].isascii() else 1)
    return any(
        token.classes & soft and max(obj.start - token.end, token.start - obj.end) <= reach
        for token in sentence.tokens
    )


def _act_for(sentence: Sentence, rule: Rule, index: int) -> Token | None:
    obj = sentence.tokens[index]
    if not rule.act or not rule.gap:
        return obj if not rule.act or obj.classes & rule.act else None
    before = _nearest(sentence, rule, index, -1)
    after = None if rule.act_first else _nearest(sentence, rule, index, 1)
    if before is None or after is None:
        return before or after
    return before if obj.start - before.end <= after.start - obj.end else after


def _nearest(sentence: Sentence, rule: Rule, index: int, step: int) -> Token | None:
    tokens, obj, text = sentence.tokens, sentence.tokens[index], sentence.text
    at = index + step
    while 0 <= at < len(tokens):
        other = tokens[at]
        latin = text[other.start].isascii()
        if latin and step > 0 and not rule.loose:
            return None  # English says what to do before with what
        gap = obj.start - other.end if step < 0 else other.start - obj.end
        if gap > (rule.gap * LATIN_GAP if latin else rule.gap):
            return None
        if other.classes & rule.act:
            first, last = sorted((obj.start, other.start))
            apart = not rule.loose and sentence.clause(last, 60) > first
            return None if apart else other
        at += step
    return None
