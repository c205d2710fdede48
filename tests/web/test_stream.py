"""The console's stream: live, resumed, bounded, and no hindrance to stopping."""

import json
import re
import signal
import threading
import time
from contextlib import contextmanager

import httpx
import pytest

from majiao.web.console import stream
from majiao.web.console.pace import Pace
from majiao.web.console.watchers import MOST, Watchers
from tests.web.serving import WORD, edit, served, started

NOTICE = f"请{WORD}账户"


@contextmanager
def watching(client, path="/console/stream", **headers):
    """Open a stream; gives its messages as dictionaries."""
    with client.stream("GET", path, headers=headers) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        yield messages(answer.iter_lines())


def messages(lines):
    message = {}
    for line in lines:
        if line:
            name, _, value = line.partition(": ")
            message[name] = f"{message[name]}\n{value}" if name in message else value
        elif message:
            yield message
            message = {}


def decisions(found, count):
    rows = (message for message in found if message.get("event") == "decision")
    return [next(rows) for _ in range(count)]


def offset_of(site):
    return site.services.runner.engine.position.offset - 1


def test_a_decision_arrives_with_its_offset_as_id(live, signed_in, number):
    with watching(signed_in) as found:
        assert next(found) == {"retry": "1000"}
        live.post(number=number, notes=NOTICE, account=f"shop-{number}")
        (row,) = decisions(found, 1)
    assert row["id"] == str(offset_of(live))
    assert f'data-offset="{row["id"]}"' in row["data"]
    assert f"shop-{number}" in row["data"]


def test_allowed_ones_come_only_when_asked_for(live, signed_in, number):
    with watching(signed_in) as acted, watching(signed_in, "/console/stream?show=all") as every:
        next(acted)
        next(every)
        live.post(number=number, account=f"one-{number}")
        live.post(number=number + 1, notes=NOTICE, account=f"two-{number}")
        assert f"two-{number}" in decisions(acted, 1)[0]["data"]
        assert [f"one-{number}" in row["data"] for row in decisions(every, 2)] == [True, False]


def test_what_was_missed_is_sent_first_and_once(live, signed_in, number):
    before = offset_of(live)
    for n in range(3):
        live.post(number=number + n, notes=NOTICE)
    with watching(signed_in, **{"Last-Event-ID": str(before + 1)}) as found:
        missed = decisions(found, 2)
        live.post(number=number + 3, notes=NOTICE)
        missed += decisions(found, 1)
    assert [int(row["id"]) for row in missed] == [before + 2, before + 3, before + 4]


def test_the_address_says_where_to_begin_until_the_header_does(live, signed_in, number):
    before = offset_of(live)
    live.post(number=number, notes=NOTICE)
    live.post(number=number + 1, notes=NOTICE)
    path = f"/console/stream?after={before}"
    with watching(signed_in, path) as found:
        assert int(decisions(found, 1)[0]["id"]) == before + 1
    with watching(signed_in, path, **{"Last-Event-ID": str(before + 1)}) as found:
        assert int(decisions(found, 1)[0]["id"]) == before + 2


@pytest.mark.parametrize("header", ["x", "-", "9" * 40, "1e9", "١٢"])
def test_a_strange_last_id_is_no_error(signed_in, header):
    value = header.encode()
    with signed_in.stream("GET", "/console/stream", headers={"Last-Event-ID": value}) as answer:
        assert answer.status_code == 200


def test_counts_come_with_every_action_and_the_pace(live, signed_in, number):
    live.post(number=number)
    with watching(signed_in) as found:
        counts = next(m for m in found if m.get("event") == "counts")
    assert "id" not in counts
    told = json.loads(counts["data"])
    assert {"allow", "warn", "challenge", "hold", "block", "rate"} == set(told)
    assert told["allow"] >= 1


def test_a_flood_is_thinned_out_to_the_newest(live, signed_in, number, api):
    events = [edit(number + n, NOTICE, id=f"flood{number}-{n}") for n in range(400)]
    with watching(signed_in) as found:
        next(found)
        api.post("/v1/events", json=events)
        last = offset_of(live)
        ids = []
        while not ids or ids[-1] < last:
            ids.append(int(decisions(found, 1)[0]["id"]))
    assert ids == sorted(set(ids))
    assert len(ids) < 400


def test_a_reader_that_stops_reading_hinders_nobody(live, signed_in, number, api):
    with signed_in.stream("GET", "/console/stream?show=all"):
        for batch in range(3):
            events = [
                edit(number, NOTICE * 100, id=f"slow{number}-{batch}-{n}") for n in range(1000)
            ]
            assert api.post("/v1/events", json=events).json()["accepted"] == 1000
    assert api.get("/readyz").status_code == 200


def test_streams_are_counted_out_when_their_readers_leave(live, signed_in):
    feed, watchers = live.services.runner.feed, live.services.watchers
    with watching(signed_in) as found:
        next(found)
        assert watchers.count >= 1
    until = time.monotonic() + 20
    while (watchers.count or feed._subscribers) and time.monotonic() < until:  # noqa: SLF001  the only way to see a leak
        time.sleep(0.02)
    assert watchers.count == 0
    assert not feed._subscribers  # noqa: SLF001  the same


def test_too_many_readers_are_asked_to_come_back(live, signed_in, monkeypatch):
    monkeypatch.setattr(live.services.watchers, "count", MOST)
    answer = signed_in.get("/console/stream")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"


def test_a_quiet_stream_says_that_it_is_still_there(live, signed_in, monkeypatch):
    monkeypatch.setattr(stream, "_HEARTBEAT", 0.2)
    with signed_in.stream("GET", "/console/stream") as answer:
        assert next(line for line in answer.iter_lines() if line.startswith(":"))


def test_a_stream_ends_when_its_reader_is_signed_out(live, signed_in, monkeypatch):
    monkeypatch.setattr(stream, "_HEARTBEAT", 0.2)
    with watching(signed_in) as found:
        next(found)
        live.services.sessions.close(signed_in.cookies["majiao_console"])
        assert all(message.get("event") != "decision" for message in found)


def test_watchers_end_with_their_generation():
    watchers = Watchers()
    with watchers.watching() as old:
        assert old()
        watchers.end_all()
        assert not old()
        with watchers.watching() as new:
            assert new()
            assert watchers.count == 2
    assert watchers.count == 0


def test_the_pace_is_that_of_the_last_seconds():
    pace = Pace()
    assert pace.rate(0, 0.0) == 0.0
    assert pace.rate(100, 1.0) == 100.0
    assert pace.rate(100, 600.0) == 0.0
    assert pace.rate(110, 601.0) == 10.0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_open_stream_does_not_delay_stopping(tmp_path, how):
    with started(tmp_path) as (site, process), httpx.Client(base_url=site.url) as client:
        client.post("/console/sign-in", data={"key": site.key})
        with watching(client) as found:
            next(found)
            process.send_signal(how)
            threading.Thread(target=lambda: list(found), daemon=True).start()
            # Less than the ten seconds that the server gives open connections.
            process.wait(9)


def test_a_row_is_one_list_item(live, signed_in, number):
    with watching(signed_in) as found:
        next(found)
        live.post(number=number, notes=f"{WORD}\r\n两行\n三行")
        (row,) = decisions(found, 1)
    assert len(re.findall("<li[ >]", row["data"])) == 1
    assert row["data"].startswith("<li")


def test_after_a_restart_the_console_goes_on(tmp_path):
    with served(tmp_path) as site:
        site.post(number=1, notes=NOTICE)
    with served(tmp_path, demo=True) as site, httpx.Client(base_url=site.url) as client:
        assert "data-offset" in client.get("/console").text
        with watching(client, **{"Last-Event-ID": "-1"}) as found:
            assert decisions(found, 1)[0]["id"] == "0"
