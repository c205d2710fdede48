"""A call or chat written line by line, with who said it in front."""

import re
from typing import Literal

from majiao.engine.check_shapes import Turn

Role = Literal["contact", "customer"]

MOST = 1000
"""Turns in one dialogue."""

_WHO: dict[Role, tuple[str, ...]] = {
    "contact": (
        *("客服", "客服人员", "对方", "骗子", "来电", "来电人", "来电者", "店家", "商家", "卖家"),
        *("caller", "they", "them", "agent", "support", "customer service", "staff", "seller"),
    ),
    "customer": (
        *("我", "我说", "顾客", "客户", "买家", "本人", "用户"),
        *("me", "i", "customer", "buyer", "victim"),
    ),
}

_ROLE: dict[str, Role] = {name: role for role, names in _WHO.items() for name in names}

_LINE = re.compile(
    rf"[ \t\u3000]*({'|'.join(sorted(_ROLE, key=len, reverse=True))})[ \t]{{0,3}}[:：]",
    re.IGNORECASE,
)


def read_turns(text: str) -> tuple[Turn, ...]:
    """Split a dialogue at the lines that say who speaks; other lines go on with the turn.

    Returns:
        the turns; none if no line says who speaks, or there are more than `MOST`.

    """
    turns: list[tuple[Role, list[str]]] = []
    named = False
    for line in text.split("\n"):
        if found := _LINE.match(line):
            named = True
            turns.append((_ROLE[found[1].lower()], [line[found.end() :].strip()]))
        elif turns:
            turns[-1][1].append(line)
        elif line.strip():
            turns.append(("contact", [line]))
    if not named or len(turns) > MOST:
        return ()
    return tuple(Turn(role, "\n".join(lines).rstrip()) for role, lines in turns)
