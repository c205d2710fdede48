"""Keys, scopes, probes and problems of the API."""

import httpx
import msgspec
import pytest

from majiao.engine.settings import Settings, WebSettings
from tests.web.serving import WORD, edit, served

PROBLEM = "application/problem+json"


def problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    assert "Traceback" not in answer.text
    return told


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer nonsense"},
        {"Authorization": "Bearer mj_abc_def"},
        {"Authorization": "Basic bWo6bWo="},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer ' OR 1=1 --"},
    ],
)
@pytest.mark.parametrize("path", ["/v1/decisions", "/v1/events"])
def test_without_a_good_key_nothing_is_taken(web, path, headers):
    answer = web.post(path, json=edit(1), headers=headers)
    problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_key_does_only_what_its_scopes_say(live, web, number):
    only_events = live.headers("events")
    told = problem(web.post("/v1/decisions", json=edit(number), headers=only_events), 403)
    assert "decide" in told["detail"]
    assert web.post("/v1/events", json=[edit(number)], headers=only_events).status_code == 200
    only_decide = live.headers("decide")
    problem(web.post("/v1/events", json=[edit(number)], headers=only_decide), 403)


def test_a_revoked_key_is_refused(live, web, number):
    key = live.keys.create("gone", ["decide"])
    live.keys.revoke(key.split("_")[1])
    headers = {"Authorization": f"Bearer {key}"}
    problem(web.post("/v1/decisions", json=edit(number), headers=headers), 401)


def test_a_decision_comes_with_reasons_and_stays_the_same_to_the_byte(api, number):
    event = edit(number, f"系统故障，请{WORD}账户")
    first = api.post("/v1/decisions", json=event)
    decision = first.json()
    assert decision["action"] == "hold"
    assert decision["follow_ups"] == ["freeze:address", "open_case"]
    assert decision["signals"][0]["evidence"][0]["where"] == "parts.notes"
    assert WORD in first.text, "text is not escaped to \\u"
    assert api.post("/v1/decisions", json=event).content == first.content


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"account": 3}, "$.account"),
        ({"surface": "roof"}, "$.surface"),
        ({"parts": {"notes": 5}}, "$.parts"),
        ({"time": "yesterday"}, "$.time"),
        ({"ip": "1.2.3.4, 5.6.7.8"}, "$.ip"),
        ({"surprise": 1}, "$.surprise"),
        ({"kind": "party"}, "$.kind"),
        ({"id": ""}, "$.id"),
    ],
)
def test_a_bad_field_is_named(api, number, change, path):
    told = problem(api.post("/v1/decisions", json=edit(number) | change), 422)
    assert path in told["detail"]
    assert told["path"].startswith(path)


def test_a_missing_field_is_named(api, number):
    event = edit(number)
    del event["account"]
    told = problem(api.post("/v1/decisions", json=event), 422)
    assert told["path"] == "$.account"
    assert told["id"] == event["id"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"3",
        b"[]",
        b"\xff\xfe\x00",
        b'{"id": "\xff"}',
        b'{"id": "\\ud800", "kind": "login"}',
        b"[" * 50_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        b"\x00" * 100,
        "🧧".encode() * 100_000,
        b"1" * 100_000,
    ],
    ids=lambda body: repr(body[:12]),
)
@pytest.mark.parametrize("path", ["/v1/decisions", "/v1/check"])
def test_garbage_is_a_problem_of_the_client(api, path, body):
    answer = api.post(path, content=body)
    if answer.status_code == 200:
        assert (path, answer.json()) == ("/v1/check", [])
    else:
        problem(answer, 422)


def test_an_empty_body_is_told(api):
    for path in ("/v1/decisions", "/v1/events", "/v1/check"):
        assert problem(api.post(path, content=b" \n"), 400)["detail"] == "the body is empty"


def test_unknown_addresses_and_methods_are_problems(web):
    problem(web.get("/v1/nothing"), 404)
    problem(web.get("/nothing/here"), 404)
    problem(web.get("/v1/decisions"), 405)
    problem(web.delete("/v1/check"), 405)


def test_every_answer_carries_the_security_headers(web, api):
    answers = [
        *(web.get("/"), web.get("/healthz"), web.get("/nothing"), web.get("/console")),
        *(web.post("/v1/events"), api.post("/v1/decisions", content=b"{"), web.get("/schema")),
        web.get("/nothing", headers={"Accept": "text/html"}),
    ]
    for answer in answers:
        csp = answer.headers["content-security-policy"]
        assert "default-src 'self'" in csp
        assert "unsafe" not in csp
        assert "frame-ancestors 'none'" in csp
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_probes_and_metrics_answer(web, api, number):
    api.post("/v1/decisions", json=edit(number))
    assert web.get("/healthz").text == "ok\n"
    assert web.get("/readyz").json()["status"] == "ready"
    assert 'majiao_events_total{kind="field_edit"}' in web.get("/metrics").text


def test_checks_are_limited_per_address(tmp_path):
    with served(tmp_path, Settings(web=WebSettings(checks_per_minute=3))) as site:
        item = {"kind": "sms", "text": "您好"}
        for _ in range(3):
            assert httpx.post(f"{site.url}/v1/check", json=item).status_code == 200
        answer = httpx.post(f"{site.url}/v1/check", json=item)
        problem(answer, 429)
        assert 0 <= int(answer.headers["ratelimit-reset"]) <= 60
        page = httpx.post(f"{site.url}/check", data=item, headers={"Accept-Language": "zh"})
        assert page.status_code == 429
        assert page.headers["content-type"].startswith("text/html")
        assert "请等一分钟" in page.text
        assert httpx.get(site.url).status_code == 200, "only checks are limited"
        sent = httpx.post(f"{site.url}/v1/decisions", json=edit(1), headers=site.headers())
        assert sent.status_code == 200


def test_check_takes_one_item_or_a_list(web):
    one = web.post("/v1/check", json={"id": "x", "kind": "sms", "text": "您的快递到了"}).json()
    assert one["id"] == "x"
    assert one["verdict"] in {"ok", "caution", "danger"}
    turns = {"kind": "call", "turns": [{"role": "contact", "text": "喂"}]}
    answers = web.post("/v1/check", json=[turns, {"id": "bad", "kind": "fax"}, turns]).json()
    assert [answer.get("verdict") is not None for answer in answers] == [True, False, True]
    assert answers[1]["id"] == "bad"
    assert answers[1]["line"] == 2
    assert "$.kind" in answers[1]["error"]


def test_too_many_checks_at_once_are_refused(web):
    items = msgspec.json.encode([{"kind": "sms", "text": "x"}] * 101)
    problem(web.post("/v1/check", content=items), 413)


def test_text_and_turns_together_are_refused(web):
    item = {"kind": "call", "text": "x", "turns": []}
    assert "turns" in problem(web.post("/v1/check", json=item), 422)["detail"]
