"""`/v1/events`: batches in every form, with bad lines among good ones."""

import msgspec
import pytest

from tests.web.serving import edit
from tests.web.test_api import problem


def envelope(event):
    data = {k: v for k, v in event.items() if k not in {"id", "time", "kind"}}
    return {
        "specversion": "1.0",
        "id": event["id"],
        "source": "/shop",
        "type": f"majiao.{event['kind']}.v1",
        "time": event["time"],
        "data": data,
    }


def as_array(items):
    return msgspec.json.encode(items)


def as_lines(items):
    return b"\n".join(map(msgspec.json.encode, items)) + b"\n"


def mixed(number):
    return [
        edit(number),
        {"id": f"e{number + 1}", "kind": "field_edit"},
        edit(number + 2),
        {"kind": "party"},
        edit(number + 3),
    ]


@pytest.mark.parametrize("form", [as_array, as_lines])
def test_good_lines_are_stored_and_bad_ones_told(api, live, number, form):
    receipt = api.post("/v1/events", content=form(mixed(number))).json()
    assert receipt["accepted"] == 3
    assert receipt["duplicates"] == 0
    assert [error["line"] for error in receipt["errors"]] == [2, 4]
    assert [error["id"] for error in receipt["errors"]] == [f"e{number + 1}", None]
    assert all(" at $" in error["error"] for error in receipt["errors"])
    stored = live.services.runner.engine.log.answers([f"e{number + n}" for n in range(4)])
    assert set(stored) == {f"e{number + n}" for n in (0, 2, 3)}


@pytest.mark.parametrize("form", [as_array, as_lines])
def test_cloudevents_are_taken_and_decided_alike(api, number, form):
    events = [edit(number), edit(number + 1, "请激活")]
    batch = [envelope(event) for event in events]
    batch.append({**envelope(edit(number + 2)), "type": "majiao.party.v1"})
    media = {"Content-Type": "application/cloudevents-batch+json"}
    receipt = api.post("/v1/events", content=form(batch), headers=media).json()
    assert receipt["accepted"] == 2
    assert "$.type" in receipt["errors"][0]["error"]
    answer = api.post("/v1/decisions", json=events[1]).json()
    assert answer["action"] == "hold"


def test_a_repeated_event_counts_once(api, number):
    events = [edit(number), edit(number + 1)]
    assert api.post("/v1/events", json=events).json()["accepted"] == 2
    again = api.post("/v1/events", json=[*events, edit(number + 2)]).json()
    assert (again["accepted"], again["duplicates"]) == (1, 2)
    twice = api.post("/v1/events", json=[edit(number + 3)] * 2).json()
    assert (twice["accepted"], twice["duplicates"]) == (1, 1)


def test_blank_lines_and_one_line_without_an_end_are_fine(api, number):
    body = b"\n\n" + msgspec.json.encode(edit(number)) + b"\n \n" + b"{"
    receipt = api.post("/v1/events", content=body).json()
    assert receipt["accepted"] == 1
    assert receipt["errors"][0]["line"] == 5


def test_ten_thousand_events_are_taken_and_no_more(api, number):
    line = b'{"id": "bad"}\n'
    receipt = api.post("/v1/events", content=line * 10_000).json()
    assert len(receipt["errors"]) == 10_000
    told = problem(api.post("/v1/events", content=line * 10_001), 413)
    assert "10000" in told["detail"]
    answer = api.post("/v1/events", content=b"[" + b"{}," * 10_000 + b"{}]")
    problem(answer, 413)


def test_a_body_that_is_too_large_is_refused(api):
    problem(api.post("/v1/events", content=b" " * (16 * 1024 * 1024 + 1)), 413)


def test_an_array_that_is_cut_off_is_refused_as_a_whole(api, number):
    body = msgspec.json.encode([edit(number), edit(number + 1)])[:-5]
    problem(api.post("/v1/events", content=body), 422)
    assert api.post("/v1/events", json=[edit(number)]).json()["accepted"] == 1


def test_a_megabyte_of_emoji_passes_through(api, number):
    event = edit(number, "🧧" * 100_000)
    assert api.post("/v1/decisions", json=event).json()["action"] == "allow"
    bigger = edit(number + 1, "🧧" * 250_000)
    told = problem(api.post("/v1/decisions", json=bigger), 422)
    assert "$.parts" in told["detail"]
