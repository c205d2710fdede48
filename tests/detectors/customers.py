"""Invented customers with habits, and thieves who log in as them; one seed gives one log.

Shares: 65 % of customers mobile behind carrier addresses that change with every session, 25 %
at home, 10 % in offices; cookies survive 90 % of visits.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from majiao.events import Login
from tests.detectors.traffic import AGENTS, DAY, START, Try

CARRIERS = (4134, 4837, 9808, 17621)
HOSTING = (14061, 24940, 45102, 63949)
ABROAD = ("NL", "US", "VN", "PH", "RU")


_PAIR, _PASSWORD = ("breached_pair",), ("breached_password",)


@dataclass
class Customer:
    """Somebody with a device, a usual network and small changes of both."""

    random: Random
    account: str
    new_phone: float = 0.02
    travels: float = 0.02

    def __post_init__(self) -> None:
        self.mobile = self.random.random() < 0.65
        self.carrier = self.random.choice(CARRIERS)
        self.home = self._home()
        leaked = self.random.random()
        self.flags = _PAIR if leaked < 0.06 else _PASSWORD if leaked < 0.25 else ()
        self.agent = self.random.choice(AGENTS)
        self.device = self._device()

    def logins(self, number: int, *, days: float) -> list[Try]:
        """Give successful logins spread over `days`."""
        moments = sorted(self.random.random() * days * DAY for _ in range(number))
        return [self._login(at) for at in moments]

    def _login(self, at: float) -> Try:
        random = self.random
        if random.random() < self.new_phone:
            self.agent, self.device = random.choice(AGENTS), self._device()
        elif random.random() > 0.9:
            self.device = self._device()
        ip, asn, country = self._place()
        if random.random() < self.travels:
            ip, asn, country = _address(random), random.choice(CARRIERS), random.choice(ABROAD)
        flags = self.flags
        return Try(
            _login(random, at, self, ip, asn, country, self.device, self.agent, flags), attack=False
        )

    def _place(self) -> tuple[str, int, str]:
        away = self.random.random()
        if self.mobile and away > 0.2:
            number = self.random.randrange(40 * 256)
            return f"100.{self.carrier % 200}.{number // 256}.{number % 256}", self.carrier, "CN"
        if away > 0.1:
            return self.home
        return _address(self.random), self.random.choice(CARRIERS), "CN"

    def _home(self) -> tuple[str, int, str]:
        return _address(self.random), self.random.choice(CARRIERS), "CN"

    def _device(self) -> str:
        return f"d{self.random.getrandbits(40):x}"


def thief(random: Random, customer: Customer, at: float, kind: str) -> Try:
    """Give a login with the right password by somebody else.

    `naive` comes from anywhere, `vpn` from the right country, `careful` from the customer's
    own carrier with the customer's kind of client.
    """
    country = "CN" if kind != "naive" else random.choice((*ABROAD, "CN"))
    asn = customer.carrier if kind == "careful" else random.choice((*HOSTING, *CARRIERS))
    agent = customer.agent if kind == "careful" else random.choice(AGENTS)
    flags = _PAIR if random.random() < 0.5 else ()
    device = f"x{random.getrandbits(40):x}"
    return Try(
        _login(random, at, customer, _address(random), asn, country, device, agent, flags),
        attack=True,
    )


def _address(random: Random) -> str:
    return f"{random.randrange(60, 100)}.{random.randrange(256)}.{random.randrange(256)}.7"


def _login(  # noqa: PLR0913, PLR0917  one per field
    random: Random,
    at: float,
    customer: Customer,
    ip: str,
    asn: int,
    country: str,
    device: str,
    agent: str,
    flags: tuple[str, ...],
) -> Login:
    return Login(
        id=f"c{random.getrandbits(60):x}",
        time=START + timedelta(seconds=at),
        account=customer.account,
        outcome="success",
        ip=ip,
        asn=asn,
        country=country,
        device=device,
        user_agent=agent,
        password_flags=flags,
    )
