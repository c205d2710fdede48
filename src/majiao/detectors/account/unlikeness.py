"""How unlike an account's past one login is.

A log-likelihood ratio after Freeman et al. ("Who Are You?", NDSS 2016): for each feature, how
often attackers show this value against how often the owner does, falling back from network to
AS number to country and from client family to system. A detector sees one account only, so the
shares among attackers are constants.
"""

import math
from typing import NamedTuple

from majiao.detectors.account.agents import agent_of
from majiao.detectors.account.habits import FAILURES_HALF_LIFE, Past, Traits
from majiao.events import Login

# How common a value that the owner has is among attackers.
COMMON_NETWORK, COMMON_ASN, COMMON_COUNTRY = 0.01, 0.10, 0.50
COMMON_AGENT, RARE_AGENT = 0.15, 0.02
# How often owners leave a network within its AS, an AS within its country, and a country
# without their device or, in a shop that sends no cookies, with it.
MOVES_WITHIN_ASN, MOVES_WITHIN_COUNTRY, LEAVES_COUNTRY, TRAVELS = 0.30, 0.10, 0.002, 0.02

NEW_DEVICE = 2.1
"""Attackers never bring the owner's cookie; owners come without it in 12 % of visits."""
NEW_NETWORK = 1.2
"""A new network of which neither AS nor country is known."""
NEW_ASN = 1.6
"""A new AS of which the country is not known."""
NEW_CLIENT, SAME_BROWSER, SAME_SYSTEM = 2.5, 2.0, 1.2
"""A new kind of client; less if the owner has its browser, still less if its system."""
RARE_CLIENT = 0.8
"""More for systems that customers rarely have and servers often."""
SCRIPTED_CLIENT, NO_CLIENT = 5.0, 2.0
FLAGS = {"breached_pair": 2.7, "breached_password": 1.2}
"""Pair in a breach: .9 of attackers' hits against .06 of customers; password alone less."""
PER_FAILURE, MOST_FROM_FAILURES = 0.7, 4.2
"""Owners on a new device get about every third or fourth try wrong, thieves who guess most."""
WORTH_A_WORD = 2.0
"""Failures; once is a slip of the finger."""


class Finding(NamedTuple):
    """One thing that is unlike the past.

    Attributes:
        id: which; the detector has the words.
        field: the event's field that shows it.

    """

    id: str
    field: str


def unlikeness(past: Past, login: Login, traits: Traits, at: float) -> tuple[float, list[Finding]]:
    """Give the log-likelihood ratio of "somebody else" against "the owner", and what speaks for it.

    Habits count n/(n+1) after n logins, because a short past shows few; a leaked password counts
    in full.
    """
    if past.knows_device(traits):
        return 0.0, []
    n = past.size(at)
    flag = max(login.password_flags, key=lambda name: FLAGS.get(name, 0.0), default="")
    # Whoever works through leaked pairs has a common client and a common carrier as well.
    leaked_pair = flag == "breached_pair" and traits.network not in past.networks.weights
    score, findings = 0.0, list[Finding]()
    parts = (
        (_device(past), Finding("device", "device")),
        _place(past, traits),
        _client(past, login, traits),
    )
    for value, finding in parts:
        if value > 0:
            score += value
            findings.append(finding)
        elif not leaked_pair:
            score += value
    tries = past.failures.read(at, FAILURES_HALF_LIFE)
    score += min(PER_FAILURE * tries, MOST_FROM_FAILURES)
    if tries >= WORTH_A_WORD:
        findings.append(Finding("failures", "account"))
    if flag in FLAGS:
        findings.append(Finding(flag, "password_flags"))
    return score * n / (n + 1) + FLAGS.get(flag, 0.0), findings


def _device(past: Past) -> float:
    # A shop that sends no cookies at all tells nothing by their absence.
    return NEW_DEVICE if past.devices.total else 0.0


def _familiar(share: float, common: float) -> float:
    return min(math.log(common / share), 0.0)


def _place(past: Past, traits: Traits) -> tuple[float, Finding]:
    new_network, new_country = Finding("network", "ip"), Finding("country", "country")
    if share := past.networks.share(traits.network):
        return _familiar(share, COMMON_NETWORK), new_network
    if traits.asn is not None and (share := past.asns.share(traits.asn)):
        return _familiar(share * MOVES_WITHIN_ASN, COMMON_ASN), new_network
    asn_told = traits.asn is not None and bool(past.asns.total)
    if traits.country is not None and past.countries.total:
        if traits.country not in past.countries.weights:
            leaves = LEAVES_COUNTRY if past.devices.total else TRAVELS
            return math.log(COMMON_COUNTRY / leaves), new_country
        moves = MOVES_WITHIN_COUNTRY if asn_told else MOVES_WITHIN_ASN
        return math.log(COMMON_COUNTRY / moves), new_network
    return (NEW_ASN if asn_told else NEW_NETWORK), new_network


def _client(past: Past, login: Login, traits: Traits) -> tuple[float, Finding]:
    new_client = Finding("client", "user_agent")
    if not past.clients.total:
        return 0.0, new_client
    if traits.client is None:
        return NO_CLIENT, new_client
    agent = agent_of(login.user_agent or "")
    if share := past.clients.share(traits.client):
        return _familiar(share, COMMON_AGENT if agent.common else RARE_AGENT), new_client
    if agent.scripted:
        return SCRIPTED_CLIENT, Finding("script", "user_agent")
    browsers, systems = zip(*(name.rsplit("/", 1) for name in past.clients.weights), strict=True)
    rare = 0.0 if agent.common else RARE_CLIENT
    if agent.system in systems:
        return SAME_SYSTEM + rare, new_client
    return (SAME_BROWSER if agent.browser in browsers else NEW_CLIENT) + rare, new_client
