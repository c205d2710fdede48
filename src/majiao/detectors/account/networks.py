"""What an address belongs to: the source one party controls, and the block around it."""

import ipaddress
from functools import lru_cache


@lru_cache(maxsize=65_536)
def source_of(ip: str) -> str:
    """Give the smallest unit that one party surely controls: an IPv4 address, an IPv6 /64.

    IPv4 in IPv6 clothing (`::ffff:192.0.2.1`) is the IPv4 address.
    """
    return _widened(ip, v4=32, v6=64)


@lru_cache(maxsize=65_536)
def block_of(ip: str) -> str:
    """Give the neighbourhood of an address: the IPv4 /24 or the IPv6 /48."""
    return _widened(ip, v4=24, v6=48)


def _widened(ip: str, *, v4: int, v6: int) -> str:
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((int(address), v6), strict=False))
        address = address.ipv4_mapped
    if v4 == address.max_prefixlen:
        return str(address)
    return str(ipaddress.IPv4Network((int(address), v4), strict=False))
