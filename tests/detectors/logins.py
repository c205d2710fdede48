"""Account events for tests, in one line each."""

from datetime import timedelta
from typing import Any

from majiao.events import Challenge, Login, PasswordChange
from tests.detectors.traffic import START

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


def login(at: float, account: str, outcome: str = "success", **fields: Any) -> Login:
    """Build a login `at` seconds after the start."""
    given: dict[str, Any] = {"ip": "203.0.113.77", "id": f"{account}-{outcome}-{at}"} | fields
    return Login(time=START + timedelta(seconds=at), account=account, outcome=outcome, **given)


def failures(number: int, *, start: float = 0.0, gap: float = 2.0, **fields: Any) -> list[Login]:
    """Build failures of that many accounts, one after the other."""
    return [
        login(
            start + gap * n, f"victim{start}-{n}", "failure", **{"reason": "bad_password"} | fields
        )
        for n in range(number)
    ]


def challenge(at: float, of: Login, *, passed: bool) -> Challenge:
    """Build the answer to the challenge that a login was given."""
    time = START + timedelta(seconds=at)
    return Challenge(id=f"c{at}", time=time, account=of.account, login=of.id, passed=passed)


def password_change(at: float, account: str, by: str = "owner", **fields: Any) -> PasswordChange:
    """Build a change of the password."""
    time = START + timedelta(seconds=at)
    return PasswordChange(id=f"p{at}", time=time, account=account, by=by, **fields)
