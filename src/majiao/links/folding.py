"""Reading a text for its words only: no invisible characters, no wide letters, no gaps."""

import re

_NOISE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]+")
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_ASCII_OF_WIDE = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()
}
_HAN = "\u3400-\u9fff"
_GAP = re.compile(rf"(?<=[{_HAN}])[ \t\u3000]{{1,3}}(?=[{_HAN}])")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def fold(text: str) -> str:
    """Undo what hides words from a machine: zero-width marks, wide letters, spaced-out Han."""
    if text.isascii():
        return text
    # The tests before each step cost a fraction of the step, and most texts need none.
    if not text.isprintable():
        text = _NOISE.sub("", text)
    if _WIDE.search(text):
        text = text.translate(_ASCII_OF_WIDE)
    return _GAP.sub("", text) if " " in text or "\u3000" in text else text


def inside_word(lower: str, start: int, end: int) -> bool:
    """Say whether a match that begins or ends with a Latin letter continues beyond it."""
    before = start > 0 and lower[start] in _LETTERS and lower[start - 1] in _LETTERS
    return before or (end < len(lower) and lower[end - 1] in _LETTERS and lower[end] in _LETTERS)
