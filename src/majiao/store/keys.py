"""API keys: made once, shown once, kept as digests."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, Row, select, update

from majiao.store.schema import api_keys

SCOPES = ("decide", "events", "actions", "cases", "console")
"""What a key may be allowed to do."""

_PREFIX = "mj"


class Key(NamedTuple):
    """A key as it may be shown: everything but the secret."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created: str
    revoked: str | None


class ApiKeys:
    """The keys of one installation.

    A key reads `mj_<id>_<secret>`; the secret has 192 random bits, so a plain SHA-256
    digest is enough and is compared in constant time.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, name: str, scopes: Iterable[str]) -> str:
        """Make a key and give it in full: the only time that it can be seen.

        Raises:
            ValueError: for a scope that does not exist.

        """
        wanted = tuple(scopes)
        if unknown := [scope for scope in wanted if scope not in SCOPES]:
            raise ValueError(f"no such scope: {unknown[0]}; there are {', '.join(SCOPES)}")
        public, secret = secrets.token_hex(6), secrets.token_urlsafe(24)
        row = {
            "id": public,
            "name": name,
            "digest": _digest(secret),
            "scopes": " ".join(wanted),
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        with self._engine.begin() as connection:
            connection.execute(api_keys.insert(), row)
        return f"{_PREFIX}_{public}_{secret}"

    def verify(self, presented: str) -> Key | None:
        """Give the key that `presented` is, or None."""
        prefix, _, rest = presented.partition("_")
        public, _, secret = rest.partition("_")
        if prefix != _PREFIX or not secret:
            return None
        with self._engine.connect() as connection:
            row = connection.execute(select(api_keys).where(api_keys.c.id == public)).first()
        if row is None or not hmac.compare_digest(row.digest, _digest(secret)):
            return None
        return None if row.revoked else _key(row)

    def all(self) -> list[Key]:
        """List the keys, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(api_keys).order_by(api_keys.c.created))
            return [_key(row) for row in rows]

    def revoke(self, public: str) -> bool:
        """Make a key useless from now on; False if there is none of this id."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        change = update(api_keys).where(api_keys.c.id == public, api_keys.c.revoked.is_(None))
        with self._engine.begin() as connection:
            return connection.execute(change.values(revoked=now)).rowcount > 0


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _key(row: Row[Any]) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        scopes=tuple(row.scopes.split()),
        created=row.created,
        revoked=row.revoked,
    )
