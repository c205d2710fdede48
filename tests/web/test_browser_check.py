"""The check page as customers see it: on a small phone, on a desk, without scripts."""

import re

import pytest

from majiao.web.pages.languages import LANGUAGES, words

pytestmark = pytest.mark.browser

WIDTHS = (320, 1280)
WRAPPED = "https://" + "a" * 300 + ".example/" + "b" * 300


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [
        *((language, width, True) for language in LANGUAGES for width in WIDTHS),
        ("zh-CN", 320, False),
        ("en", 1280, False),
    ],
)
def test_the_real_cases_are_danger_with_the_words_marked(server, opened, language, width, script):
    t = words(language)
    page = opened(server.url, width=width, locale=language, java_script_enabled=script)
    for example in ("call", "notice"):
        page.goto(server.url)
        assert fits(page)
        page.click(f'a[href="/?example={example}"]')
        assert page.input_value("#text") == t(f"check.examples.{example}")
        page.click(f"text={t('check.submit')}")
        assert page.inner_text("h1") == t("verdict.danger")
        assert page.locator("mark.tactic").count() >= 1
        assert page.locator("mark .label").first.is_visible()
        assert page.locator(".steps li").first.is_visible()
        assert t("verdict.now.always") in page.inner_text(".steps")
        assert fits(page)
        assert page.locator("[data-print]").is_visible() is script
    assert page.strangers == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pasted_text_is_judged_and_can_be_changed(server, opened, width):
    page = opened(server.url, width=width, locale="zh-CN")
    page.check('input[value="sms"]')
    page.fill("#text", "您的快递已到驿站，取件码 3-2-1001。")
    page.fill("#phone", "17000000000")
    page.click("form .button")
    assert "没有发现" in page.inner_text("h1")
    assert page.locator("mark").count() == 0
    page.click("summary:has-text('改一改')")
    assert page.is_checked('input[value="sms"]')
    assert page.input_value("#phone") == "17000000000"
    page.fill("#text", "请把短信验证码念给我，再把钱转到安全账户")
    page.click("form .button")
    assert page.locator(".verdict.danger").count() == 1


def test_the_language_can_be_switched_on_a_result_without_losing_the_text(server, opened):
    page = opened(f"{server.url}/?example=call", locale="zh-CN")
    page.click("form .button")
    page.click(".switch button")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.inner_text("h1") == words("en")("verdict.danger")
    assert page.input_value("#text") == words("zh-CN")("check.examples.call")
    page.goto(server.url)
    assert page.locator("html").get_attribute("lang") == "en", "the choice is remembered"


@pytest.mark.parametrize("width", WIDTHS)
def test_mistakes_lead_to_the_field(server, opened, width):
    page = opened(server.url, width=width, locale="en")
    page.click("form .button")
    page.click("[role=alert] a")
    assert page.evaluate("document.activeElement.id") == "text"
    assert fits(page)


def test_hostile_text_stays_text_and_leads_nowhere(server, opened):
    page = opened(server.url, width=320, locale="en")
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    text = (
        '<script>alert(1)</script>"><img src=x onerror=alert(2)></textarea><b>b</b> '
        f"javascript:alert(3) {WRAPPED} tel:17000000000 Transfer 500 and read me the SMS code."
    )
    page.check('input[value="sms"]')
    page.fill("#text", text)
    page.click("form .button")
    assert page.locator(".verdict").count() == 1
    assert page.input_value("#text") == text
    shown = page.locator(".said").text_content()
    assert "<script>alert(1)</script>" in shown
    assert page.locator("main b, main img, main script").count() == 0
    assert page.locator(".said a, .found a, .reasons a").count() == 0
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.protocol)")
    assert set(links) == {"http:"}
    page.locator("code").first.click()
    page.locator(".said").click()
    assert page.url == f"{server.url}/check"
    assert alerts == []
    assert page.strangers == []
    assert fits(page)


def test_keys_reach_everything_and_the_focus_shows(server, opened):
    page = opened(server.url, locale="en")
    seen = []
    for _ in range(11):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
        outline = page.evaluate(
            """() => {
              const at = document.activeElement;
              const shown = at.closest(".choice") ?? at;
              return getComputedStyle(shown).outlineStyle;
            }"""
        )
        assert outline == "solid", seen[-1]
    assert {"text", "shop", "phone", "BUTTON", "SUMMARY"} <= set(seen)


def test_the_colours_follow_the_system(server, opened):
    def background(scheme):
        page = opened(server.url, color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert background("light") > 600
    assert background("dark") < 150
