"""The table of brands holds together."""

from datetime import UTC, date, datetime

import pytest

from majiao.links import brand_table, brands_in, canonical, owner_of, registrable_domain

BRANDS = brand_table().brand


def owner(url):
    found = canonical(url)
    return owner_of(found.host)


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.id)
def test_a_brand_says_where_it_comes_from_and_when_that_was_checked(brand):
    assert brand.source
    date.fromisoformat(brand.checked)
    assert brand.names or brand.cased or brand.signed
    assert brand.domains


@pytest.mark.parametrize("brand", BRANDS, ids=lambda brand: brand.id)
def test_domains_are_what_somebody_registers(brand):
    for domain in (*brand.domains, *brand.short, *brand.assets):
        assert registrable_domain(domain) == domain == domain.lower()
        assert canonical(domain).registrable_domain == domain


def test_no_domain_and_no_name_in_an_address_belongs_to_two_brands():
    hosts = [host for b in BRANDS for host in (*b.domains, *b.short, *b.assets, *b.shared)] + [
        *brand_table().nobody.short,
        *brand_table().nobody.shared,
    ]
    tokens = [token for b in BRANDS for token in b.tokens]
    assert len(hosts) == len(set(hosts))
    assert len(tokens) == len(set(tokens))
    assert len({b.id for b in BRANDS}) == len(BRANDS)


def test_no_entry_is_older_than_the_table_allows():
    table = brand_table()
    today = datetime.now(UTC).date()
    dates = [table.checked, table.nobody.checked, table.restricted.checked]
    oldest = min(date.fromisoformat(day) for day in (*dates, *(b.checked for b in BRANDS)))
    assert (today - oldest).days <= table.expires_after_days, "compare the entries again"


NAMED = {
    "我是淘宝客服": ["taobao"],
    "淘 宝 網": ["taobao"],
    "亞馬遜通知": ["amazon"],
    "ＡＭＡＺＯＮ客服": ["amazon"],
    "京东和拼多多": ["jd", "pinduoduo"],
    "【小米】召回": ["xiaomi"],
    "Apple: your ID is locked": ["apple"],
    "【EMS】您的邮件": ["chinapost"],
    "your UPS parcel": ["ups"],
    "中国农业银行": ["abchina"],
    # not brands
    "南京东路100号": [],
    "北京东城区": [],
    "小米粥两份": [],
    "apple pie and a target group": [],
    "Apple pie": [],
    "亚马逊雨林": [],
    "his ups and downs": [],
    "the chase": [],
    "Amazonian": [],
    "": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_a_brand_is_told_from_an_ordinary_word(text):
    assert [brand.id for brand in brands_in(text)] == NAMED[text]


@pytest.mark.parametrize(
    ("url", "brand", "standing"),
    [
        ("https://detail.tmall.com/item.htm", "tmall", "own"),
        ("https://www.amazon.co.uk/", "amazon", "own"),
        ("https://m.tb.cn/h.abc", "taobao", "short"),
        ("https://img.alicdn.com/a.png", "taobao", "assets"),
        ("https://docs.qq.com/form/page/1", "wechatpay", "shared"),
        ("https://bucket.oss-cn-hangzhou.aliyuncs.com/a", "alibaba", "shared"),
        ("https://bit.ly/3x", None, "short"),
        ("https://someone.notion.site/", None, "shared"),
        ("https://www.tax.service.gov.uk/", None, "own"),
    ],
)
def test_a_host_stands_to_a_brand_in_one_of_four_ways(url, brand, standing):
    found = owner(url)
    assert found.standing == standing
    assert (found.brand and found.brand.id) == brand


def test_a_look_alike_belongs_to_nobody():
    assert owner("https://taobao.com.evil.example/") is None
    assert owner("https://nottaobao.com/") is None
