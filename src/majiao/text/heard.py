"""What was heard in a conversation so far: tactics add up over its turns."""

from typing import Literal

from msgspec import Struct, field

from majiao.text.shapes import Demand, Reading, Verdict
from majiao.text.tactics import joint, verdict


class Heard(Struct):
    """The tactics heard in a conversation; at most twelve, so its size is bounded.

    Attributes:
        strengths: the strongest evidence of each tactic, 0..1.
        since: the turn in which each tactic was first heard, counted from 0.
        turns: how many turns were heard.
        caution: the turn from which the conversation could not be told apart from a scam.
        danger: the turn from which it was dangerous.

    """

    strengths: dict[str, float] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    turns: int = 0
    caution: int | None = None
    danger: int | None = None

    def hear(
        self, reading: Reading, role: Literal["contact", "customer"] = "contact"
    ) -> tuple[Demand, ...]:
        """Take in one turn, and give its evidence that is new or stronger than before.

        The reading of a customer's turn (`speaker="customer"`) holds only what the customer
        tells of somebody else's demands.
        """
        turn = self.turns
        self.turns += 1
        fresh = []
        for demand in reading.demands:
            if demand.strength > self.strengths.get(demand.tactic, 0.0):
                self.strengths[demand.tactic] = demand.strength
                self.since.setdefault(demand.tactic, turn)
                fresh.append(demand)
        level = self.level
        if level != "ok" and self.caution is None:
            self.caution = turn
        if level == "danger" and self.danger is None:
            self.danger = turn
        return tuple(fresh)

    @property
    def level(self) -> Verdict:
        """The verdict on all that was heard."""
        return verdict(self.strengths)

    @property
    def score(self) -> float:
        """How strong all evidence is together, 0..1."""
        return joint(self.strengths)
