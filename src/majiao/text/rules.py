"""The rules of `demands.toml`, with word classes as bits."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from majiao.events import Reason
from majiao.text.lexicon import lexicon, table


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule: which two words make a demand.

    Attributes:
        name: its name.
        tactic: what the demand belongs to.
        act: classes of the act; none if the object alone is the demand.
        object: classes of what is acted on.
        near: classes of which the text must have one, if any are given.
        without: classes of which the sentence must have none.
        gap: Chinese characters between the two words at most, three times as many Latin.
        act_first: whether the act must come first.
        loose: whether the two may stand in different clauses.
        negated: whether the act must be negated.
        strength: 0..1.
        reason: what to tell a person.

    """

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

    @property
    def secret(self) -> bool:
        """Whether it is about secrets, which have harmless twins such as a locker's code."""
        return self.tactic == "credential_harvest"


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Read all rules."""
    mask = lexicon().mask
    lines = cast("list[dict[str, Any]]", table("demands.toml")["rule"])
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


@lru_cache(maxsize=1024)
def rules_about(classes: int) -> tuple[Rule, ...]:
    """Give the rules whose object a word of these classes can be."""
    return tuple(rule for rule in rules() if rule.object & classes)
