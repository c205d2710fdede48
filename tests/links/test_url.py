"""What a browser would open, whatever was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from majiao.links import canonical

PARSED = {
    # as written: (host, registrable domain)
    "http:\\\\evil.example\\a": ("evil.example", "evil.example"),
    "http:/evil.example": ("evil.example", "evil.example"),
    "http:evil.example": ("evil.example", "evil.example"),
    "//evil.example/a": ("evil.example", "evil.example"),
    "HTTPS://WWW.EVIL.Example/A": ("www.evil.example", "evil.example"),
    "taobao.com%2eevil.example": ("taobao.com.evil.example", "evil.example"),
    "http://taobao.com。evil.example": ("taobao.com.evil.example", "evil.example"),
    "evil．example／a": ("evil.example", "evil.example"),
    "ｈｔｔｐ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ／ａ": ("evil.example", "evil.example"),
    "hxxps://evil[.]example/a": ("evil.example", "evil.example"),
    "www . guardeasy . cn / * * * *": ("www.guardeasy.cn", "guardeasy.cn"),
    "www.guardeasy.cn/****": ("www.guardeasy.cn", "guardeasy.cn"),
    "www.guardeasy.cn****": ("www.guardeasy.cn", "guardeasy.cn"),
    "《evil.example》。": ("evil.example", "evil.example"),
    "evil.example.": ("evil.example", "evil.example"),
    "https://evil.example./x": ("evil.example", "evil.example"),
    "evil.example:8080/x": ("evil.example", "evil.example"),
    "http://shop.example@evil.test/": ("evil.test", "evil.test"),
    "http://a:b@shop.example@evil.test": ("evil.test", "evil.test"),
    "http://" + "a" * 9000 + "@evil.test/x": ("evil.test", "evil.test"),
    "shop.evil.com.cn": ("shop.evil.com.cn", "evil.com.cn"),
    "a.someone.github.io": ("a.someone.github.io", "someone.github.io"),
    "someone.vercel.app": ("someone.vercel.app", "someone.vercel.app"),
    "http://localhost:80/": ("localhost", "localhost"),
    "http://0x7f.1": ("127.0.0.1", "127.0.0.1"),
    "http://2130706433/": ("127.0.0.1", "127.0.0.1"),
    "http://0177.0.0.1/": ("127.0.0.1", "127.0.0.1"),
    "203.0.113.9:8080/x": ("203.0.113.9", "203.0.113.9"),
    "http://[2001:db8::1]/": ("[2001:db8::1]", "[2001:db8::1]"),
    "аррӏе.com": ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
}


@pytest.mark.parametrize("written", PARSED)
def test_a_link_is_read_as_a_browser_reads_it(written):
    url = canonical(written)
    assert url is not None
    assert (url.host, url.registrable_domain) == PARSED[written]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hello",
        "3.14",
        "2130706433",
        "someone@shop.example",
        "mailto:someone@shop.example",
        "javascript:alert(1)",
        "weixin://dl/x",
        "http://",
        "http://a..b",
        "http://evil.example:99999",
        "x.y\x00z",
        "http://" + "a" * 9000,
        "......",
        "\ud800",
        "。。。",
    ],
)
def test_what_names_no_host_is_no_link(written):
    assert canonical(written) is None


def test_an_address_is_told_from_a_name():
    assert [canonical(url).is_ip for url in ("1.2.3.4/a", "http://[::1]/", "a1.example")] == [
        True,
        True,
        False,
    ]


def test_the_user_name_before_the_host_is_kept_apart():
    url = canonical("https://www.taobao.com@evil.example/login")
    assert url.user_info == "www.taobao.com"
    assert url.href == "https://evil.example/login"


def test_punycode_is_shown_as_a_browser_may_show_it():
    assert canonical("http://xn--80ak6aa92e.com/").display == "аррӏе.com"


def test_a_long_path_is_cut_and_the_host_is_not():
    url = canonical("https://evil.example/" + "é" * 100_000)
    assert url.host == "evil.example"
    assert len(url.href) <= 2048


@given(st.text(max_size=200) | st.from_regex(r"(https?://)?[\w.@:%。/\\?#*-]{1,80}"))
def test_reading_never_raises_and_reading_again_changes_nothing(written):
    url = canonical(written)
    if url is not None:
        again = canonical(url.href)
        assert again is not None
        assert (again.href, again.host) == (url.href, url.host)


@pytest.mark.parametrize(
    "text", ["😀", "1", "\x00", "\u0301", ".", "@", "http://", "a.", "%2e", "*"]
)
def test_hostile_text_is_read_in_linear_time(text):
    canonical(text * 300_000)
