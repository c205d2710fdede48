"""What the front doors work with."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import anyio
import anyio.to_thread

from majiao.actions import Outbox
from majiao.cases import Casebook
from majiao.engine.embedded.runner import Runner
from majiao.engine.settings import Settings
from majiao.store import ApiKeys, Key
from majiao.web.console.pace import Pace
from majiao.web.console.sessions import Attempts, Sessions
from majiao.web.console.watchers import Watchers

_REMEMBERED = 5.0


T = TypeVar("T")


class KeyRing:
    """API keys with a memory of a few seconds, so that a request costs no query.

    A revoked key stops working within that time.
    """

    def __init__(self, keys: ApiKeys) -> None:
        self._keys = keys
        self._seen: dict[bytes, tuple[float, Key | None]] = {}

    def verify(self, presented: str) -> Key | None:
        """Give the key that `presented` is, or None."""
        digest = hashlib.sha256(presented.encode("utf-8", "replace")).digest()
        now = time.monotonic()
        known = self._seen.get(digest)
        if known and now - known[0] < _REMEMBERED:
            return known[1]
        if len(self._seen) > 1000:  # noqa: PLR2004  guesses must not fill the memory
            self._seen.clear()
        key = self._keys.verify(presented)
        self._seen[digest] = (now, key)
        return key


@dataclass
class Services:
    """Handed to every handler.

    Attributes:
        runner: the engine.
        keys: who may use the API.
        settings: as loaded.
        demo: artificial data only, so the console is open to everybody.
        sessions: who is signed in to the console.
        attempts: failed attempts to sign in.
        watchers: who watches the console's stream.
        pace: how fast events come in.

    """

    runner: Runner
    keys: KeyRing
    settings: Settings
    demo: bool = False
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Attempts = field(default_factory=Attempts)
    watchers: Watchers = field(default_factory=Watchers)
    pace: Pace = field(default_factory=Pace)

    def __post_init__(self) -> None:
        """Open what lies over the same database."""
        database = self.runner.engine.log.engine
        self.cases = Casebook(database)
        self.outbox = Outbox(database)
        self._reading = anyio.CapacityLimiter(1)

    async def read(self, function: Callable[..., T], *args: Any) -> T:
        """Read a text on a thread beside the requests; one at a time.

        Reading takes the processor, which the engine needs as well.
        """
        return await anyio.to_thread.run_sync(function, *args, limiter=self._reading)
