"""Which values were seen within a window, bounded in number."""

from msgspec import Struct, field


class Recent(Struct, array_like=True):
    """The distinct values seen lately with the moment of each one's last sighting.

    Exact up to `limit` values; beyond it the oldest are forgotten and `dropped` counts them,
    so `count` stays a lower bound on what was seen inside the window.
    """

    seen: dict[str, float] = field(default_factory=dict)
    newest: float = 0.0
    dropped: int = 0

    def add(self, value: str, at: float, window: float, limit: int) -> bool:
        """Note `value` at moment `at` (seconds) and say whether it is new in the window.

        An event later than the window is ignored.
        """
        self.newest = max(self.newest, at)
        self._expire(self.newest - window)
        if at <= self.newest - window:
            return False
        known = self.seen.pop(value, None)
        self.seen[value] = at if known is None else max(at, known)
        if len(self.seen) > limit:
            del self.seen[min(self.seen, key=self.seen.__getitem__)]
            self.dropped += 1
        return known is None

    def count(self) -> int:
        """Count the values in the window as of the newest moment."""
        return len(self.seen)

    def _expire(self, floor: float) -> None:
        # Insertion order is nearly time order, so the loop stops at the first fresh value;
        # a late arrival behind it is dropped when it comes to the front.
        while self.seen:
            first = next(iter(self.seen))
            if self.seen[first] > floor:
                return
            del self.seen[first]
