"""A message heard once, however many links it carries."""

import re

from msgspec import Struct

from majiao.links.claims import Claimed, claimed_in
from majiao.links.folding import fold
from majiao.links.talk import Talk, listen
from majiao.links.url import Url
from majiao.links.wording import is_cheap, office_words

_NAME_MIN = 4
_BEGINNING = 4000
_IN_A_LINK = frozenset(".@/")
_JOINTS = re.compile(r"[\s&'’-]+")


class Said(Struct, frozen=True):
    """What a message says, as far as it matters to a link in it.

    Attributes:
        talk: what it talks about.
        claimed: the brand it speaks for or names.
        text: its folded beginning, in which firms' names are looked for.

    """

    talk: Talk = Talk()
    claimed: Claimed | None = None
    text: str = ""


def hear(text: str) -> Said:
    """Listen to a message; linear in its length."""
    if not text:
        return Said()
    plain = fold(text)
    return Said(listen(plain), claimed_in(plain), plain[:_BEGINNING])


def is_named(url: Url, said: Said) -> bool:
    """Say whether the message calls somebody by the very name that was registered.

    The shape of an honest small firm (Thistle Pottery, thistlepottery.scot). A scammer can do
    the same, so it keeps a finding at `caution` and never clears it.
    """
    name = url.registrable_domain.partition(".")[0].replace("-", "")
    if len(name) < _NAME_MIN or url.is_ip or is_cheap(url) or office_words(url):
        return False
    joined = _JOINTS.sub("", said.text.lower())
    at = joined.find(name)
    while at >= 0:
        beside = joined[max(at - 1, 0) : at] + joined[at + len(name) : at + len(name) + 1]
        if not set(beside) & _IN_A_LINK:
            return True
        at = joined.find(name, at + len(name))
    return False
