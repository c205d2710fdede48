"""How often each value was seen, the past counting less, bounded in number."""

import math

from msgspec import Struct, field

_FAR = 60.0
"""Half-lives after which a weight is lost to rounding anyway, and the origin is moved."""


class Tally(Struct, array_like=True):
    """Counts per value that halve every `half_life` seconds.

    Forward decay (Cormode et al., ICDE 2009): weights grow from a fixed `origin` instead of
    shrinking towards now, so that adding touches one value only and the order of arrival does
    not matter beyond rounding. Beyond `limit` the value that counts least is forgotten;
    `total` keeps its weight.
    """

    weights: dict[str, float] = field(default_factory=dict)
    total: float = 0.0
    origin: float = 0.0
    newest: float = 0.0

    def add(self, value: str, at: float, half_life: float, limit: int) -> None:
        """Count `value` once at moment `at` (seconds)."""
        if not self.total:
            self.origin = self.newest = at
        self.newest = max(self.newest, at)
        if self.newest - self.origin > _FAR * half_life:
            self._move_origin(half_life)
        age = (at - self.origin) / half_life
        if age < -_FAR:
            return
        weight = math.exp2(age)
        self.total += weight
        self.weights[value] = self.weights.get(value, 0.0) + weight
        if len(self.weights) > limit:
            others = (other for other in self.weights if other != value)
            del self.weights[min(others, key=self.weights.__getitem__)]

    def share(self, value: str) -> float:
        """Give the share of `value` among all that was counted: 0 if it is unknown."""
        return self.weights.get(value, 0.0) / self.total if self.total else 0.0

    def read(self, value: str, now: float, half_life: float) -> float:
        """Give the count of `value` as of `now`, or as of the newest moment if that is later."""
        return self.weights.get(value, 0.0) * self._scale(now, half_life)

    def size(self, now: float, half_life: float) -> float:
        """Give the count of everything as of `now`, or as of the newest moment if later."""
        return self.total * self._scale(now, half_life)

    def _scale(self, now: float, half_life: float) -> float:
        return math.exp2((self.origin - max(now, self.newest)) / half_life)

    def _move_origin(self, half_life: float) -> None:
        scale = math.exp2((self.origin - self.newest) / half_life)
        scaled = {value: weight * scale for value, weight in self.weights.items()}
        floor = math.exp2(-_FAR)
        self.weights = {value: weight for value, weight in scaled.items() if weight > floor}
        self.total = self.total * scale
        self.origin = self.newest
