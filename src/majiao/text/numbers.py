"""Long digit runs told apart: phone, bank card, account, QQ, meeting, order, waybill."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from majiao.text.lexicon import table

_VIRTUAL = re.compile(r"(?:0086|86)?1(?:70|71|62|65|67)\d{8}\Z")
_PHONE = re.compile(
    r"(?:0086|86)?1(?:3\d|4[05-9]|5[0-35-9]|6[2567]|7\d|8\d|9[0-35-9])\d{8}\Z"  # mobile
    r"|00[1-9]\d{6,14}\Z"  # from abroad
    r"|(?:[48]00\d{7}|1[38]00\d{6}|1?8(?:00|33|44|55|66|77|88)\d{7})\Z"  # service numbers
    r"|0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}\d{0,4}\Z"  # land line with its extension
)
_PARTED = re.compile(r"\d[ )\-.]{1,2}\d")

SHORTEST = 7
"""Shorter runs are doors, prices and years."""

WAYBILL = 8
"""Digits of a waybill after its letters (SF, YT, JD) at least."""

CARD_LENGTHS = range(15, 20)
ACCOUNT_LENGTHS = range(12, 23)
UNIONPAY_LENGTHS = range(16, 20)
NATIONAL_LENGTHS = range(10, 12)
LOCAL_LENGTHS = range(7, 12)
E164_LENGTHS = range(8, 16)


@dataclass(frozen=True, slots=True)
class Context:
    """What the words before a number make of it."""

    type: str
    before: re.Pattern[str]
    lengths: range


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return cast("dict[str, Any]", table("numbers.toml"))


@lru_cache(maxsize=1)
def _contexts() -> tuple[Context, ...]:
    return tuple(
        Context(
            line["type"],
            re.compile(f"(?:{'|'.join(line['words'])}){line['link']}\\Z"),
            range(line["digits"][0], line["digits"][1] + 1),
        )
        for line in _tables()["context"]
    )


@lru_cache(maxsize=4)
def _near(name: str) -> re.Pattern[str]:
    tail = r"[^\d]{0,10}\Z" if name == "call" else ""
    return re.compile(f"(?:{'|'.join(_tables()['near'][name])}){tail}")


def is_virtual(phone: str) -> bool:
    """Say whether a mobile number is of a virtual operator (170, 171, 162, 165, 167): weak."""
    return _VIRTUAL.match(re.sub(r"\D", "", phone[:40])) is not None


def from_abroad(phone: str) -> bool:
    """Say whether a number is written with a foreign country's prefix, seen from China."""
    digits = re.sub(r"[^\d+]", "", phone[:40])
    return digits.startswith(("+", "00")) and not digits.startswith(("+86", "0086"))


def luhn(digits: str) -> bool:
    """Check the last digit as ISO/IEC 7812 does."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        total += sum(divmod(int(char) * (2 if index % 2 else 1), 10))
    return total % 10 == 0


def card_shaped(digits: str) -> bool:
    """Say whether a number has the length and lead of a UnionPay, Visa or Mastercard card."""
    if digits.startswith("62"):
        return len(digits) in UNIONPAY_LENGTHS
    return len(digits) == UNIONPAY_LENGTHS[0] and digits[0] in "4569" and luhn(digits)


def classify(digits: str, raw: str, before: str, after: str) -> str | None:
    """Name what a digit run is, from its shape and the words around it.

    Args:
        digits: the digits alone.
        raw: as it stands in the folded text.
        before: the sixteen characters before it.
        after: a few characters after it.

    """
    zero = digits.startswith("0")
    for context in _contexts():
        if len(digits) in context.lengths and context.before.search(before):
            if context.type == "qq" and zero:
                continue
            return context.type
    if len(digits) < SHORTEST:
        return None
    if before[-1:].isascii() and before[-1:].isalpha():
        return "waybill" if len(digits) >= WAYBILL else None
    if _is_phone(digits, raw, before):
        return "phone"
    return _account(digits, raw, before, after)


def _is_phone(digits: str, raw: str, before: str) -> bool:
    size = len(digits)
    if _PHONE.match(digits) or (raw.startswith("+") and size in E164_LENGTHS):
        return True
    if size in NATIONAL_LENGTHS and _PARTED.search(raw):
        return True
    return size in LOCAL_LENGTHS and _near("call").search(before) is not None


def _account(digits: str, raw: str, before: str, after: str) -> str | None:
    size = len(digits)
    money = _near("card").search(before + after)
    disguised = digits not in raw
    if card_shaped(digits) and (luhn(digits) or money or disguised or size == CARD_LENGTHS[-1]):
        return "card"
    if size in ACCOUNT_LENGTHS and _near("company").search(before):
        return "company_account"
    if size in CARD_LENGTHS and money:
        return "card"
    return "order" if size >= ACCOUNT_LENGTHS[0] else None
