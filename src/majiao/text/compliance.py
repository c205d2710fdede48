"""A customer who does what was asked: reads a code out, has installed the app."""

import re
from collections.abc import Iterator

from majiao.events import Reason
from majiao.text.shapes import Demand
from majiao.text.tactics import joint

ASKED_AT = 0.45
"""Strength a request must have before doing it says something."""

WEIGHT = 0.45
"""What doing it adds, as one more witness of the same tactic."""

LONGEST_TURN = 30
"""A longer turn says something else than "449 120" or "installed"."""

_NUMBER = "[0-9〇零一二三四五六七八九幺]"
_DONE = {
    "credential_harvest": re.compile(
        rf"(?<![0-9.¥$£€]){_NUMBER}(?:[ -]?{_NUMBER}){{3,7}}(?![0-9元块年月号])"
    ),
    "remote_control": re.compile(
        r"(?:装|下载|共享)(?:好了|了|上了)|(?i:\b(?:installed|downloaded|it's open)\b)"
    ),
}
_REASON = Reason(
    "您好像已经照对方说的做了，请马上停下，并联系您的银行。",
    "It seems you have done what they asked. Stop now and call your bank.",
)


def done(text: str, strengths: dict[str, float]) -> Iterator[Demand]:
    """Give what a customer's turn shows to have been done of what was asked before.

    Args:
        text: the customer's words.
        strengths: the evidence so far, by tactic.

    """
    for tactic, pattern in _DONE.items():
        before = strengths.get(tactic, 0.0)
        asked = before >= ASKED_AT and len(text) <= LONGEST_TURN
        found = pattern.search(text) if asked else None
        if found:
            strength = joint({"before": before, "now": WEIGHT})
            yield Demand(tactic, "complied", round(strength, 3), *found.span(), _REASON)
