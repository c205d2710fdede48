"""One link judged by what does not fit together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majiao.events import Context
from majiao.links import canonical, imitation, judge

SHOP = Context(brand="云杉商城", shop_domains=("yunshan.example",))


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("www.guardeasy.cn/****", "我是淘宝客服，支付未成功，需要办理退款，请登录"),
        ("www . guardeasy . cn / * * * *", "因 支付宝 系统 问题 ， 支付 未 成功 ， 需要 办理 退款"),
        ("ogsgn.xiaodangjia.asia", "亚马逊系统故障导致账户被锁定，退款方式请到页面操作"),
        ("jd-tsk.hao-mei9.test", "京東客服：您的訂單重複扣款，請填寫信用卡號"),
        ("usps-parcel.example", "USPS: your parcel is held, pay the delivery fee"),
        ("kx82.example", "Refund approved, enter the card number and the security code"),
        ("t.cn/Rabc", "【淘宝】退款异常，请填写银行卡号和验证码"),
    ],
)
def test_a_refund_story_with_a_foreign_link_is_danger(url, text):
    assert judge(url, text=text).level == "danger"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://www.amazon.cn/gp/css", "亚马逊：您的退款已原路退回"),
        ("sf-express.com", "【顺丰速运】理赔金额86元已退到付款账户，进度见 sf-express.com"),
        ("mobile.pinduoduo.com", "【拼多多】差价已自动退回"),
        ("https://www.paypal.com/disputes/", "PayPal: refund of $48.00"),
        ("https://www.ebay.co.uk", "eBay: the £44.99 was refunded to PayPal"),
        ("https://www.tax.service.gov.uk/", "HMRC: your refund"),
        ("blog.example/howto", "安装教程"),
        ("https://someone.github.io/taobao-tools/", ""),
        ("https://www.zhihu.com/question/1", "比淘宝便宜，看这个"),
    ],
)
def test_what_fits_together_is_ok(url, text):
    assert judge(url, text=text).level == "ok"


def test_with_a_known_shop_a_refund_link_elsewhere_is_danger_and_at_the_shop_is_ok():
    text = "您的订单退款失败，请重新办理"
    assert judge("kx82.example", text=text).level == "caution"
    assert judge("kx82.example", text=text, context=SHOP).level == "danger"
    assert judge("m.yunshan.example/return", text=text, context=SHOP).level == "ok"
    assert judge("yunshan.example.kx82.test", text=text, context=SHOP).level == "danger"


def test_talk_heard_before_counts():
    shop = Context(brand="当当")
    assert judge("www.guardeasy.cn/****", context=shop).level == "ok"
    finding = judge("www.guardeasy.cn/****", talk=True, context=shop)
    assert (finding.level, finding.brand_claimed) == ("danger", "Dangdang")


def test_an_honest_small_firm_that_names_itself_is_caution_at_most():
    text = "Thistle Pottery: send a photo and we refund £14.50 by card number on file"
    assert judge("thistlepottery.example", text=text).level == "caution"


IMITATED = {
    "taobao.com.evil.example": ("taobao", "embedded"),
    "taobao-com.evil.example": ("taobao", "embedded"),
    "https://taobao.com@evil.example": ("taobao", "embedded"),
    "tаobao.example": ("taobao", "letters"),
    "аррӏе.com": ("apple", "letters"),
    "paypa1.example": ("paypal", "letters"),
    "rnercari.example": ("mercari", "letters"),
    "payqal.example": ("paypal", "misspelt"),
    "alipaay.example": ("alipay", "misspelt"),
    "dagndang.example": ("dangdang", "misspelt"),
    "taobaokefu.example": ("taobao", "service"),
    "amazon-refund.example": ("amazon", "service"),
    "amazon.evil.example": ("amazon", "part"),
    "zalando.gr": ("zalando", "national"),
}


@pytest.mark.parametrize("url", IMITATED)
def test_an_imitated_name_is_recognised(url):
    found = imitation(canonical(url))
    assert (found.brand.id, found.how) == IMITATED[url]
    assert judge(url, talk=True).level == ("caution" if found.how == "national" else "danger")


@pytest.mark.parametrize(
    "url",
    ["applepie.example", "purchase.example", "targets.example", "yellow.example", "jdk.example"],
)
def test_an_ordinary_name_imitates_nobody(url):
    assert imitation(canonical(url)) is None


def test_weak_signs_alone_raise_nothing_worse_than_caution():
    for url in (
        "http://203.0.113.7/a",
        "http://a@kx82.example/",
        "kx82.top",
        "http://bücher.example",
    ):
        assert judge(url).level != "danger"
    assert judge("http://203.0.113.7/a", text="退款请点").level == "danger"


def test_the_finding_says_whose_domain_it_is():
    finding = judge("HTTP://WWW.Guardeasy.CN/a", text="【淘宝】退款")
    assert finding.url == "http://www.guardeasy.cn/a"
    assert (finding.host, finding.registrable_domain) == ("www.guardeasy.cn", "guardeasy.cn")
    assert "guardeasy.cn" in finding.reasons[0].zh
    assert "Taobao" in finding.reasons[0].en
    assert finding.brand_claimed == "Taobao"


def test_no_finding_ever_says_safe():
    for url in ("https://www.taobao.com/", "blog.example", "", "not a link"):
        finding = judge(url)
        assert finding.level == "ok"
        assert finding.reasons
        assert not any("is safe" in reason.en for reason in finding.reasons)


@given(st.text(max_size=80), st.text(max_size=80), st.booleans())
def test_judging_never_raises(url, text, talk):
    finding = judge(url, text=text, talk=talk)
    assert 0 <= finding.score <= 1
    assert finding.reasons
