"""Talk of refunds, payments, locked accounts, checks and parcel fees."""

import pytest

from majiao.links import hear, talk_in


@pytest.mark.parametrize(
    "text",
    [
        "您的订单需要办理退款",
        "您 的 订单 需要 办理 退 款",
        "您的訂單重複扣款，需辦理退刷",
        "账户被锁定，请验证",
        "包裹派送失败，请补运费3元",
        "支付 未 成功",
        "ＲＥＦＵＮＤ 通道：退款",
        "Your refund is waiting",
        "Your account is suspended",
        "Parcel held, pay the delivery fee",
        "please verify your details",
        "sign in and pay today",
    ],
)
def test_talk_of_money_is_heard(text):
    assert talk_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好的谢谢",
        "安装方法看这个教程",
        "今天天气不错，下午去喝茶",
        "See you at the party",
        "The unlocking mechanism of the novel is prizeless",
        "😀" * 100,
    ],
)
def test_other_talk_is_not(text):
    assert not talk_in(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("请填写卡号和有效期", True),
        ("输入密码即可", True),
        ("enter the card number and the security code", True),
        ("不用填卡号", False),
        ("请勿告诉任何人验证码", False),
        ("we never ask for your password", False),
        ("you do not need a card number here", False),
    ],
)
def test_being_asked_is_told_from_being_told_not_to(text, asks):
    assert hear(text).talk.asks is asks


@pytest.mark.parametrize("text", ["退款", "refund ", "【淘宝", "验证码", "\u0301", "\x00", "no "])
def test_hostile_text_is_heard_in_linear_time(text):
    hear(text * 200_000)
