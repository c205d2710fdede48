"""The demo shop: endless, repeatable, honest people undisturbed, every play stopped."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import msgspec
import pytest

from majiao.decide import default_policy
from majiao.engine.embedded.states import StateCache
from majiao.engine.pipeline import Pipeline
from majiao.engine.plugins import build
from majiao.events import FieldEdit, Login, Message, Report, decode_event
from majiao.lab.demo import SHOP, demo_events, demo_story
from majiao.lab.demo.texts import gang_texts, honest_texts

START = datetime(2026, 11, 22, 8, tzinfo=UTC)
MANY = 3000
SEEDS = (1, 7, 2026)
LINKS_OF_THE_CHAIN = {"hit": "challenge", "notice": "hold", "call": "warn", "link": "warn"}


def told(seed=7, start=START, number=MANY):
    return list(islice(demo_story(seed, start), number))


def decisions(seed):
    """Run the demo through fresh detectors; gives pairs of what was told and what was decided."""
    pipeline = Pipeline(build(SHOP), default_policy())
    states = StateCache(limit=10**6)
    pairs = [
        (one, pipeline.step(one.event, pipeline.plan(one.event), states)) for one in told(seed)
    ]
    assert not pipeline.failures
    return [(one, decision) for one, decision in pairs if decision is not None]


def test_the_same_seed_and_start_give_the_same_events():
    assert told(number=800) == told(number=800)
    assert told(number=50) != told(seed=8, number=50)


def test_events_come_in_time_order_with_ids_of_this_run():
    events = list(islice(demo_events(7, START), MANY))
    assert [e.time for e in events] == sorted(e.time for e in events)
    assert events[0].time >= START
    ids = [re.fullmatch(r"demo-([0-9a-f]+)-(\d+)", event.id) for event in events]
    assert {found[1] for found in ids} == {ids[0][1]}
    assert [int(found[2]) for found in ids] == list(range(1, MANY + 1))


def test_a_restart_brings_the_same_people_with_new_ids():
    before, after = told(), told(start=START + timedelta(hours=1))
    assert not {t.event.id for t in before} & {t.event.id for t in after}
    devices = [
        {(t.event.account, t.event.device) for t in run if isinstance(t.event, Login) and t.honest}
        for run in (before, after)
    ]
    accounts = [{account for account, _ in seen} for seen in devices]
    assert len(accounts[0] | accounts[1]) <= 320
    assert len(devices[0] & devices[1]) > 0.3 * len(devices[0])
    for kind in ("order", "conversation", "report"):
        objects = [{getattr(t.event, kind, None) for t in run} for run in (before, after)]
        assert objects[0] & objects[1] <= {None}


def test_every_event_is_valid_as_json():
    for one in told():
        assert decode_event(msgspec.json.encode(one.event)) == one.event


def test_the_pace_can_be_followed():
    events = [one.event for one in told()]
    seconds = (events[-1].time - events[0].time).total_seconds()
    assert 2 <= MANY / seconds <= 4
    gaps = [b.time - a.time for a, b in pairwise(events)]
    assert max(gaps) < timedelta(seconds=15)


def test_a_whole_play_takes_about_two_minutes_and_uses_new_tools():
    plays = defaultdict(list)
    for one in told():
        if one.loop:
            plays[one.loop].append(one)
    for play in list(plays.values())[:-1]:
        length = (play[-1].event.time - play[0].event.time).total_seconds()
        assert 60 < length < 150
        acts = list(dict.fromkeys(one.act for one in play))
        assert acts[:5] == ["stuffing", "hit", "tampering", "notice", "call"]
        assert set(acts[5:]) == {"link", "report"}
    reports = [one.event for one in told() if isinstance(one.event, Report)]
    for field in ("account", "phones", "im", "cards", "order"):
        values = [getattr(report, field) for report in reports]
        assert len(set(values)) == len(values)


def test_nothing_of_it_can_exist():
    for one in told():
        if isinstance(one.event, Report):
            assert all(url.endswith(".example") for url in one.event.urls)
            assert all(re.fullmatch(r"1\d\d0000\d{4}", phone) for phone in one.event.phones)
            assert all(card.startswith("6200000") for card in one.event.cards)


def test_every_text_can_be_filled_and_both_languages_are_spoken():
    texts = [
        text
        for one in told(number=2 * MANY)
        for text in (
            one.event.parts.values()
            if isinstance(one.event, FieldEdit)
            else [one.event.text]
            if isinstance(one.event, Message)
            else []
        )
    ]
    assert not [text for text in texts if "{" in text or "}" in text]
    english = sum(text.isascii() for text in texts)
    assert 0.03 < english / len(texts) < 0.5


def test_the_gang_has_several_wordings_of_each_kind():
    for crime in gang_texts().speech.values():
        assert len(crime.calls) >= 2
        assert len(crime.notices) >= 2
    assert set(gang_texts().speech) == set(honest_texts().speech)


def test_a_start_without_time_zone_is_refused():
    naive = START.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        demo_story(1, naive)


@pytest.mark.parametrize("seed", SEEDS)
def test_honest_people_are_hardly_ever_bothered(seed):
    honest = [(one.event, decision) for one, decision in decisions(seed) if one.honest]
    bothered = [
        (event, decision.action, [signal.reason.en for signal in decision.signals])
        for event, decision in honest
        if decision.action != "allow"
    ]
    assert len(bothered) <= 0.005 * len(honest), bothered


@pytest.mark.parametrize("seed", SEEDS)
def test_every_play_is_stopped_at_the_login_at_the_field_and_at_the_call(seed):
    plays = defaultdict(lambda: defaultdict(set))
    for one, decision in decisions(seed):
        plays[one.loop][one.act].add(decision.action)
    whole = [loop for loop in plays if loop and loop + 1 in plays]
    assert len(whole) >= 5
    for act, action in LINKS_OF_THE_CHAIN.items():
        assert {loop: action in plays[loop][act] for loop in whole} == dict.fromkeys(whole, True)
    for loop in whole:
        assert "challenge" in plays[loop]["stuffing"]
