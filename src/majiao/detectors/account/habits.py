"""How an account usually logs in: what its trusted logins showed, and what failed lately."""

from msgspec import Struct, field

from majiao.detectors.account.agents import agent_of
from majiao.detectors.account.networks import block_of
from majiao.events import Login
from majiao.state import Decayed, Tally, compact

DAY = 86_400.0
HALF_LIFE = 180 * DAY
"""History older than half a year adds little (Wiefling et al., TOPS 2022)."""
FAILURES_HALF_LIFE = 2 * 3600.0

DEVICES, NETWORKS, ASNS, COUNTRIES, AGENTS = 8, 12, 8, 6, 8


class Traits(Struct, array_like=True):
    """What one login shows of who it comes from; `None` is what was not sent."""

    network: str
    device: str | None = None
    asn: str | None = None
    country: str | None = None
    client: str | None = None


class Past(Struct, array_like=True):
    """What the account's trusted logins showed, and what failed lately."""

    devices: Tally = field(default_factory=Tally)
    networks: Tally = field(default_factory=Tally)
    asns: Tally = field(default_factory=Tally)
    countries: Tally = field(default_factory=Tally)
    clients: Tally = field(default_factory=Tally)
    failures: Decayed = field(default_factory=Decayed)

    def size(self, now: float) -> float:
        """Count the trusted logins, the old ones less."""
        return self.networks.size(now, HALF_LIFE)

    def knows_device(self, traits: Traits) -> bool:
        """Say whether the login comes with a trusted cookie."""
        return traits.device is not None and traits.device in self.devices.weights

    def learn(self, traits: Traits, at: float) -> None:
        """Take the traits for the owner's."""
        self.networks.add(traits.network, at, HALF_LIFE, NETWORKS)
        for tally, value, limit in (
            (self.devices, traits.device, DEVICES),
            (self.asns, traits.asn, ASNS),
            (self.countries, traits.country, COUNTRIES),
            (self.clients, traits.client, AGENTS),
        ):
            if value is not None:
                tally.add(value, at, HALF_LIFE, limit)


def traits_of(login: Login) -> Traits:
    """Read a login's traits, each short enough to be kept."""
    return Traits(
        network=block_of(login.ip),
        device=None if login.device is None else compact(login.device),
        asn=None if login.asn is None else compact(str(login.asn)),
        country=None if not login.country else compact(login.country.upper()),
        client=None if not login.user_agent else agent_of(login.user_agent).family,
    )
