"""Both languages say everything, and no page shows the name of a sentence instead of it."""

import re
import string

import pytest

from majiao.events import ACTIONS, KINDS, LEVELS, Subject
from majiao.web.pages.languages import LANGUAGES, match, words

TACTICS = (
    *("pretext_fault", "borrowed_trust", "channel_move", "fee_credit_threat"),
    *("urgency_isolation", "remote_control", "link_form", "credential_harvest"),
    *("transfer_pretext", "loan_lift", "defence_disable", "escalate_repeat"),
)
ENTITIES = (
    *("phone", "url", "email", "qq", "wechat", "im", "card", "company_account"),
    *("taokouling", "meeting", "order", "waybill", "amount"),
)


def slots(sentence):
    texts = sentence if isinstance(sentence, list) else [sentence]
    return sorted(
        {name for text in texts if "{" in text for _, name, _, _ in string.Formatter().parse(text)}
        - {None}
    )


def test_both_tables_have_the_same_sentences_with_the_same_slots():
    zh, en = words("zh-CN").table, words("en").table
    assert set(zh) == set(en)
    for key, sentence in zh.items():
        assert type(sentence) is type(en[key]), key
        assert slots(sentence) == slots(en[key]), key
        assert not isinstance(sentence, list) or len(sentence) == len(en[key]), key
        assert all(sentence), key


def test_chinese_is_chinese_and_english_is_english():
    for key, sentence in words("en").table.items():
        assert not re.search("[\u4e00-\u9fff]", str(sentence)), key
    for key, sentence in words("zh-CN").table.items():
        assert re.search("[\u4e00-\u9fff]", str(sentence)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_named_has_a_name(language):
    table = words(language).table
    names = [
        *(f"tactics.{name}" for name in TACTICS),
        *(f"entities.{name}" for name in ENTITIES),
        *(f"console.actions.{name}" for name in ACTIONS),
        *(f"console.levels.{name}" for name in LEVELS),
        *(f"console.kinds.{name}" for name in KINDS),
        *(f"console.subjects.{name}" for name in Subject.__annotations__["type"].__args__),
    ]
    assert [name for name in names if name not in table] == []


def test_no_sentence_promises_safety_or_gives_a_percentage():
    for language in LANGUAGES:
        for key, sentence in words(language).table.items():
            if key.startswith(("verdict", "check")):
                assert not re.search(r"%|\bsafe\b|安全的|放心", str(sentence)), key


def test_no_number_but_the_official_ones_is_given_out():
    for language in LANGUAGES:
        for key, sentence in words(language).table.items():
            if not key.startswith("check.examples"):
                found = set(re.findall(r"\d{3,}", str(sentence).replace("20,000", "")))
                assert found <= {"110", "96110"}, key


@pytest.mark.parametrize(
    ("headers", "cookie", "query", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", None, None, "zh-CN"),
        ("en-GB,en;q=0.9,zh;q=0.8", None, None, "en"),
        ("de,zh-Hans;q=0.7,en;q=0.3", None, None, "zh-CN"),
        ("de", None, None, "en"),
        ("", None, None, "en"),
        ("en;q=x,zh;q=0.1", None, None, "zh-CN"),
        ("en", "zh-CN", None, "zh-CN"),
        ("en", "zh-CN", "en", "en"),
        ("en", "klingon", "klingon", "en"),
        ("zh", None, "en-US", "en"),
    ],
)
def test_the_language_is_chosen(web, headers, cookie, query, language):
    cookies = f"majiao_lang={cookie}" if cookie else ""
    answer = web.get(
        "/",
        params={"lang": query} if query else {},
        headers={"Accept-Language": headers, "Cookie": cookies},
    )
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text


def test_a_chosen_language_is_remembered(web):
    assert "set-cookie" not in web.get("/").headers
    answer = web.get("/?lang=zh-CN", headers={"Accept-Language": "en"})
    assert "HttpOnly" in answer.headers["set-cookie"]
    again = web.get("/", headers={"Accept-Language": "en"})
    assert again.headers["content-language"] == "zh-CN"
    web.cookies.clear()


def test_tags_are_matched_by_their_language():
    tags = ["zh", "ZH-Hant-TW", "en-GB", "fr", "", "zhx", "*"]
    assert [match(tag) for tag in tags] == ["zh-CN", "zh-CN", "en", None, None, None, None]


def pages(site, client, number):
    """Give the text of every page in every state."""
    site.post(number=number, notes="系统故障，请激活账户，电话 17000000000")
    site.post(number=number + 1)
    offset = site.services.runner.engine.log.recent(1)[0].offset
    yield client.get("/")
    yield client.get("/?example=call")
    yield client.post("/check", data={"text": " "})
    yield client.post("/check", data={"text": "x" * 20_001})
    for kind in ("call", "notice", "sms"):
        yield client.post("/check", data={"kind": kind, "text": "客服：请把验证码念给我"})
    yield client.get("/nothing", headers={"Accept": "text/html"})
    yield client.post("/check", content=b"&" * 100)
    yield client.get("/console/sign-in")
    yield client.post("/console/sign-in", data={"key": "wrong"})
    client.post("/console/sign-in", data={"key": site.key})
    yield client.get("/console")
    yield client.get("/console?show=all")
    yield client.get(f"/console/decisions/{offset}")
    yield client.get(f"/console/decisions/{offset - 1}")
    yield client.post(f"/console/decisions/{offset - 1}")
    yield client.get("/console/decisions/999999999")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_raw_key(live, web, number, language):
    headers = {"Accept-Language": language}
    web.headers.update(headers)
    web.follow_redirects = True
    keys = {key for key in words(language).table if "." in key}
    for answer in pages(live, web, number):
        shown = re.sub(r"<[^>]*>", " ", answer.text)
        found = {word.strip(".") for word in re.findall(r"[a-z_0-9.-]+", shown)}
        assert not found & keys, answer.url
        assert "{" not in re.sub(r"(?s)<pre.*?</pre>", "", answer.text), answer.url
        assert f'<html lang="{language}">' in answer.text, answer.url
