"""Invented login traffic with known truth, to measure the account detectors.

One seed gives one log. Shares follow published constants where there are any: cookies survive
90 % of visits (StopGuessing's simulator), 5 % of logins fail on a known device and 22 % on a
new one, and most of those who fail try again.
"""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from majiao.events import Login

START = datetime(2026, 11, 9, tzinfo=UTC)
DAY = 86_400.0

AGENTS = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1",
    "Mozilla/5.0 (Linux; Android 13; 2211133C) Chrome/116.0 Mobile MicroMessenger/8.0.49",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0",
)


@dataclass(frozen=True)
class Try:
    """A login with the truth about it."""

    login: Login
    attack: bool


def in_order(*streams: Iterable[Try]) -> Iterator[Try]:
    """Merge streams by time."""
    return heapq.merge(*streams, key=lambda one: one.login.time)


def shared_address(  # noqa: PLR0913  the parameters of the experiment
    random: Random,
    ip: str,
    *,
    users: int,
    days: int,
    per_user: float = 1.0,
    fails_known: float = 0.05,
    fails_new: float = 0.22,
    cookies: float = 0.9,
    gives_up: float = 0.15,
) -> list[Try]:
    """Give the logins of honest people behind one address, failures tried again."""
    tries: list[Try] = []
    for user in range(users):
        agent, account = random.choice(AGENTS), f"{ip}-u{user}"
        for _ in range(_poisson(random, per_user * days)):
            at = random.random() * days * DAY
            known = random.random() < cookies
            device = f"d-{account}" if known else f"d-{random.getrandbits(40)}"
            fails = fails_known if known else fails_new
            for outcome, wait, reason in _outcomes(random, fails, gives_up):
                at += wait
                name = f"{account}-typo{random.getrandbits(20)}" if reason == _WRONG else account
                tries.append(
                    _try(random, at, name, outcome, ip, device, agent, reason, attack=False)
                )
    return sorted(tries, key=lambda one: one.login.time)


def stuffing(  # noqa: PLR0913  the parameters of the experiment
    random: Random,
    ip: str,
    *,
    tries: int,
    start: float,
    gap: float,
    known: float = 0.4,
    hits: float = 0.01,
) -> list[Try]:
    """Give one source working through a list: `known` of the names exist, `hits` get in."""
    found, at = [], start
    for _ in range(tries):
        at += random.expovariate(1 / gap)
        account = f"victim{random.getrandbits(40)}"
        exists, hit = random.random() < known, random.random() < hits
        outcome = "success" if hit else "failure"
        reason = None if hit else "bad_password" if exists else _WRONG
        agent = random.choice(AGENTS)
        device = f"x{random.getrandbits(40)}"
        found.append(_try(random, at, account, outcome, ip, device, agent, reason, attack=True))
    return found


_WRONG = "unknown_account"


def _outcomes(
    random: Random, fails: float, gives_up: float
) -> Iterator[tuple[str, float, str | None]]:
    # The wrong name is 12 % of failures; after two failures the next tries are no luckier.
    while random.random() < fails:
        yield "failure", 20.0, _WRONG if random.random() < 0.12 else "bad_password"
        if random.random() < gives_up:
            return
        fails = 0.5 if random.random() < 0.3 else fails
    yield "success", 20.0, None


def _try(  # noqa: PLR0913, PLR0917  one per field
    random: Random,
    at: float,
    account: str,
    outcome: str,
    ip: str,
    device: str,
    agent: str,
    reason: str | None,
    *,
    attack: bool,
) -> Try:
    login = Login(
        id=f"l{random.getrandbits(60):x}",
        time=START + timedelta(seconds=at),
        account=account,
        outcome=outcome,
        ip=ip,
        device=device,
        user_agent=agent,
        reason=reason,
    )
    return Try(login, attack)


def _poisson(random: Random, mean: float) -> int:
    number, at = 0, random.expovariate(1.0)
    while at < mean:
        number += 1
        at += random.expovariate(1.0)
    return number
