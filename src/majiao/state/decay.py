"""A number that halves as time passes."""

import math

from msgspec import Struct


class Decayed(Struct, array_like=True):
    """A sum in which what was added `half_life` seconds ago counts half.

    Late additions are discounted by their age, so that the order of arrival does not matter
    beyond rounding.
    """

    value: float = 0.0
    at: float = 0.0

    def read(self, now: float, half_life: float) -> float:
        """Give the sum as of `now` (seconds); a `now` in the past gives the last known sum."""
        return self.value * math.exp2(-max(now - self.at, 0.0) / half_life)

    def add(self, amount: float, now: float, half_life: float) -> float:
        """Add `amount` that happened at `now`, and give the sum as of the newest moment."""
        if now >= self.at or not self.value:
            self.value = self.read(now, half_life) + amount
            self.at = now
        else:
            self.value += amount * math.exp2((now - self.at) / half_life)
        return self.value
