"""A field with a planted notice beside a field with what people write there."""

import pytest

from majiao.text import read_field

SEED = (
    "针对此系统故障导致客户的账户被锁定，解决方案是下拨1.5万元~30万元人民币激活资金至客户的退款账户。"
    "退款方式请到ogsgn.xiaodangjia.asia页面进行操作。"
    "亚马逊企业法人是万瑞雪，对公账户为：6230520010007697078。"
)


def test_the_notice_of_the_case_is_held_for_what_it_holds():
    reading = read_field("address", {"name": "王女士", "line": SEED})
    quotes = " ".join(evidence.quote for evidence in reading.evidence)

    assert reading.level == "danger"
    assert {kind for _, entity in reading.entities for kind in [entity.type]} >= {"url", "card"}
    assert "ogsgn.xiaodangjia.asia" in quotes
    assert "6230520010007697078" in quotes
    assert "对公账户" in reading.reason.zh
    assert {evidence.where for evidence in reading.evidence} == {"parts.line"}


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("address", "订单异常退款请加扣扣 八八零零一一二三九"),
        ("address", "退款办理 tuikuan-kefu.top"),
        ("address", "客服退款专线 17000001234"),
        ("address", "打款到 6230520010000000007"),
        ("nickname", "退款专员 薇❤kf_zz90"),
        ("wishlist", "Refund on hold, message our claims officer on WhatsApp +1 202 555 0143"),
        ("profile", "退赔登记 请打开 lipei-kefu.vip 填卡号"),
        ("review", "他们让我把屏幕共享打开，快加 QQ 880011223 退款"),
        ("order_note", "To get your refund read the six-digit code to 555 0158"),
        ("gift", "您的退款被冻结，加微信 kf_zz90 解冻"),
    ],
)
def test_planted_notices_are_held(surface, text):
    assert read_field(surface, {"text": text}).level == "danger"


@pytest.mark.parametrize(
    ("surface", "text"),
    [
        ("address", "杭州市西湖区古墩路1899号3幢2单元501室 13800000012"),
        ("address", "客户服务中心退换货组 王芳 收"),
        ("address", "公安局反诈中心 宣传科"),
        ("address", "WhatsApp Inc. visitors lobby, 1 Example Way"),
        ("address", "Leave it with the concierge, buzz 1702, phone 202-555-0143"),
        ("nickname", "退货困难户小默"),
        ("wishlist", "The lamp from ikea.com"),
        ("wishlist", "ISBN 9787111213826 深入理解计算机系统"),
        ("review", "杯子碎了，客服当天就全额退款了"),
        ("review", "I nearly fell for a refund scam, never share your screen"),
        ("order_note", "上一单 YT8800112233445 没收到"),
        ("gift", "生日快乐，这是给你的小礼物"),
    ],
)
def test_what_people_write_is_let_through(surface, text):
    assert read_field(surface, {"text": text}).level == "ok"


def test_a_notice_split_over_parts_is_put_together():
    parts = {"name": "退款专员", "line": "订单异常 请加", "notes": "扣扣 二八五一零七三九"}
    reading = read_field("address", parts)

    assert reading.level == "danger"
    for evidence in reading.evidence:
        part = parts[evidence.where.removeprefix("parts.")]
        assert part[evidence.start : evidence.end] == evidence.quote != ""


def test_parts_do_not_run_together_into_numbers():
    reading = read_field("address", {"house": "502", "phone": "13800000012", "zip": "310000"})

    assert [(name, e.value) for name, e in reading.entities] == [("phone", "13800000012")]
    assert reading.level == "ok"


def test_a_chat_alone_asks_for_a_check_and_is_a_contact():
    reading = read_field("profile", {"about": "微信 kf_zz90"})

    assert reading.level == "caution"
    assert reading.contact


def test_the_shops_own_domain_is_no_foreign_link():
    parts = {"about": "见 www.shop.example/help"}

    assert read_field("nickname", parts).level == "danger"
    assert read_field("nickname", parts, own_domains=("shop.example",)).level == "ok"


def test_a_disguised_phone_is_no_delivery_phone():
    assert read_field("address", {"line": "一三一零零零零八八九九"}).contact
    assert not read_field("address", {"line": "13100008899"}).contact


def test_empty_parts_are_quiet():
    assert read_field("address", {}).level == "ok"
    assert read_field("address", {"a": "", "b": ""}).level == "ok"
