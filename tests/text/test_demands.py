"""Each request beside its honest twin: the same words, nobody asked to do it."""

import pytest

from majiao.text import TACTICS, Heard, read

TWINS = [
    ("credential_harvest", "请把您收到的验证码发给我", "验证码请不要发给任何人"),
    ("credential_harvest", "把卡背面后三位念一下", "我们不会要您卡背面后三位"),
    ("credential_harvest", "您报一下银行卡号和取款密码", "您报一下取件码就行"),
    ("credential_harvest", "把付款码下面的数字念给我", "付款码千万不要念给别人"),
    ("credential_harvest", "等下来个六位数字，你拍给我", "验证码 604917，请勿转发"),
    (
        "credential_harvest",
        "Please read me the six-digit code",
        "Never read the six-digit code to anyone",
    ),
    (
        "credential_harvest",
        "Reply with your card number and CVV",
        "We never ask for your card number or CVV",
    ),
    (
        "credential_harvest",
        "a one time code is coming, send it here",
        "your locker code is 4471 2209",
    ),
    ("remote_control", "您打开共享屏幕，我看着您操作", "任何人让您共享屏幕都是骗子"),
    ("remote_control", "下载向日葵，把识别码报给我", "不用下载任何软件，在订单里点就行"),
    ("remote_control", "你进来把屏幕共想打开我看着你点", "您的手机屏幕碎了可以换新"),
    (
        "remote_control",
        "Please install AnyDesk and tell me the number",
        "You don't need to install AnyDesk",
    ),
    (
        "remote_control",
        "share your screen so I can help",
        "we will never ask you to share your screen",
    ),
    ("channel_move", "您加一下我们理赔专员的QQ", "不用加QQ，在订单页点联系客服"),
    ("channel_move", "Add our refund agent on WhatsApp", "We do not use WhatsApp for refunds"),
    ("link_form", "退款请打开 tuikuan-kefu.top 填写", "退款请在订单页点申请退货"),
    ("transfer_pretext", "先转账到安全账户验证", "没有什么安全账户，请不要转账"),
    ("transfer_pretext", "请先缴纳解冻金，随后一并返还", "我们把押金退到您付款的那张卡"),
    ("transfer_pretext", "多退的钱您转回来给我", "多退的钱系统会自己追回，您不用转"),
    (
        "transfer_pretext",
        "Buy gift cards to get the refund",
        "If anyone asks you to buy gift cards, hang up",
    ),
    (
        "transfer_pretext",
        "I refunded 950 instead of 95, pay the difference",
        "We paid the difference to your card",
    ),
    ("loan_lift", "您打开借呗把额度借出来", "千万不要从借呗借出来给别人"),
    ("loan_lift", "You have to take out a quick loan first", "You never need to take out a loan"),
    ("defence_disable", "赶紧把安全软件卸掉", "请不要卸掉安全软件"),
    ("defence_disable", "96110的电话您别接", "96110的电话请您接听"),
    ("defence_disable", "Turn off the antivirus first", "Do not turn off the antivirus"),
    ("urgency_isolation", "您别挂电话，挂断就退不了", "您可以挂断电话，从App里找我们"),
    ("urgency_isolation", "这件事不要告诉家人", "您可以跟家人商量一下"),
    ("urgency_isolation", "stay on the line with me", "you can hang up and call us back"),
    ("escalate_repeat", "刚才那笔失败了，再转一次，两笔一起返还", "刷新再看，不会重复扣款"),
]


def asked(text, tactic):
    return max((d.strength for d in read(text).demands if d.tactic == tactic), default=0.0)


@pytest.mark.parametrize(("tactic", "scam", "honest"), TWINS)
def test_a_request_is_heard_and_its_twin_is_not(tactic, scam, honest):
    assert asked(scam, tactic) >= 0.3
    assert asked(honest, tactic) == 0


HEAVY = [tactic for tactic, known in TACTICS.items() if known.heavy]


@pytest.mark.parametrize(
    "honest",
    [
        "如有人以客服名义要求您加QQ、共享屏幕、提供验证码，请立即挂断并拨打96110。",
        "您好，您的包裹放驿站了，报取件码和手机后四位就能拿。",
        "退款已原路退回您付款的那张卡，不需要您提供卡号和验证码。",
        "您这单缺货，已原路退款，不用任何操作。",
        "麻烦拍一下破损的地方，我给您补发。",
        "我们不会让您转账，也不会要您的验证码。",
        "刚才有人打电话说我的订单异常要给我退款，是你们吗？",
        "Please send a photo of the broken cup, and the refund goes back to your card.",
        "The driver needs the delivery code when he arrives.",
        "For security, confirm only the last four digits of your card.",
        "Beware of callers asking you to move money to a safe account.",
        "Your refund was sent to the card you paid with. Nothing to do.",
    ],
)
def test_honest_messages_ask_for_nothing_heavy(honest):
    heard = Heard()
    heard.hear(read(honest))

    assert heard.level == "ok"


@pytest.mark.parametrize(
    "disguised",
    [
        "请把验 证 码 发 给 我",
        "請把驗證碼發給我",
        "请把\u200b验\u200b证码发给我",
        "请把 验证马 发给我",
        "READ  ME THE OTP",
        "ｒｅａｄ ｍｅ ｔｈｅ ｏｔｐ",
    ],
)
def test_disguised_requests_are_heard(disguised):
    assert asked(disguised, "credential_harvest") >= 0.5


def test_what_somebody_else_does_is_no_request():
    assert asked("我们先转账给您，请查收", "transfer_pretext") == 0
    assert asked("The bank may read you the code", "credential_harvest") == 0


def test_a_customers_own_words_are_no_demand():
    assert not read("要我把验证码发给你吗", speaker="customer").demands


def test_a_customer_may_tell_of_a_demand():
    told = read("他让我加QQ，还要我把验证码发给他", speaker="customer")

    assert {d.tactic for d in told.demands} >= {"channel_move"}
    assert all(d.strength < 0.4 for d in told.demands)


def test_an_account_of_a_call_counts():
    text = "对方向我索要QQ号，要求加了QQ后把网址发过来，还提醒不要挂断电话，让我把安全软件卸掉"
    heard = Heard()
    heard.hear(read(text))

    assert heard.level == "danger"
    assert set(heard.strengths) >= {"channel_move", "urgency_isolation", "defence_disable"}


def test_quotes_are_the_words_as_sent():
    text = "对方 说 ： “ 你 赶紧 将 安全软件 卸掉 ， 免得 退款 失败 ！ ”"
    quotes = {text[d.start : d.end] for d in read(text).demands if d.tactic == "defence_disable"}

    assert quotes == {"安全软件 卸掉"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Our staff never ask you to install an app, share your screen or buy gift cards.", False),
        ("We will never ask you to pay a fee, click a link or read out a code.", False),
        ("We never lose a parcel, but please share your screen or buy gift cards.", True),
        ("We never charge for it, just read me the code on your phone, or it lapses.", True),
    ],
)
def test_never_denies_a_list_and_not_what_comes_after_a_turn(text, asked):
    assert any(demand.strength >= 0.4 for demand in read(text, speaker="contact").demands) == asked
