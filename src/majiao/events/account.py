"""Getting into an account: logins, challenges and changes of the password."""

from typing import Literal

from majiao.events.base import Event, Id, PasswordFlags, Short, require_ip


class Login(Event, frozen=True, kw_only=True, tag_field="kind", tag="login"):
    """Somebody tries an account: before the password is checked, or with its outcome."""

    account: Id
    outcome: Literal["attempt", "success", "failure"]
    ip: Short
    device: Id | None = None
    user_agent: Short | None = None
    asn: int | None = None
    country: Short | None = None
    reason: Literal["bad_password", "unknown_account", "locked"] | None = None
    password_flags: PasswordFlags = ()
    session: Id | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        require_ip(self)


class Challenge(Event, frozen=True, kw_only=True, tag_field="kind", tag="challenge"):
    """The answer to a challenge that a login was given."""

    account: Id
    login: Id
    passed: bool


class PasswordChange(Event, frozen=True, kw_only=True, tag_field="kind", tag="password_change"):
    """An account has a new password."""

    account: Id
    by: Literal["owner", "reset", "staff"]
    ip: Short | None = None
    device: Id | None = None
    password_flags: PasswordFlags = ()

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        require_ip(self)
