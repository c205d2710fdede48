"""Which values were seen within a window, bounded in number."""

from msgspec import Struct, field


class Recent(Struct, array_like=True):
    """The distinct values seen lately with the moment of each one's last sighting.

    Exact up to `limit` values, in whatever order events arrive; beyond it those that arrived
    first are forgotten and `dropped` counts them, so `count` stays a lower bound on what was
    seen inside the window.

    `seen` is in order of arrival. `late` is the earliest sighting that stands behind a newer
    one, if there is any: only when the window passes it must the order be mended.
    """

    seen: dict[str, float] = field(default_factory=dict)
    newest: float = 0.0
    dropped: int = 0
    late: float | None = None

    def add(self, value: str, at: float, window: float, limit: int) -> bool:
        """Note `value` at moment `at` (seconds) and say whether it is new in the window.

        An event later than the window is ignored. Takes constant time on average.
        """
        self.expire(at, window)
        if at <= self.newest - window:
            return False
        known = self.seen.pop(value, None)
        last = at if known is None else max(at, known)
        self.seen[value] = last
        if last < self.newest and (self.late is None or last < self.late):
            self.late = last
        if len(self.seen) > limit:
            del self.seen[next(iter(self.seen))]
            self.dropped += 1
        return known is None

    def discard(self, value: str) -> bool:
        """Forget `value`, and say whether it was there."""
        return self.seen.pop(value, None) is not None

    def count(self) -> int:
        """Count the values in the window as of the newest moment."""
        return len(self.seen)

    def expire(self, now: float, window: float) -> None:
        """Forget what is older than `window` seconds as of `now` or the newest moment."""
        self.newest = max(self.newest, now) if self.newest else now
        floor = self.newest - window
        if self.late is not None and self.late <= floor:
            self.seen = dict(sorted(self.seen.items(), key=lambda item: item[1]))
            self.late = None
        while self.seen:
            first = next(iter(self.seen))
            if self.seen[first] > floor:
                return
            del self.seen[first]
