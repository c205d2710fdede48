"""What the demo's gang uses for one victim and then throws away."""

from dataclasses import dataclass
from random import Random

from majiao.lab.demo.people import Customer, mobile
from majiao.lab.demo.shop import Shop
from majiao.lab.demo.texts import Crime, Gang

# Addresses set aside for documentation (RFC 5737, RFC 3849).
_NETWORKS = ("192.0.2.{}", "198.51.100.{}", "203.0.113.{}", "2001:db8:{:x}::5")
_PREFIXES = ("170", "171", "131", "165")
_BIN, _CARD_LENGTH = "6200000", 19


@dataclass(frozen=True)
class Kit:
    """Addresses to attack from, a number, a page, an account to be paid on.

    Attributes:
        sources: three addresses.
        agent: the user agent of the gang's tool.
        slots: what is filled into the gang's texts: `phone`, `qq`, `card`, `host` and so on.

    """

    sources: tuple[str, ...]
    agent: str
    slots: dict[str, str]


def new_kit(rng: Random, texts: Gang, crime: Crime, shop: Shop, victim: Customer) -> Kit:
    """Buy everything anew."""
    networks = rng.sample(_NETWORKS, 3)
    host = rng.choice(texts.hosts).format(n=rng.randrange(100, 999))
    bought = {
        "phone": mobile(rng, _PREFIXES),
        "qq": f"90000{rng.randrange(10_000):04d}",
        "card": _card(rng),
        "host": host,
        "payee": rng.choice(crime.payees),
        "amount": str(rng.randrange(20, 300) * 100),
        "more": str(rng.randrange(50, 200) * 100),
        "meeting": f"{rng.randrange(100, 1000)}-000-{rng.randrange(1000):03d}",
    }
    return Kit(
        sources=tuple(network.format(rng.randrange(1, 255)) for network in networks),
        agent=rng.choice(texts.agents),
        slots=shop.slots(victim) | bought,
    )


def _card(rng: Random) -> str:
    """Give 19 digits with a right check digit (Luhn) that begin like no bank's card."""
    body = f"{_BIN}{rng.randrange(10**5):011d}"
    doubled = (int(digit) * 2 for digit in body[::-2])
    total = sum(map(int, body[-2::-2])) + sum(value // 10 + value % 10 for value in doubled)
    return f"{body}{-total % 10}"
