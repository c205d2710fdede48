"""Who is signed in to the console, and how often somebody may try."""

import secrets
import time
from typing import NamedTuple

_HOURS = 12 * 3600.0
_MOST = 1000
_WINDOW = 60.0
_ATTEMPTS = 10


class Session(NamedTuple):
    """One signed-in browser; the key is checked again at every request."""

    key: str
    expires: float


class Sessions:
    """Sessions in memory: a restart signs everybody out."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def open(self, key: str) -> str:
        """Sign in with an API key that was found good; give the cookie's value."""
        while len(self._sessions) >= _MOST:
            del self._sessions[next(iter(self._sessions))]
        token = secrets.token_urlsafe(32)
        self._sessions[token] = Session(key, time.monotonic() + _HOURS)
        return token

    def key(self, token: str) -> str | None:
        """Give the API key behind a cookie; None if it is unknown or has run out."""
        session = self._sessions.get(token)
        if session is None or session.expires < time.monotonic():
            self.close(token)
            return None
        return session.key

    def close(self, token: str) -> None:
        """Sign out."""
        self._sessions.pop(token, None)


class Attempts:
    """Failed attempts per address and minute."""

    def __init__(self) -> None:
        self._failed: dict[str, tuple[float, int]] = {}

    def allowed(self, address: str) -> bool:
        """Tell whether this address may try now."""
        since, count = self._failed.get(address, (0.0, 0))
        return count < _ATTEMPTS or time.monotonic() - since > _WINDOW

    def failed(self, address: str) -> None:
        """Count a failure."""
        if len(self._failed) > _MOST:
            self._failed.clear()
        now = time.monotonic()
        since, count = self._failed.get(address, (now, 0))
        fresh = now - since > _WINDOW
        self._failed[address] = (now, 1) if fresh else (since, count + 1)
