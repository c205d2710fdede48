"""What was heard in a conversation so far: tactics add up over its turns."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from majiao.text.compliance import done
from majiao.text.shapes import Demand, Reading, Speaker, Verdict
from majiao.text.tactics import joint, verdict

REPORTED = 0.36
"""What a customer's own account of a demand weighs at most; several still ask for a check."""


class Heard(Struct):
    """The tactics heard in a conversation; at most twelve, so its size is bounded.

    Attributes:
        strengths: the strongest evidence of each tactic, 0..1.
        since: the turn in which each tactic was first heard, counted from 0.
        followed: the tactics whose request the customer was seen to follow.
        turns: how many turns were heard.
        caution: the turn from which the conversation could not be told apart from a scam.
        danger: the turn from which it was dangerous.

    """

    strengths: dict[str, float] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    followed: list[str] = field(default_factory=list)
    turns: int = 0
    caution: int | None = None
    danger: int | None = None

    def hear(self, reading: Reading, role: Speaker = "contact") -> tuple[Demand, ...]:
        """Take in one turn, and give its evidence that is new or stronger than before.

        Args:
            reading: the turn, read with the same speaker.
            role: who spoke; what a customer tells of somebody else counts at most for
                `REPORTED`, however it was read.

        """
        turn = self.turns
        self.turns += 1
        fresh = [demand for demand in self._weighed(reading, role) if self._note(demand, turn)]
        level = self.level
        if level != "ok" and self.caution is None:
            self.caution = turn
        if level == "danger" and self.danger is None:
            self.danger = turn
        return tuple(fresh)

    def _weighed(self, reading: Reading, role: Speaker) -> Iterator[Demand]:
        if role != "customer":
            yield from reading.demands
            return
        for demand in reading.demands:
            yield replace(demand, strength=min(demand.strength, REPORTED))
        for demand in done(reading.text, self.strengths):
            if demand.tactic not in self.followed:
                self.followed.append(demand.tactic)
                yield demand

    def _note(self, demand: Demand, turn: int) -> bool:
        if demand.strength <= self.strengths.get(demand.tactic, 0.0):
            return False
        self.strengths[demand.tactic] = demand.strength
        self.since.setdefault(demand.tactic, turn)
        return True

    @property
    def level(self) -> Verdict:
        """The verdict on all that was heard."""
        return verdict(self.strengths)

    @property
    def score(self) -> float:
        """How strong all evidence is together, 0..1."""
        return joint(self.strengths)
