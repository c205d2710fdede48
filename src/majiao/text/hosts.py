"""Hosts named in a text: known owners, endings, and the names throw-away pages like to have."""

import re
from functools import lru_cache

from majiao.text.lexicon import table


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("hosts.toml").items()}


def endings() -> frozenset[str]:
    """Give the last labels that make something a host."""
    return _lists()["endings"]


def is_known(host: str) -> bool:
    """Say whether the host belongs to a well-known shop, carrier, bank or office."""
    labels = host.split(".")
    tails = {".".join(labels[-n:]) for n in (1, 2, 3)}
    lists = _lists()
    return not (tails.isdisjoint(lists["official"]) and tails.isdisjoint(lists["offices"]))


def looks_thrown_up(host: str) -> bool:
    """Say whether an unknown host has a cheap ending, a bait word or is a bare address."""
    lists = _lists()
    if host.rsplit(".", 1)[-1] in lists["odd"] or host.replace(".", "").isdigit():
        return True
    return any(word in host for word in lists["bait"])


def of(value: str) -> str:
    """Give the host of a link's normalised value."""
    return re.split(r"[/:]", value, maxsplit=1)[0]
