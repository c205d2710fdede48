"""`majiao check`: the two real cases, and the contract's shape."""

import json

import pytest

CALL = (
    "我是当当客服，您昨天买的书因支付宝系统问题，支付未成功，需要办理退款。"
    "请加我的QQ，我把网址发给您。不要挂断电话，电话录音是退款的凭证。"
)
NOTICE = (
    "针对此系统故障导致客户的账户被锁定，解决方案是下拨1.5万元~30万元人民币激活资金至客户的退款账户。"
    "退款方式请到ogsgn.xiaodangjia.asia页面进行操作。"
)


def judged(majiao, *items):
    code, stdout, _ = majiao("check", "-", stdin="\n".join(map(json.dumps, items)).encode())
    return code, [json.loads(line) for line in stdout.splitlines()]


@pytest.mark.parametrize(
    ("item", "tactic"),
    [
        ({"id": "1", "kind": "call", "text": CALL}, "channel_move"),
        ({"id": "2", "kind": "notice", "text": NOTICE}, "link_form"),
        ({"id": "3", "kind": "field:address", "text": NOTICE}, "link_form"),
    ],
)
def test_the_two_cases_are_danger_with_their_words(majiao, item, tactic):
    code, (result,) = judged(majiao, item)
    assert code == 0
    assert (result["id"], result["verdict"]) == (item["id"], "danger")
    found = {one["id"]: one for one in result["tactics"]}
    assert tactic in found
    for one in (*result["tactics"], *result["entities"]):
        assert item["text"][one["start"] : one["end"]] == one["quote"]
    assert all(reason["zh"] and reason["en"] for reason in result["reasons"])
    assert "110" in result["advice"]["zh"]


def test_turns_say_when(majiao):
    turns = [
        {"role": "contact", "text": "您好，我是当当客服，您昨天的订单支付没有成功。"},
        {"role": "customer", "text": "啊，那怎么办？"},
        {"role": "contact", "text": "请加我的QQ，我把退款网址发给您，不要挂断电话。"},
        {"role": "contact", "text": "把手机上的安全软件卸掉，不然退款会失败。"},
    ]
    _, (result,) = judged(majiao, {"id": "t", "kind": "call", "turns": turns})
    assert result["verdict"] == "danger"
    assert result["first"]["danger"] in {2, 3}
    assert result["first"]["caution"] <= result["first"]["danger"]
    assert {one["turn"] for one in result["tactics"]} <= {0, 2, 3}


def test_an_honest_text_is_ok_and_never_called_safe(majiao):
    text = "您好，缺货的那件已经给您原路退回，三个工作日内到账，您不用操作。"
    _, (result,) = judged(majiao, {"id": "h", "kind": "im", "text": text})
    assert result["verdict"] == "ok"
    assert result["first"] == {"caution": None, "danger": None}
    assert "安全" not in result["advice"]["zh"].replace("安全软件", "")


def test_bad_items_cost_the_others_nothing(majiao):
    good = {"id": "g", "kind": "sms", "text": "您的包裹已到驿站"}
    code, got = judged(
        majiao,
        good,
        {"id": "b", "kind": "fax", "text": "x"},
        {"id": "n", "kind": "sms"},
        {"id": "f", "kind": "field:address", "turns": []},
        good,
    )
    assert code == 1
    assert [line["id"] for line in got] == ["g", "b", "n", "f", "g"]
    assert "at $.kind" in got[1]["error"]
    assert "either `text` or `turns`" in got[2]["error"]
    assert [line["line"] for line in got[1:4]] == [2, 3, 4]


def test_for_a_person(majiao):
    code, stdout, _ = majiao("check", "--kind", "call", "--text", CALL + "\x1b[2J")
    words = stdout.decode()
    assert code == 0
    assert words.startswith("危险")
    assert "\x1b" not in words
    english = majiao("check", "--kind", "call", "--lang", "en", "--text", CALL)[1].decode()
    assert english.startswith("Danger")
    assert "Hang up" in english


def test_one_of_file_and_text(majiao):
    assert majiao("check")[0] == 2
    assert majiao("check", "-", "--text", "x")[0] == 2
    code, _, stderr = majiao("check", "--kind", "fax", "--text", "x")
    assert code == 2
    assert "at $.kind" in stderr


@pytest.mark.parametrize("text", ["😀" * 100_000, "1" * 100_000, "退款" * 50_000, "\0" * 1000])
def test_hostile_texts_are_judged(majiao, text):
    code, (result,) = judged(majiao, {"id": "x", "kind": "im", "text": text})
    assert code == 0
    assert result["verdict"] in {"ok", "caution", "danger"}


def test_a_megabyte_of_emoji_is_refused_with_the_limit(majiao):
    code, (result,) = judged(majiao, {"id": "x", "kind": "im", "text": "😀" * 260_000})
    assert code == 1
    assert "length <= 100000, at $.text" in result["error"]
