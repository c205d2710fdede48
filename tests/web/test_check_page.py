"""The public page without a browser: what is said, escaped, kept and not kept."""

import re

import httpx
import pytest

import majiao.web.check.pages
from majiao.engine.check_shapes import CheckResult, First, FoundEntity
from majiao.engine.check_shapes import FoundTactic as Found
from majiao.events import Reason
from majiao.web.check.form import MOST
from majiao.web.check.result import View, view
from majiao.web.pages.languages import words
from tests.web.serving import application

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><h1>x</h1>",
    "javascript:alert(1) https://refund.example/a tel:17000000000",
    "{{ 7*7 }} {% include 'x' %} ${7*7}",
    "\x00\ud800\u202e\u0300".encode("utf-8", "replace").decode(),
)


def result(**given):
    empty = {
        "id": None,
        "verdict": "danger",
        "score": 0.9,
        "tactics": (),
        "entities": (),
        "reasons": (),
        "advice": Reason("", ""),
        "first": First(),
    }
    return CheckResult(**(empty | given))


@pytest.fixture
def judged(monkeypatch):
    """Let every check have the result that is given."""

    def judge(**given):
        answer = result(**given)
        monkeypatch.setattr(majiao.web.check.pages, "check", lambda item, shop: answer)

    return judge


def main(answer):
    return answer.text.partition("<main")[2].partition("</main>")[0]


def without_form(answer):
    return re.sub(r"(?s)<form.*?</form>", "", main(answer))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_escaped_everywhere(web, judged, text):
    whole = Found("link_form", text, 0, len(text))
    part = FoundEntity("url", text, text, 2, len(text) - 2)
    judged(tactics=(whole,), entities=(part,), reasons=(Reason(text, text),))
    answer = web.post("/check", data={"kind": "sms", "text": text, "shop": text, "phone": text[:9]})
    assert answer.status_code == 200
    inside = main(answer)
    assert "<script>" not in inside
    assert "<img" not in inside
    assert "<h1>x" not in inside
    assert "49" not in inside
    assert inside.count("</textarea>") == 1
    assert not re.search(r"href=\"(?!/|#|\?)", answer.text), "no link leads away"


def test_nothing_in_a_result_can_be_clicked(web, judged):
    text = "打 17000000000 或 https://refund.example 或 a@b.example"
    judged(entities=(FoundEntity("phone", "17000000000", "17000000000", 2, 13),))
    answer = web.post("/check", data={"kind": "sms", "text": text})
    assert "<code>17000000000</code>" in answer.text
    assert set(re.findall(r'href="([^"]*)"', main(answer))) == {"/"}
    assert 'name="format-detection" content="telephone=no' in answer.text


@pytest.mark.parametrize("verdict", ["ok", "caution", "danger"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_verdict_says_what_to_do_first_and_never_safe_or_a_percentage(
    web, judged, verdict, language
):
    advice = Reason("先挂断。再核实。", "Hang up. Then ask. If you did, call.")
    judged(verdict=verdict, reasons=(Reason("因为", "because"),), advice=advice)
    answer = web.post("/check?lang=" + language, data={"kind": "sms", "text": "text"})
    web.cookies.clear()
    t = words(language)
    shown = without_form(answer)
    first = t.steps("verdict.now.ok")[0] if verdict == "ok" else t.said(advice)[:4]
    order = [t(f"verdict.{verdict}"), first, t("verdict.why.title"), t("check.privacy.text")]
    places = [shown.replace("&#39;", "'").index(words_) for words_ in order]
    assert places == sorted(places)
    assert "%" not in shown
    assert not re.search(r"\bsafe\b|安全", shown)
    assert f'class="panel verdict {verdict}"' in shown
    assert "96110" in shown
    assert "110" in shown


def test_advice_is_given_one_thing_at_a_time(web, judged):
    judged(advice=Reason("先挂断。再核实；别急。", "Hang up. Tell nobody. If you did, call. Wait."))
    for language, steps in (
        ("zh", ["先挂断。", "再核实；别急。"]),
        ("en", ["Hang up.", "Tell nobody. If you did, call.", "Wait."]),
    ):
        headers = {"Accept-Language": language}
        page = web.post("/check", data={"kind": "sms", "text": "x"}, headers=headers).text
        shown = re.findall("<li>([^<]*)</li>", page.partition('class="steps"')[2])
        assert shown[: len(steps)] == steps


def test_marks_carry_the_name_of_the_tactic(web, judged):
    text = "请共享屏幕并转账"
    found = (Found("remote_control", "共享屏幕", 1, 5), Found("transfer_pretext", "转账", 6, 8))
    judged(tactics=found)
    page = web.post("/check", data={"kind": "sms", "text": text}, headers={"Accept-Language": "zh"})
    assert '<mark class="tactic">共享屏幕<span class="label">要看、要控制您的屏幕' in page.text
    assert page.text.count("<mark") == 2


def test_an_unknown_tactic_still_has_a_label():
    t = words("en")
    item = majiao.web.check.pages.Form("sms", "abc").item()
    shown: View = view(item, result(tactics=(Found("new_trick", "abc", 0, 3),)), t)
    assert t.name("tactics", shown.said[0].pieces[0].labels[0]) == "Suspicious"


def test_turns_are_shown_with_who_said_them(web, judged):
    judged(tactics=(Found("channel_move", "加QQ", 0, 3, 2),))
    text = "客服：您好\n我：嗯\n客服：加QQ"
    page = web.post(
        "/check", data={"kind": "call", "text": text}, headers={"Accept-Language": "zh"}
    )
    assert page.text.count('<p class="turn contact">') == 2
    assert page.text.count('<p class="turn customer">') == 1
    assert page.text.count("<mark") == 1


def test_nothing_is_marked_where_nothing_was_found(web, judged):
    judged(verdict="ok", entities=(FoundEntity("phone", "17000000000", "17000000000", 0, 11),))
    assert "<mark" not in web.post("/check", data={"kind": "sms", "text": "17000000000"}).text


def test_helping_numbers_are_not_listed_as_numbers_to_keep_away_from(web, judged):
    judged(entities=(FoundEntity("phone", "96110", "96110", 0, 5),))
    assert "<code>" not in web.post("/check", data={"kind": "sms", "text": "96110"}).text


def test_what_was_typed_is_still_there(web, judged):
    judged()
    form = {"kind": "email", "text": "第一行\n第二行", "shop": "某店", "phone": "17000000000"}
    page = web.post("/check", data=form).text
    assert "第一行\n第二行</textarea>" in page
    assert 'value="某店"' in page
    assert 'value="17000000000"' in page
    assert 'value="email" checked' in page


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_mistakes_are_told_beside_the_field_and_keep_the_text(web, language):
    headers = {"Accept-Language": language}
    empty = web.post("/check", data={"kind": "sms", "text": " "}, headers=headers)
    assert empty.status_code == 422
    assert words(language)("check.problems.empty") in empty.text
    assert 'role="alert"' in empty.text
    assert 'aria-describedby="text-hint text-wrong" aria-invalid="true"' in empty.text
    long = web.post("/check", data={"kind": "sms", "text": "长" * (MOST + 1)}, headers=headers)
    assert long.status_code == 422
    assert "长" * (MOST + 1) in long.text
    huge = web.post("/check", data={"kind": "sms", "text": "🧧" * 250_000}, headers=headers)
    assert huge.status_code == 413
    assert words(language)("errors.413.title") in huge.text


def test_the_largest_text_that_is_taken_passes(web):
    assert web.post("/check", data={"kind": "sms", "text": "🧧" * MOST}).status_code == 200


def test_nothing_is_stored_or_cached(live, web):
    before = live.services.runner.engine.log.count()
    answer = web.post("/check", data={"kind": "sms", "text": "请把验证码发给我"})
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert live.services.runner.engine.log.count() == before


def test_a_failure_inside_is_a_page_that_still_helps(web, monkeypatch, caplog):
    def fail(item, shop):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(majiao.web.check.pages, "check", fail)
    answer = web.post("/check", data={"text": "x"}, headers={"Accept-Language": "zh"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "110" in answer.text
    assert "不是您的错" in answer.text


def test_the_address_of_a_result_leads_back_to_the_start(web):
    answer = web.get("/check?lang=en")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?lang=en"


def test_static_files_may_be_kept_and_only_ours_are_sent(web):
    page = web.get("/").text
    for url in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = web.get(url)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    for path in ("/static/x/style.css", "/static/x/..%2f..%2fzh-CN.toml", "/static/a/zh-CN.toml"):
        assert web.get(path).status_code == 404


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("example", ["call", "notice"])
def test_the_examples_are_found_out_by_the_real_check(web, language, example):
    headers = {"Accept-Language": language}
    text = words(language)(f"check.examples.{example}")
    answer = web.post("/check", data={"kind": example, "text": text}, headers=headers)
    assert 'class="panel verdict danger"' in answer.text
    assert '<mark class="tactic">' in answer.text
    assert answer.text.count("<code>") >= (2 if example == "notice" else 0)


def test_the_page_needs_no_engine_and_no_key(tmp_path):
    with application(tmp_path) as (_, app, _keys):
        from litestar.testing import TestClient  # noqa: PLC0415  used once

        with TestClient(app) as client:
            answer: httpx.Response = client.get("/")
            assert answer.status_code == 200
