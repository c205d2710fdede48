"""Contacts, accounts and links told from what only looks like them."""

import pytest

from majiao.text import read
from majiao.text.numbers import card_shaped, from_abroad, is_virtual, luhn


def found(text):
    return {(e.type, e.value) for e in read(text).entities}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("打我电话13100000011", ("phone", "13100000011")),
        ("电话 一三一 零零零零 八八九九", ("phone", "13100008899")),
        ("☎️ 1️⃣3️⃣1️⃣0️⃣0️⃣0️⃣0️⃣6️⃣6️⃣7️⃣7️⃣", ("phone", "13100006677")),
        ("请拨 400-000-1234", ("phone", "4000001234")),
        ("call 1-888-555-0142 now", ("phone", "18885550142")),
        ("加扣扣：八八零零一一二三九", ("qq", "880011239")),
        ("Q\u200bQ 880⁠011⁠2244", ("qq", "8800112244")),
        ("薇❤kf_zz90", ("wechat", "kf_zz90")),
        ("message me on WhatsApp +1 202 555 0143", ("im", "12025550143")),
        ("Telegram @refund_desk1", ("im", "refund_desk1")),
        ("请打开 refund-desk.example/a1 。", ("url", "refund-desk.example/a1")),
        ("hxxp://refund-desk.example", ("url", "refund-desk.example")),
        ("登录 refund-desk点example", ("url", "refund-desk.example")),
        ("浏览器输入 192.0.2.8:8080/tb", ("url", "192.0.2.8:8080/tb")),
        ("写信到 help＠refund.example", ("email", "help@refund.example")),
        ("service(at)refund.example", ("email", "service@refund.example")),
        ("卡号：6230520010000000007", ("card", "6230520010000000007")),
        ("对公账户 120205540930008712", ("company_account", "120205540930008712")),
        ("复制￥DemoTkl88￥打开", ("taokouling", "demotkl88")),
        ("会议号 882 104 557", ("meeting", "882104557")),
        ("订单号 110039270541", ("order", "110039270541")),
        ("您的快递YT8800112233445到了", ("waybill", "8800112233445")),
        ("退您 78.50元", ("amount", "78.50元")),
    ],
)
def test_it_is_found_and_normalised(text, entity):
    assert entity in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "杭州市西湖区古墩路1899号3幢2单元501室",
        "合同编号HT-2024-0131-7000",
        "ISBN 9787111213826",
        "税号 91330100MA0000000X",
        "v2.0.1 固件的那批",
        "马拉松PB 3:17:00",
        "点城科技 com座",
        "I want what was promised on Monday",
    ],
)
def test_numbers_of_daily_life_are_no_contacts(text):
    kinds = {kind for kind, _ in found(text)}

    assert kinds.isdisjoint({"phone", "qq", "wechat", "im", "url", "card", "company_account"})


def test_entities_quote_the_text_as_sent():
    text = "请加 ＱＱ：８８００１１２２３ 谢谢"
    [entity] = read(text).entities

    assert text[entity.start : entity.end] == "８８００１１２２３"


def test_cards_are_checked_by_their_last_digit_and_shape():
    assert luhn("6230520010000000007")
    assert not luhn("6230520010000000008")
    assert card_shaped("6230520010000000007")
    assert not card_shaped("9787111213826")


def test_resold_and_foreign_numbers_are_told():
    assert is_virtual("170 0000 1234")
    assert is_virtual("+86 165-0000-0001")
    assert not is_virtual("13800000012")
    assert from_abroad("+1 202 555 0143")
    assert from_abroad("00852 0000 1234")
    assert not from_abroad("+86 138 0000 0012")
