"""Reading whole texts: the two cases it started from, and whatever else may come."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majiao.text import Heard, read
from majiao.text.reading import HEAD, TAIL

CALL = (
    "131号段拨打电话自称当当客服，并表示我昨日购买的书籍，因支付宝系统问题，支付未成功，需要办理退款。"
    "接着向我索要QQ号码，要求加了QQ后，将网址发过来，即可办理。同时，特别提醒不要挂断电话，"
    "电话录音是退款的凭证。然后立即发来一条网址（www.guardeasy.cn/****）。"
    "对方很生气的说：“你赶紧将安全软件卸掉，免得退款失败！”"
)
CUT_INTO_WORDS = re.sub("([一-鿿]{1,2}|[，。：！])", r"\1 ", CALL)
TURNS = (
    "您好，我是当当客服，您昨日购买的书籍因支付宝系统问题支付未成功，需要办理退款。",
    "您的QQ号是多少？加了QQ后我把网址发给您，就可以办理。",
    "不要挂断电话，电话录音是退款的凭证。",
    "你赶紧将安全软件卸掉，免得退款失败！",
)


def level(text):
    heard = Heard()
    heard.hear(read(text))
    return heard.level


@pytest.mark.parametrize("text", [CALL, CUT_INTO_WORDS])
def test_the_reported_call_is_dangerous_however_it_is_written(text):
    reading = read(text)
    tactics = {demand.tactic for demand in reading.demands}

    assert level(text) == "danger"
    assert tactics >= {
        "pretext_fault",
        "channel_move",
        "urgency_isolation",
        "link_form",
        "defence_disable",
    }
    assert ("url", "www.guardeasy.cn/****") in {(e.type, e.value) for e in reading.entities}


def test_the_call_is_dangerous_by_the_turn_that_asks_for_qq():
    heard = Heard()
    for turn in TURNS:
        heard.hear(read(turn, speaker="contact"), "contact")

    assert heard.danger == 1
    assert heard.score > 0.9


def test_languages_are_told():
    assert read("退款已经原路退回").lang == "zh"
    assert read("Your refund is on its way").lang == "en"
    assert read("").lang == "en"


def test_a_huge_text_is_read_at_both_ends():
    text = "填" * (HEAD + TAIL) + "请把验证码发给我"
    reading = read(text)

    assert reading.truncated
    assert not read("短").truncated
    assert {text[d.start : d.end] for d in reading.demands} >= {"验证码发给我"}


HOSTILE = [
    "😀" * 100_000,
    "1" * 100_000,
    "加QQ" * 33_000,
    "不要念验证码给我" * 12_000,
    "a." * 50_000,
    "a-" * 50_000,
    "@" * 100_000,
    "1 " * 50_000,
    "\x00" * 1000,
    "\u0301" * 100_000,
    "\u200b" * 100_000,
    "(" * 100_000,
    "send 5 " * 14_000,
    "百" * 100_000,
    "a\u0301" * 50_000,
    "a_" * 50_000,
    "\ud800 lone",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:6]))
def test_hostile_text_is_borne(text):
    reading = read(text)

    assert len(reading.entities) <= 60
    assert len(reading.demands) <= 200


WORDS = st.sampled_from(
    [
        *(
            "验证码",
            "发给我",
            "不要",
            "QQ ",
            "880011223",
            "共享屏幕",
            "转账",
            "安全账户",
            "对方",
            "让我",
        ),
        *("refund ", "read me ", "the code", "never ", "www.x-refund.top", "6230520010000000007"),
        *("，", "。", "？", "①", "\u200b", "加", "\n", "1 ", "3", " "),
    ]
)


@given(st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=40).map("".join))
@settings(deadline=None, max_examples=200)
def test_every_finding_lies_in_the_text(text):
    for speaker in ("contact", "customer", "unknown"):
        reading = read(text, speaker=speaker)
        for found in (*reading.entities, *reading.demands):
            assert 0 <= found.start < found.end <= len(text)
        for demand in reading.demands:
            assert 0 < demand.strength <= 1


@given(st.text(max_size=60))
@settings(deadline=None)
def test_reading_twice_is_reading_once(text):
    assert read(text) == read(text)
