"""What the page of `foreign-link` cannot show."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from majiao.detectors.page.foreign_link import ForeignLink, Heard
from majiao.events import Context, FieldEdit, Message

START = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
STORY = "我是淘宝客服，您的订单支付未成功，需要办理退款"


def message(text, *, after=0.0, role="contact", conversation="c1"):
    return Message(
        id=f"m{after}{role}",
        time=START + timedelta(seconds=after),
        conversation=conversation,
        role=role,
        text=text,
        channel="chat",
    )


def edit(parts, *, surface="address", after=0.0):
    return FieldEdit(
        id=f"e{after}",
        time=START + timedelta(seconds=after),
        account="a1",
        surface=surface,
        parts=parts,
    )


def run(events, context=None):
    """Replay events that share one key; give the signals of each."""
    detector, state = ForeignLink(context or Context()), Heard()
    signals = []
    for event in events:
        signals.append(detector.update(state, event))
        state = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=Heard)
    return signals


def test_the_link_is_quoted_as_it_was_written():
    text = "淘宝退款请登录 www . guardeasy . cn / * * * * 办理"
    ((signal,),) = run([message(text)])
    (evidence,) = signal.evidence
    assert evidence.where == "text"
    assert text[evidence.start : evidence.end] == evidence.quote
    assert evidence.quote.startswith("www . guardeasy")
    assert signal.subject.type == "conversation"


def test_a_link_in_a_part_is_quoted_from_that_part():
    ((signal,),) = run([edit({"name": "王芳", "notes": "退款请到 tkzx-1.test 办理"})])
    assert signal.level == "danger"
    assert signal.evidence[0].where == "parts.notes"
    assert signal.evidence[0].quote == "tkzx-1.test"


def test_a_bare_link_is_judged_by_what_came_before():
    assert run([message("www.guardeasy.cn/****")]) == [()]
    _, (signal,) = run([message(STORY), message("www.guardeasy.cn/****", after=60)])
    assert signal.level == "danger"


def test_what_the_customer_says_is_heard_but_not_judged():
    heard = message("我的退款怎么还没到，tk1.test 是你们的吗", role="customer")
    assert run([heard]) == [()]
    shop = Context(brand="当当", shop_domains=("dangdang.com",))
    _, (signal,) = run([heard, message("www.kx82.test", after=60)], shop)
    assert signal.level == "danger"


def test_talk_is_forgotten_after_two_days():
    late = message("www.guardeasy.cn/****", after=3 * 86_400)
    assert run([message(STORY), late])[1] == ()


def test_talk_that_arrives_late_does_not_turn_the_clock_back():
    events = [message(STORY, after=7200), message(STORY), message("kx82.test", after=7260)]
    assert run(events)[2][0].level == "danger"


def test_a_link_that_came_bare_is_judged_when_the_talk_follows():
    events = [message("www.guardeasy.cn/****"), message(STORY, after=30)]
    first, (signal,) = run(events)
    assert first == ()
    assert signal.level == "danger"
    assert "guardeasy.cn" in signal.reason.zh


def test_one_signal_for_the_worst_of_many_links():
    text = STORY + " amazon.cn blog.example taobao.com.evil.test kx82.example"
    ((signal,),) = run([message(text)])
    assert signal.evidence[0].quote == "taobao.com.evil.test"


def test_the_shops_own_links_are_quiet():
    shop = Context(brand="云杉商城", shop_domains=("yunshan.example",))
    assert run([message(STORY), message("m.yunshan.example/r/1", after=5)], shop) == [(), ()]
    assert run([edit({"notes": "退款见 m.yunshan.example/r/1"})], shop) == [()]


@pytest.mark.parametrize(
    ("surface", "levels"), [("address", ["caution"]), ("review", []), ("profile", [])]
)
def test_a_plain_link_matters_only_where_links_have_no_place(surface, levels):
    (signals,) = run([edit({"text": "见 blog.example/a"}, surface=surface)])
    assert [signal.level for signal in signals] == levels


def test_a_part_called_text_has_the_path_of_a_part():
    ((signal,),) = run([edit({"text": "退款请到 tkzx-1.test"}, surface="review")])
    assert signal.evidence[0].where == "parts.text"


def test_the_state_stays_small():
    detector, state = ForeignLink(Context()), Heard()
    names = ("淘宝", "京东", "拼多多", "亚马逊", "当当", "苏宁", "美团")
    for i in range(300):
        text = f"我是{names[i % 7]}客服，退款 kx{i}.test/{'a' * 2000}"
        detector.update(state, message(text, after=i))
    assert len(msgspec.msgpack.encode(state)) < 4096


@pytest.mark.parametrize(
    "text", ["😀", "1", "\x00", "\u0301", "a.cn ", "退款", "http://", "@", ".", "[.]"]
)
def test_hostile_text_is_survived(text):
    detector = ForeignLink(Context())
    long = text * (100_000 // len(text))
    detector.update(Heard(), message(long))
    detector.update(Heard(), edit({"notes": long}))
