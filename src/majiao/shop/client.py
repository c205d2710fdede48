"""Asking a Majiao server from a shop's Python code, with a stated rule for when it is away."""

import http.client
import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """A decision as the shop needs it.

    Attributes:
        action: `allow`, `warn`, `challenge`, `hold` or `block`.
        answered: False if the server was away and the stated rule was applied.
        decision: the whole decision; empty if the server was away.

    """

    action: str
    answered: bool
    decision: dict[str, Any] = field(default_factory=dict)


class RefusedError(ValueError):
    """The server understood and said no: a bad event or a key without the scope."""


class Client:
    """One server, one key; safe to share between threads.

    Args:
        url: such as `https://majiao.shop.example`.
        key: an API key with the scope `decide`.
        timeout: seconds to wait for an answer.
        when_away: the action per kind of event if the server does not answer; other kinds
            are allowed. A shop that would rather stop than be robbed sets `hold` or `block`.

    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = 2.0,
        when_away: Mapping[str, str] | None = None,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"not an http(s) address: {url}")
        self._parts = parts
        self._headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self._timeout = timeout
        self._when_away = dict(when_away or {})
        self._local = threading.local()

    def decide(self, event: Mapping[str, Any]) -> Answer:
        """Ask about one event; a connection that broke is tried once more.

        Raises:
            RefusedError: if the event or the key is wrong; the message says what to change.

        """
        body = json.dumps(event, ensure_ascii=False).encode()
        for _attempt in range(2):
            try:
                status, answer = self._post(body)
            except (OSError, http.client.HTTPException) as error:
                self._forget()
                _LOG.warning("majiao did not answer: %s", error)
                continue
            if status == http.HTTPStatus.OK:
                decision = json.loads(answer)
                return Answer(decision["action"], answered=True, decision=decision)
            if status < http.HTTPStatus.INTERNAL_SERVER_ERROR:
                raise RefusedError(answer.decode("utf-8", "replace"))
            break
        return Answer(self._when_away.get(str(event.get("kind")), "allow"), answered=False)

    def close(self) -> None:
        """Close this thread's connection; the next question opens another."""
        self._forget()

    def _post(self, body: bytes) -> tuple[int, bytes]:
        connection = self._connection()
        path = self._parts.path.rstrip("/") + "/v1/decisions"
        connection.request("POST", path, body, self._headers)
        response = connection.getresponse()
        return response.status, response.read()

    def _connection(self) -> http.client.HTTPConnection:
        held: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if held is None:
            kind = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
            make = kind[self._parts.scheme]
            held = make(str(self._parts.hostname), self._parts.port, timeout=self._timeout)
            self._local.connection = held
        return held

    def _forget(self) -> None:
        held = getattr(self._local, "connection", None)
        if held is not None:
            held.close()
        self._local.connection = None
