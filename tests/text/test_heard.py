"""Evidence adds up over turns, survives encoding and stays small."""

import msgspec

from majiao.text import TACTICS, Demand, Heard, Reading, advice, read
from majiao.text.tactics import joint, verdict


def said(*pairs):
    some = next(iter(TACTICS.values())).reason
    demands = tuple(Demand(tactic, "rule", strength, 0, 1, some) for tactic, strength in pairs)
    return Reading("text", "zh", (), demands)


def test_tactics_are_joined_as_independent_witnesses():
    heard = Heard()
    heard.hear(said(("channel_move", 0.5)))
    heard.hear(said(("urgency_isolation", 0.4), ("channel_move", 0.3)))

    assert heard.strengths == {"channel_move": 0.5, "urgency_isolation": 0.4}
    assert heard.score == joint(heard.strengths) == 0.7
    assert (heard.caution, heard.danger) == (0, 1)
    assert heard.since == {"channel_move": 0, "urgency_isolation": 1}


def test_only_what_is_new_or_stronger_is_given_back():
    heard = Heard()

    assert len(heard.hear(said(("channel_move", 0.5)))) == 1
    assert heard.hear(said(("channel_move", 0.5))) == ()
    assert len(heard.hear(said(("channel_move", 0.6)))) == 1


def test_setting_the_stage_is_never_dangerous():
    assert verdict({"pretext_fault": 0.9, "borrowed_trust": 0.9}) == "caution"
    assert verdict({"pretext_fault": 0.35}) == "ok"
    assert verdict({"remote_control": 0.8}) == "danger"
    assert verdict({}) == "ok"


def test_a_customers_account_alone_asks_for_a_check_at_most():
    heard = Heard()
    for _ in range(3):
        heard.hear(said(*((tactic, 1.0) for tactic in TACTICS)), "customer")

    assert heard.level == "caution"


def test_it_survives_encoding_in_the_middle():
    whole, half = Heard(), Heard()
    turns = ["您的订单异常需要退款", "您加一下QQ", "把验证码发给我"]
    for turn in turns:
        whole.hear(read(turn, speaker="contact"))
        half.hear(read(turn, speaker="contact"))
        half = msgspec.msgpack.decode(msgspec.msgpack.encode(half), type=Heard)

    assert half == whole


def test_it_holds_twelve_tactics_however_long_the_call():
    heard = Heard()
    for number in range(2000):
        heard.hear(said(*((tactic, number / 2001) for tactic in TACTICS)))

    assert len(msgspec.msgpack.encode(heard)) < 2000


def test_advice_names_the_two_numbers_and_what_the_tactics_need():
    told = advice("danger", ["fee_credit_threat", "transfer_pretext"])

    assert "96110" in told.zh
    assert "110" in told.en
    assert "免费" in told.zh
    assert "银行" in told.zh
    assert "挂断" in told.zh
    assert "安全" not in advice("ok").zh
    assert all("，" in known.reason.zh or "。" in known.reason.zh for known in TACTICS.values())


def test_a_code_read_out_after_it_was_asked_for_is_one_more_witness():
    heard = Heard()
    heard.hear(said(("credential_harvest", 0.5)))
    before = heard.score
    fresh = heard.hear(read("四四九一二零", speaker="customer"), "customer")

    assert [demand.name for demand in fresh] == ["complied"]
    assert heard.score > before
    assert heard.hear(read("四四九一二零", speaker="customer"), "customer") == ()


def test_digits_that_nobody_asked_for_say_nothing():
    heard = Heard()

    assert heard.hear(read("449120", speaker="customer"), "customer") == ()
