"""What the page of `customer-demands` cannot show."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from majiao.detectors.contact.customer_demands import Conversation, CustomerDemands
from majiao.events import Contact, Context, Message

START = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)


def message(text, *, after=0, role="contact", phone=None):
    return Message(
        id=f"m{after}",
        time=START + timedelta(seconds=after),
        conversation="c1",
        role=role,
        text=text,
        channel="call",
        contact=Contact(phone=phone) if phone else None,
    )


def run(*turns, context=None, state=None):
    """Give the signals of each turn of one conversation."""
    detector, state = CustomerDemands(context or Context()), state or Conversation()
    return [list(detector.update(state, turn)) for turn in turns]


def test_the_level_rises_with_the_turns_and_each_signal_quotes_its_own():
    texts = [
        "您的订单因为系统故障支付未成功，要给您办理退款。",
        "您加一下我们的QQ，我发给您。",
        "赶紧把安全软件卸掉，免得退款失败！",
    ]
    first, second, third = run(*(message(t, after=i) for i, t in enumerate(texts)))

    assert first == []
    assert [(s.level, s.tactic) for s in second] == [("danger", "channel_move")]
    assert [(s.level, s.tactic) for s in third] == [("danger", "defence_disable")]
    assert [e.quote for e in second[0].evidence] == ["加一下我们的QQ"]
    assert "安全软件卸掉" in [e.quote for e in third[0].evidence]


def test_what_was_said_before_is_not_signalled_again():
    demand = "请把验证码发给我"
    first, again = run(message(demand), message(demand, after=5))

    assert len(first) == 1
    assert again == []


def test_another_tactic_of_the_same_level_is_signalled():
    first, hurry, screen = run(
        message("请把验证码发给我"),
        message("快点，马上就过期了", after=5),
        message("然后打开共享屏幕", after=9),
    )

    assert first[0].tactic == "credential_harvest"
    assert hurry == []
    assert screen[0].tactic == "remote_control"


def test_the_customers_own_words_raise_nothing():
    signals = run(
        message("我要把验证码发给你吗", role="customer"),
        message("那我先转账到安全账户", role="customer", after=5),
    )

    assert signals == [[], []]


def test_what_the_customer_tells_is_at_most_a_caution():
    told = "他让我加QQ，让我把验证码发给他，还让我共享屏幕，叫我转账到安全账户"
    [signals] = run(message(told, role="customer"))

    assert {s.level for s in signals} <= {"caution"}


@pytest.mark.parametrize("phone", ["17000001234", "+1 202 555 0143"])
def test_an_odd_number_raises_the_score_and_never_the_level(phone):
    story = "您的订单异常要给您退款"
    demand = "请加一下QQ"
    [[plain]] = run(message(demand, phone="13800000012"))
    [[odd]] = run(message(demand, phone=phone))
    known = Context(official_phones=(phone,))
    [[official]] = run(message(demand, phone=phone), context=known)

    assert plain.level == odd.level == "caution"
    assert official.score == plain.score < odd.score
    assert run(message(story, phone=phone)) == [[]]


def test_a_restart_goes_on_where_it_stopped():
    detector, state = CustomerDemands(Context()), Conversation()
    detector.update(state, message("您的订单故障要退款"))
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=Conversation)
    turn = message("加一下我的QQ", after=9)

    assert list(detector.update(again, turn)) == list(detector.update(state, turn))
    assert again == state


def test_conversations_are_told_apart():
    assert CustomerDemands(Context()).keys(message("x")) == ("c1",)
