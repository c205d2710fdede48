"""The words that matter, by class, and finding them in a folded text."""

import itertools
import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from majiao.text.amounts import ACCOUNT, EXCESS, PAY_SUM

FILES = ("words_zh.toml", "words_en.toml")
ENTITY_CLASSES = ("e_im", "e_url", "e_host", "e_phone", "e_card", "e_acct", "pay_sum")


def _leftmost_longest(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


_BRACE = re.compile(r"\{([^{}]*)\}")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


_AROUND = (("pay_sum", PAY_SUM), ("e_acct", ACCOUNT), ("excess", EXCESS))


SHORTEST_PLURAL = 4
"""A shorter word with an s behind it is another word: "wa", "was"."""


class Token(NamedTuple):
    """A word found, with the classes it belongs to as bits."""

    start: int
    end: int
    classes: int


def expand(template: str) -> list[str]:
    """Write out every form of a template such as `{four,six}-digit code`."""
    parts = _BRACE.split(template)
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    return ["".join(choice) for choice in itertools.product(*choices)]


def table(name: str) -> dict[str, list[str]]:
    """Read one of the package's word tables."""
    raw = resources.files("majiao.text").joinpath(name).read_text("utf-8")
    return tomllib.loads(raw)


class Lexicon:
    """All words of all languages in one automaton."""

    def __init__(self) -> None:
        tables = [table(name) for name in FILES]
        names = [*dict.fromkeys(name for words in tables for name in words), *ENTITY_CLASSES]
        self.bits = {name: 1 << i for i, name in enumerate(names)}
        self.bits["open"] = self.bits.pop("open_")
        masks: dict[str, int] = {}
        for words in tables:
            for name, templates in words.items():
                bit = self.bits[name.rstrip("_")]
                for word in itertools.chain.from_iterable(map(expand, templates)):
                    if word:
                        masks[word] = masks.get(word, 0) | bit
        self._shield = self.bits["none"]
        self._masks = list(masks.values())
        # A Latin word counts only whole; a Chinese one wherever it stands.
        self._whole = [(word[0] in _WORD, word[-1] in _WORD) for word in masks]
        self._find = AhoCorasick(
            list(masks),
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        ).find_matches_as_indexes

    def mask(self, *classes: str) -> int:
        """Join the bits of some classes."""
        return sum({self.bits[name] for name in classes})

    def tokens(self, text: str) -> list[Token]:
        """Find the words of a folded text, in order and without overlap."""
        found: list[Token] = []
        masks, whole, shield, size, free = self._masks, self._whole, self._shield, len(text), 0
        # All matches, then the leftmost and longest of those that stand as whole words.
        matches = self._find(text, overlapping=True)
        for word, start, end in sorted(matches, key=_leftmost_longest):
            if start < free:
                continue
            left, right = whole[word]
            if left and start and text[start - 1] in _WORD:
                continue
            if right and end < size and text[end] in _WORD and not _plural(text, start, end):
                continue
            free = end
            if masks[word] != shield:
                found.append(Token(start, end, masks[word]))
        return self._with_sums(text, found)

    def _with_sums(self, text: str, found: list[Token]) -> list[Token]:
        sums = [
            Token(*m.span(), self.bits[name])
            for name, pattern in _AROUND
            for m in pattern.finditer(text)
        ]
        return sorted(found + sums) if sums else found


def _plural(text: str, start: int, end: int) -> bool:
    if text[end] != "s" or end - start < SHORTEST_PLURAL:
        return False
    return end + 1 == len(text) or text[end + 1] not in _WORD


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Build the lexicon once."""
    return Lexicon()
