"""Cutting a folded text into sentences, with the words found in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from majiao.text.lexicon import Token

_END = re.compile(r"[。！!?？;；\n…]+|\.(?=\s|$)")
_COMMA = re.compile(r"[，,:：]|\s-\s|\s–\s|—")

MOST_WORDS = 160
"""Words per sentence looked at together; a longer one is cut, so that work stays linear."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch between two full stops.

    Attributes:
        text: the whole folded text that `start` and `end` count in.
        tokens: the words in it, in order.
        classes: the bits of all its words.
        asks: whether it ends in a question mark.

    """

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    classes: int
    asks: bool

    def clause(self, place: int, reach: int) -> int:
        """Give where the clause around `place` begins, at most `reach` characters back."""
        floor = max(self.start, place - reach)
        begin = floor
        for comma in _COMMA.finditer(self.text, floor, place):
            begin = comma.end()
        return begin


def sentences(text: str, tokens: list[Token]) -> Iterator[Sentence]:
    """Group the words of a text by sentence; sentences without any are left out."""
    stops = [m.span() for m in _END.finditer(text)]
    stops.append((len(text), len(text)))
    index, start = 0, 0
    for stop, after in stops:
        first = index
        while index < len(tokens) and tokens[index].start < stop:
            index += 1
        asks = "?" in text[stop:after]
        for cut in range(first, index, MOST_WORDS):
            group = tuple(tokens[cut : min(cut + MOST_WORDS, index)])
            classes = 0
            for token in group:
                classes |= token.classes
            yield Sentence(text, start, stop, group, classes, asks)
        start = after
