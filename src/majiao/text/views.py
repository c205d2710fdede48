"""Views of a text that are easier to search, each with a map back to the original.

A view never replaces the text: every place found in a view is carried back through `span`.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# Characters that show nothing or that cannot be folded one to one.
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_TAG = re.compile("[\U000e0000-\U000e01ef]")
_SQUARED = re.compile("[\U0001f100-\U0001f1ff]")
_CIRCLED = re.compile("[\u2460-\u2793]")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_SLOW = re.compile(
    f"[{_INVISIBLE}{_MARKS}\u2469-\u249b\u24ea-\u24ff\u2776-\u2793\u3200-\u33ff"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f1e5\U000e0000-\U000e01ef]"
)

# Letters of other scripts that look Latin, after Unicode's confusables (UTS #39).
_LOOKALIKE = {
    ord(alien): latin
    for alien, latin in zip("аеорсухіјѕԁһвкмтοαρνικγѵց", "aeopcyxijsdhbkmtoapvikyvg", strict=True)
}

_SPACED_OUT = re.compile(rf"(?:[{HAN}][ \t~*·._|/+\-]{{1,2}}){{3,}}[{HAN}]")
_GAP = re.compile(rf"(?<=[{HAN}])[ \t~*·._|/+\-]{{1,2}}(?=[{HAN}])")
_SPACE = re.compile(r"(?<=\S)[ \t]+(?=\S)")
_LATIN_PAIR = re.compile(r"[a-z0-9][ \t]+[a-z0-9]")

FEWEST_SPACES = 4
SEGMENTED_SHARE = 0.4
"""Spaces per character from which a Chinese text counts as cut into words."""


@dataclass(frozen=True, slots=True)
class View:
    """A searchable form of a text.

    Attributes:
        text: the form.
        places: for each character of the form the index of its original character, not
            decreasing; `None` if they are the same.

    """

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Carry a non-empty range of the view back to the text it was made from."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1

    def keep(self, indexes: Iterable[int]) -> "View":
        """Make the view that has only the characters at these increasing indexes."""
        kept = tuple(indexes)
        text = "".join([self.text[i] for i in kept])
        if self.places is None:
            return View(text, kept)
        return View(text, tuple([self.places[i] for i in kept]))


def _pairs() -> Iterator[tuple[int, str]]:
    for code in itertools.chain(range(0x80, 0xD800), range(0xE000, 0x10000)):
        char = chr(code)
        digit = unicodedata.digit(char, -1)
        plain = str(digit) if digit >= 0 else unicodedata.normalize("NFKC", char).lower()
        if len(plain) == 1 and plain != char:
            yield code, plain


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    table = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    table.update(_pairs())
    table.update(_LOOKALIKE)
    traditional = [chr(code) for code in range(0x4E00, 0xA000)]
    simple = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    table.update({ord(a): b for a, b in zip(traditional, simple, strict=True) if len(b) == 1})
    return table


def fold(text: str) -> View:
    """Fold case, width, traditional characters, decorated letters and hidden characters."""
    if text.isascii() and not _HIDDEN.search(text):
        return View(text.lower())
    table = _folding()
    if not _SLOW.search(text):
        return View(text.translate(table))
    chars: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        for plain in _slow(char):
            chars.append(plain)
            places.append(index)
    return View("".join(chars), tuple(places))


@lru_cache(maxsize=4096)
def _slow(char: str) -> str:
    if _HIDDEN.match(char) or _TAG.match(char) or unicodedata.combining(char):
        return ""
    name = unicodedata.name(char, "")
    if "LATIN CAPITAL LETTER " in name and _SQUARED.match(char):
        return name[-1].lower()  # has no compatibility form, but its name ends in it
    digit, number = unicodedata.digit(char, -1), unicodedata.numeric(char, -1)
    if digit >= 0:
        return str(digit)
    if number >= 0 and _CIRCLED.match(char):
        return str(int(number))
    plain = unicodedata.normalize("NFKC", char).lower().translate(_folding())[:4]
    return "".join([part for part in plain if not unicodedata.combining(part)])


def squeeze(view: View) -> View:
    """Close up a Chinese text that was cut into words, or spelled out character by character."""
    text = view.text
    if " " not in text and not _SPACED_OUT.search(text):
        return view
    drop: set[int] = set()
    spaces = _SPACE.findall(text)
    if len(spaces) >= FEWEST_SPACES and len(spaces) > SEGMENTED_SHARE * (len(text) - len(spaces)):
        keep_for = {m.start() + 1 for m in _LATIN_PAIR.finditer(text)}
        drop = {
            i
            for m in _SPACE.finditer(text)
            if m.start() not in keep_for
            for i in range(m.start(), m.end())
        }
    else:
        for run in _SPACED_OUT.finditer(text):
            for gap in _GAP.finditer(text, run.start(), run.end()):
                drop.update(range(gap.start(), gap.end()))
    if not drop:
        return view
    return view.keep(i for i in range(len(text)) if i not in drop)
