"""The words that matter, by class, and finding them in a folded text."""

import itertools
import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

FILES = ("words_zh.toml", "words_en.toml")
ENTITY_CLASSES = ("e_im", "e_url", "e_host", "e_phone", "e_card", "e_acct", "pay_sum")
_BRACE = re.compile(r"\{([^{}]*)\}")
_SUM = re.compile(
    r"(?<![赔应到已代实未货自支偿])(?:[转付交存汇垫缴]|打(?=给我|[个了]?[¥$]? ?\d{2}|.[千百万块])|转账|支付)[个了我他她给]{0,2}(?=[¥$]? ?\d|[一二三四五六七八九两几]{1,3}[千百万块十])"
    r"|(?<![a-z])(?:send|pay|transfer|wire|zelle|venmo|paynow|duitnow|return|post|settle|load|cash-in|"
    r"put|bank|move|momo|interac|eft|top up|advance|remit|forward|lodge|push|give|lend)"
    r"(?: (?:me|us|back|over|the|only|just|another|him|her|them|in|it|a|rest|first|his|my|your|excess|balance|extra|"
    r"through|part|that|then|to it|up)){0,4}"
    r"(?= ?(?:[$£€₦₹]|rm|rs\.? ?|s\$|c\$|a\$|nt\$|hk\$|r|n|p|php ?|usd ?|aud ?|sgd ?)?\d[\d,.]+)"
)
_ACCOUNT = re.compile(
    r"(?<!your )(?:a/?cc?t?\.?|account(?: no\.?| number)?|bsb|sort(?: code)?|iban|uen|payid|zelle|cash ?app|venmo|opay|palmpay|"
    r"momo|gcash|easypaisa|kuda|paym|m-?pesa|fps|duitnow|paynow|interac|e-transfer|账号|账户|帐号|卡号|户名|建行|工行|农行|招行|邮储|中行|中信|交行)"
    r"[^\dx*\n]{0,22}(?:\$[a-z]|[a-z]{0,2}\d(?:[ \-*]{0,3}\d){5,})|(?<!\d)\d{2}-\d{2}-\d{2},? {1,2}(?:a/c |acct? |account )?\d{7,8}(?!\d)"
)
_EXCESS = re.compile(
    r"(?:instead of|rather than|in place of|not) ?(?:[$£€₦₹]|rm|rs\.? ?|s\$|c\$|a\$|n)?\d"
    r"|[\d千百十万]+[块元]?(?:[，,])?(?:打|转|退|输|发|看|写|填|扫)成了?[\d一二两三四五六七八九]"
)
_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


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
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        ).find_matches_as_indexes

    def mask(self, *classes: str) -> int:
        """Join the bits of some classes."""
        return sum({self.bits[name] for name in classes})

    def tokens(self, text: str) -> list[Token]:
        """Find the words of a folded text, in order and without overlap."""
        found: list[Token] = []
        masks, whole, shield = self._masks, self._whole, self._shield
        size = len(text)
        for word, start, end in self._find(text):
            left, right = whole[word]
            if left and start and text[start - 1] in _WORD:
                continue
            if right and end < size and text[end] in _WORD:
                continue
            if masks[word] != shield:
                found.append(Token(start, end, masks[word]))
        return self._with_sums(text, found)

    def _with_sums(self, text: str, found: list[Token]) -> list[Token]:
        # "Send £40": a verb right before a sum, whatever the sum.
        sums = [Token(*m.span(), self.bits["pay_sum"]) for m in _SUM.finditer(text)]
        sums += [Token(*m.span(), self.bits["e_acct"]) for m in _ACCOUNT.finditer(text)]
        sums += [Token(*m.span(), self.bits["excess"]) for m in _EXCESS.finditer(text)]
        return sorted(found + sums) if sums else found


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Build the lexicon once."""
    return Lexicon()
