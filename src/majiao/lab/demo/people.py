"""The demo shop's customers: who they are, on which devices and networks they come."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from majiao.lab.demo.texts import Names, Texts

# Addresses that belong to nobody (RFC 6598, RFC 2544) and numbers of autonomous systems that
# are set aside for documentation (RFC 5398).
_CARRIERS = ((64496, "100.64.{}.{}"), (64497, "100.96.{}.{}"))
_CARRIER_ADDRESSES = 6
_HOME_ASN, _OFFICE_ASN, _OFFICES = 64500, 64501, 4
_MOBILE, _HOME = 0.65, 0.90  # the rest sits in an office
_ENGLISH = 0.15
_PREFIXES = ("131", "133", "135", "138", "150", "159", "170", "177", "186", "189")


@dataclass
class Customer:
    """One customer.

    Attributes:
        account: the shop's id.
        lang: `zh` or `en`, what they and the shop write to each other.
        name: as written on parcels.
        phone: shaped like a mobile number that nobody has (0000 in the middle).
        network: `mobile`, `home` or `office`.
        number: counts them from 0.
        devices: cookie id and user agent of each device, at most three.

    """

    account: str
    lang: str
    name: str
    phone: str
    network: str
    number: int
    devices: list[tuple[str, str]] = field(default_factory=list)

    def client(self, rng: Random, device: tuple[str, str] | None = None) -> dict[str, Any]:
        """Give the fields of a login from one of the devices, on an address of today."""
        cookie, agent = device or rng.choice(self.devices)
        ip, asn = self._address(rng)
        return {"ip": ip, "asn": asn, "country": "CN", "device": cookie, "user_agent": agent}

    def new_device(self, agent: str) -> tuple[str, str]:
        """Buy a new phone; the oldest device goes when there are three."""
        index = int(self.devices[-1][0].rpartition("-")[2]) + 1 if self.devices else 1
        self.devices = [*self.devices[-2:], (f"dev-{self.account}-{index}", agent)]
        return self.devices[-1]

    def _address(self, rng: Random) -> tuple[str, int]:
        if self.network == "mobile":
            asn, pattern = _CARRIERS[self.number % len(_CARRIERS)]
            return pattern.format(self.number % 3, 1 + rng.randrange(_CARRIER_ADDRESSES)), asn
        if self.network == "home":
            return f"198.18.{self.number // 250}.{1 + self.number % 250}", _HOME_ASN
        return f"198.19.{self.number % _OFFICES}.1", _OFFICE_ASN


def crowd(rng: Random, texts: Texts, size: int) -> list[Customer]:
    """Invent `size` customers."""
    return [_customer(rng, texts, number) for number in range(size)]


def _customer(rng: Random, texts: Texts, number: int) -> Customer:
    lang = "en" if rng.random() < _ENGLISH else "zh"
    draw = rng.random()
    network = "mobile" if draw < _MOBILE else "home" if draw < _HOME else "office"
    customer = Customer(
        account=f"c{number:04d}",
        lang=lang,
        name=full_name(rng, texts.names[lang]),
        phone=mobile(rng, _PREFIXES),
        network=network,
        number=number,
    )
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3))):
        customer.new_device(rng.choice(texts.agents))
    return customer


def full_name(rng: Random, names: Names) -> str:
    """Put a name together."""
    return names.order.format(family=rng.choice(names.family), given=rng.choice(names.given))


def mobile(rng: Random, prefixes: tuple[str, ...]) -> str:
    """Give a number shaped like a Chinese mobile number whose middle is all zeros."""
    return f"{rng.choice(prefixes)}0000{rng.randrange(10_000):04d}"
