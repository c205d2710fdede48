"""What every event has in common, and the field types that several kinds share."""

import ipaddress
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

Id = Annotated[str, Meta(min_length=1, max_length=256, pattern=r"^[^\x00]+$")]
"""An opaque id of the shop's own: account, order, session, conversation, party.

NUL is refused because databases cut strings there.
"""

Short = Annotated[str, Meta(max_length=1024)]
"""A short value such as a user agent or a phone number as it was written."""

Text = Annotated[str, Meta(max_length=100_000)]
"""Something a person wrote, as sent; offsets into it count Unicode code points."""

Time = Annotated[datetime, Meta(tz=True)]
"""A moment, RFC 3339 with an offset."""

PasswordFlag = Literal["breached_pair", "breached_password", "popular_guess", "near_miss"]
"""What the shop found out about a password that was tried, without telling it."""

PasswordFlags = Annotated[tuple[PasswordFlag, ...], Meta(max_length=4)]


@lru_cache(maxsize=65_536)
def _is_ip(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that happened.

    Attributes:
        id: unique over all events; the idempotency key.
        time: when it happened, which is not when it arrived.

    """

    id: Id
    time: Time

    @property
    def at(self) -> float:
        """The moment in seconds since 1970-01-01 UTC."""
        return self.time.timestamp()


def require_ip(event: Any) -> None:
    """Refuse an `ip` that is none, such as a forwarded-for list or a host with a port.

    Raises:
        ValueError: naming the field; decoding turns it into an error with a path.

    """
    if event.ip is not None and not _is_ip(event.ip):
        message = f"`ip` is not one IPv4 or IPv6 address: {event.ip[:60]!r}"
        raise ValueError(message)
