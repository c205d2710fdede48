"""The console without a browser: who gets in, and what is shown of whom."""

import logging
import re
from types import SimpleNamespace

import httpx
import pytest

from majiao.web.console.sessions import Attempts, Sessions
from tests.web.serving import WORD, edit, served

NOTICE = f"系统故障，请{WORD}账户，电话 17000000000，邮箱 li.lei@mail.example"


def newest(site):
    return site.services.runner.engine.log.recent(1)[0].offset


def audit(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "majiao.audit"]


@pytest.mark.parametrize("path", ["/console", "/console?show=all", "/console/decisions/0"])
def test_without_signing_in_there_is_only_the_way_in(web, path):
    answer = web.get(path)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/console/sign-in"


def test_a_stream_is_refused_as_a_problem(web):
    answer = web.get("/console/stream")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_signing_in_and_out(live, web):
    answer = web.post("/console/sign-in", data={"key": f" {live.key} "})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "Path=/console", "SameSite=strict"} <= set(cookie.split("; "))
    assert live.key not in cookie
    assert web.get("/console").status_code == 200
    assert web.get("/console/sign-in").headers["location"] == "/console"
    token = web.cookies["majiao_console"]
    assert web.post("/console/sign-out").status_code == 303
    headers = {"Cookie": f"majiao_console={token}"}
    assert httpx.get(f"{live.url}/console", headers=headers).status_code == 303


def test_a_wrong_key_and_one_without_the_scope_are_told_apart(live, web):
    headers = {"Accept-Language": "en"}
    wrong = web.post("/console/sign-in", data={"key": "mj_a_b"}, headers=headers)
    assert wrong.status_code == 401
    assert "wrong or was revoked" in wrong.text
    other = live.keys.create("other", ["events"])
    scope = web.post("/console/sign-in", data={"key": other}, headers=headers)
    assert scope.status_code == 401
    assert "no scope" in scope.text
    assert "majiao_console" not in web.cookies


def test_guessing_is_slowed_down(tmp_path):
    with served(tmp_path) as site, httpx.Client(base_url=site.url) as client:
        tries = [client.post("/console/sign-in", data={"key": "x"}) for _ in range(11)]
        assert [answer.status_code for answer in tries] == [401] * 10 + [429]
        assert tries[-1].headers["retry-after"] == "60"
        assert client.post("/console/sign-in", data={"key": site.key}).status_code == 429


@pytest.fixture
def now(monkeypatch):
    """Give a clock for sessions that stands still; the loop's own clock goes on."""
    clock = [1000.0]
    fake = SimpleNamespace(monotonic=lambda: clock[0])
    monkeypatch.setattr("majiao.web.console.sessions.time", fake)
    return clock


def test_attempts_are_forgotten_after_a_minute(now):
    attempts = Attempts()
    for _ in range(10):
        assert attempts.allowed("a")
        attempts.failed("a")
    assert not attempts.allowed("a")
    assert attempts.allowed("b")
    now[0] += 61
    assert attempts.allowed("a")


def test_sessions_run_out_and_are_bounded(now):
    sessions = Sessions()
    first = sessions.open("k")
    assert sessions.key(first) == "k"
    now[0] += 12 * 3600 + 1
    assert sessions.key(first) is None
    tokens = [sessions.open("k") for _ in range(1001)]
    assert sessions.key(tokens[0]) is None
    assert sessions.key(tokens[-1]) == "k"


def test_a_revoked_key_ends_its_sessions(live, web):
    key = live.keys.create("short", ["console"])
    web.post("/console/sign-in", data={"key": key})
    assert web.get("/console").status_code == 200
    live.keys.revoke(key.split("_")[1])
    live.services.keys._seen.clear()  # noqa: SLF001  instead of waiting five seconds
    assert web.get("/console").status_code == 303


@pytest.mark.parametrize("path", ["/console/sign-in", "/console/sign-out", "/console/decisions/0"])
def test_forms_on_other_sites_are_refused(signed_in, path):
    answer = signed_in.post(path, headers={"Sec-Fetch-Site": "cross-site"}, data={"key": "x"})
    assert answer.status_code == 403
    assert "text/html" in answer.headers["content-type"]


def test_a_row_says_what_happened_with_personal_data_masked(live, signed_in, number):
    live.post(number=number, notes=NOTICE, account=f"shop-{number}")
    row = signed_in.get("/console").text.partition('<ol class="rows"')[2].partition("</li>")[0]
    assert "Hold" in row
    assert "Field edit" in row
    assert f"shop-{number}" in row
    assert "A notice stands in the address." in row
    assert f"<q>{WORD}账户，电话 170…00，邮箱 l…@mail.example</q>" in row
    assert "17000000000" not in row


def test_allowed_decisions_are_shown_only_when_asked_for(live, signed_in, number):
    live.post(number=number, account=f"quiet-{number}")
    assert f"quiet-{number}" not in signed_in.get("/console").text
    assert f"quiet-{number}" in signed_in.get("/console?show=all").text


def test_counters_count_all_actions(live, signed_in, number):
    def counted(action):
        return int(re.search(rf'data-count="{action}">(\d+)<', signed_in.get("/console").text)[1])

    before = counted("allow"), counted("hold")
    live.post(number=number)
    live.post(number=number + 1, notes=NOTICE)
    assert (counted("allow"), counted("hold")) == (before[0] + 1, before[1] + 1)


def test_the_record_shows_everything_masked(live, signed_in, number):
    live.post(number=number, notes=NOTICE, ip="192.0.2.77", device="d1")
    page = signed_in.get(f"/console/decisions/{newest(live)}").text
    for shown in ("shouting", "Freeze edits of address", "Open a case", "test@3", "parts.notes"):
        assert shown in page
    assert "192.0.2.…" in page
    for hidden in ("17000000000", "li.lei", "192.0.2.77"):
        assert hidden not in page
    part = signed_in.get(f"/console/decisions/{newest(live)}?part=1").text
    assert part.startswith('<div class="detail">')


def test_showing_in_full_is_logged_with_key_and_event(live, signed_in, number, caplog):
    live.post(number=number, notes=NOTICE)
    with caplog.at_level(logging.INFO, "majiao.audit"):
        signed_in.get(f"/console/decisions/{newest(live)}")
        assert audit(caplog) == []
        page = signed_in.post(f"/console/decisions/{newest(live)}").text
    assert "17000000000" in page
    assert "li.lei@mail.example" in page
    assert audit(caplog) == [f"unmasked: key={live.key.split('_')[1]} offset={newest(live)}"]


@pytest.mark.parametrize("offset", ["99999999999", "-1", str(2**70), "x"])
def test_a_decision_that_is_not_there_is_a_page(signed_in, offset):
    answer = signed_in.get(f"/console/decisions/{offset}")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_an_event_without_a_decision_has_no_record(live, signed_in, number, api):
    report = {"id": f"r{number}", "kind": "report", "time": "2026-11-11T08:00:00Z", "report": "r"}
    assert api.post("/v1/events", json=[report]).json()["accepted"] == 1
    offset = live.services.runner.engine.position.offset - 1
    assert signed_in.get(f"/console/decisions/{offset}").status_code == 404


def test_hostile_events_are_escaped(live, signed_in, number):
    bad = f'{WORD}<script>alert(1)</script>"><img src=x onerror=alert(1)>javascript:x'
    live.post(number=number, notes=bad, account="<b>a</b>", parts={"notes": bad, "<i>": "x"})
    for path in ("/console", f"/console/decisions/{newest(live)}"):
        page = signed_in.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>a" not in page
        assert "<i>" not in page
        assert 'href="javascript' not in page


def test_large_events_are_cut_on_the_page(live, signed_in, number, api):
    parts = {f"p{n}": WORD + "长" * 50_000 for n in range(60)}
    answer = api.post("/v1/decisions", json=edit(number) | {"parts": parts})
    assert answer.status_code == 200
    page = signed_in.get(f"/console/decisions/{newest(live)}").text
    assert len(page) < 1_000_000
    assert "more not shown" in page
    assert len(signed_in.get("/console").text) < 1_000_000


def test_the_demo_is_open_and_says_that_nothing_is_real(demo):
    answer = httpx.get(f"{demo.url}/console", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "artificial" in answer.text
    assert "Sign out" not in answer.text


def test_an_empty_console_says_how_to_begin(tmp_path):
    with served(tmp_path) as site, httpx.Client(base_url=site.url, follow_redirects=True) as client:
        client.headers["Accept-Language"] = "en"
        page = client.post("/console/sign-in", data={"key": site.key}).text
    assert f"curl {site.url}/v1/decisions" in page
    assert "first-key.txt" in page
    assert "majiao serve --demo" in page
