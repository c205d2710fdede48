"""Events for measuring speed: a plain shop day with some stuffing in it.

It says nothing about how well anything is detected.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

_START = datetime(2026, 11, 11, 8, 0, tzinfo=UTC)
_AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; PKG110) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36",
)
_STREETS = ("文汇路", "景坛路", "黄山路", "河东路", "栋梁路", "人民大道", "长江中路")
_REMARKS = ("", "放门口", "到了打电话", "放快递柜", "周末送", "请放前台 别按门铃")
_REVIEWS = ("质量不错,第{n}次买", "买了{n}件,比上次薄一点", "{n}天就到了", "颜色和图片有{n}成差别")
_LINES = (
    ("contact", "您好,我是店铺客服,您的订单{n}今天已经发出了"),
    ("customer", "好的,尾号{n}那单什么时候能到?"),
    ("contact", "一般两三天,到了会有短信,您{n}号前注意查收"),
    ("contact", "缺货的{n}件已经给您原路退回了,三个工作日内到账,您不用操作"),
    ("customer", "那第{n}单的验证码之类的要给你吗"),
    ("contact", "不需要,谁问您要验证码都不要告诉他,您的单号是{n}"),
    ("contact", "地址已经帮您改成{n}号楼了,明天送"),
    ("customer", "谢谢,我住{n}室"),
    ("contact", "Hi, your parcel {n} left our warehouse this morning, nothing to do on your side"),
)
"""No line comes twice, so that no cache of read texts makes it look quicker than it is."""

SHARES = {"login": 0.6, "field_edit": 0.2, "message": 0.2}
"""How much of the mixed workload each kind is."""


def workload(count: int, kinds: tuple[str, ...], seed: int = 7) -> Iterator[bytes]:
    """Give `count` events as JSON lines, twenty a second of event time.

    Args:
        count: how many.
        kinds: which of `SHARES`; their shares keep their proportion.
        seed: the same seed gives the same bytes.

    """
    rng = random.Random(seed)  # noqa: S311  not for secrets
    makers = {"login": _login, "field_edit": _field, "message": _message}
    weights = [SHARES[kind] for kind in kinds]
    for number in range(count):
        (kind,) = rng.choices(kinds, weights)
        time = _START + timedelta(milliseconds=50 * number)
        yield msgspec.json.encode(
            {"id": f"b{number}", "time": time, "kind": kind, **makers[kind](rng, number)}
        )


def _login(rng: random.Random, _number: int) -> dict[str, Any]:
    if rng.random() < 0.1:  # noqa: PLR2004  stuffing's share
        account, source = rng.randrange(20_000), f"198.51.100.{rng.randrange(40)}"
        return {
            "account": f"a{account}",
            "outcome": "failure",
            "reason": "bad_password",
            "ip": source,
            "user_agent": _AGENTS[2],
        }
    account = rng.randrange(5_000)
    return {
        "account": f"a{account}",
        "outcome": "success" if rng.random() < 0.92 else "failure",  # noqa: PLR2004  typos
        "ip": f"10.{account % 7}.{account % 200}.{rng.randrange(4)}",
        "device": f"d{account}",
        "user_agent": _AGENTS[account % 3],
    }


def _field(rng: random.Random, number: int) -> dict[str, Any]:
    account = rng.randrange(5_000)
    person = {"account": f"a{account}", "device": f"d{account}"}
    if rng.random() < 0.25:  # noqa: PLR2004  reviews among the edits
        return {
            **person,
            "surface": "review",
            "parts": {"text": rng.choice(_REVIEWS).format(n=number)},
        }
    street = f"{rng.choice(_STREETS)}{rng.randrange(1, 999)}号{rng.randrange(1, 30)}幢"
    parts = {"street": street, "phone": f"138{number:08}", "notes": rng.choice(_REMARKS)}
    return {**person, "surface": "address", "parts": parts}


def _message(rng: random.Random, number: int) -> dict[str, Any]:
    role, text = rng.choice(_LINES)
    conversation = f"c{number // 40}-{rng.randrange(5)}"
    text = text.format(n=number)
    return {"conversation": conversation, "role": role, "text": text, "channel": "chat"}
