"""How fast events come in."""

from collections import deque

_SPAN = 5.0


class Pace:
    """Events per second over the last few seconds."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def rate(self, stored: int, now: float) -> float:
        """Note how many events are stored by now, and give the pace of late."""
        marks = self._marks
        if not marks or now - marks[-1][0] >= 0.2:  # noqa: PLR2004  seconds between two marks
            marks.append((now, stored))
        while len(marks) > 1 and now - marks[0][0] > _SPAN:
            marks.popleft()
        seconds = now - marks[0][0]
        return round((stored - marks[0][1]) / seconds, 1) if seconds > 0 else 0.0
