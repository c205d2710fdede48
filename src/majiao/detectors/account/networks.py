"""What an address belongs to: the source one party controls, and the block around it."""

import ipaddress
from functools import lru_cache


@lru_cache(maxsize=65_536)
def source_of(ip: str) -> str:
    """Give the smallest unit that one party surely controls: an IPv4 address, an IPv6 /64.

    IPv4 in IPv6 clothing (`::ffff:192.0.2.1`) is the IPv4 address.
    """
    address = _plain(ip)
    if isinstance(address, str):
        return address
    return str(ipaddress.IPv6Network((int(address), 64), strict=False))


@lru_cache(maxsize=65_536)
def block_of(ip: str) -> str:
    """Give the neighbourhood of an address: the IPv4 /24 or the IPv6 /48."""
    address = _plain(ip)
    if isinstance(address, str):
        return f"{address.rpartition('.')[0]}.0/24"
    return str(ipaddress.IPv6Network((int(address), 48), strict=False))


def _plain(ip: str) -> str | ipaddress.IPv6Address:
    """Give an IPv4 address in its usual form, or an IPv6 address that is none in disguise."""
    if ":" not in ip:
        return ip
    address = ipaddress.IPv6Address(ip.partition("%")[0])
    return address if address.ipv4_mapped is None else str(address.ipv4_mapped)
