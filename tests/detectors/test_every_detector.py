"""What holds for every detector; add one to `majiao.detectors.ALL` and it is tested here.

Speed is measured by the benchmarks; here only the number of calls is held to grow in step
with the text, which no busy machine can upset.
"""

import re
import sys
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
import pytest

from majiao.detectors import ALL, Stateless
from majiao.events import KINDS, AnyEvent, FieldEdit, Message, Reason, Signal
from tests.detectors.examples import (
    FIELDS,
    PAGES,
    SECTIONS,
    examples_of,
    page_of,
)
from tests.detectors.replay import AnyDetector, Replay, alarming, build, run
from tests.detectors.varied import Variety

STATE_LIMIT = 64 * 1024
TEXTS = (Message, FieldEdit)
"""Kinds in which people write; an alarm on one quotes what gave it away."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-zA-Z]{2}")


def name_of(kind: Any) -> str:
    return str(kind.about.id)


every_detector = pytest.mark.parametrize("kind", ALL, ids=name_of)
every_example = pytest.mark.parametrize(
    ("kind", "example"),
    [
        pytest.param(kind, example, id=str(example))
        for kind in ALL
        for example in examples_of(name_of(kind))
    ],
)


def both_languages(reason: Reason) -> bool:
    return bool(_HAN.search(reason.zh) and _LATIN.search(reason.en) and not _HAN.search(reason.en))


def encoded(state: Any) -> bytes:
    return msgspec.msgpack.encode(state)


# What it says about itself


def test_each_detector_is_listed_once():
    names = [kind.about.id for kind in ALL]

    assert sorted(names) == sorted(set(names))


def test_every_page_belongs_to_a_detector():
    pages = {page.stem for page in PAGES.glob("*.md")} - {"README", "index"}

    assert pages == {kind.about.id for kind in ALL}


@every_detector
def test_file_and_folder_are_named_after_it(kind):
    stage, module = kind.__module__.split(".")[-2:]

    assert kind.about.id == module.replace("_", "-")
    assert kind.about.stage == stage


@every_detector
def test_it_says_what_it_is_in_both_languages(kind):
    assert both_languages(kind.about.title)
    assert both_languages(kind.about.quiet_when)


@every_detector
def test_it_reads_known_kinds(kind):
    assert kind.about.reads
    assert set(kind.about.reads) <= set(KINDS.values())


@every_detector
def test_its_state_is_a_struct_that_needs_nothing_and_ends(kind):
    assert issubclass(kind.state, msgspec.Struct)
    assert kind.ttl > 0
    assert encoded(kind.state()) == encoded(kind.state())


# Its page


@every_detector
def test_its_page_has_all_parts_in_order(kind):
    page = page_of(kind.about.id).read_text("utf-8")
    parts = [f"**{name}**" for name in FIELDS] + [f"\n## {name}\n" for name in SECTIONS]
    places = [page.find(part) for part in parts]

    assert page.startswith(f"# {kind.about.id}: ")
    assert -1 not in places, f"missing: {parts[places.index(-1)]!r}"
    assert places == sorted(places)


@every_detector
def test_its_page_tells_what_the_code_tells(kind):
    page = page_of(kind.about.id).read_text("utf-8")
    said = {name: page.partition(f"**{name}**")[2].partition("\n\n")[0] for name in FIELDS}

    assert kind.about.stage in said["Stage"]
    assert kind.about.confidence in said["Confidence"]
    for read in kind.about.reads:
        assert str(read.__struct_config__.tag) in said["Reads"]


@every_detector
def test_its_page_says_what_to_do_in_two_to_four_steps(kind):
    page = page_of(kind.about.id).read_text("utf-8")
    steps = re.findall(
        r"^\d\. ", page.partition("## What to do")[2].partition("\n## ")[0], re.MULTILINE
    )

    assert 2 <= len(steps) <= 4


@every_detector
def test_its_page_has_four_loud_examples_and_as_many_quiet_ones(kind):
    loud = [example.loud for example in examples_of(kind.about.id)]

    assert loud.count(True) >= 4
    assert loud.count(False) >= loud.count(True)


@every_example
def test_an_example_is_in_order_and_read(kind, example):
    times = [event.time for event in example.events]
    ids = [event.id for event in example.events]

    assert times == sorted(times)
    assert len(ids) == len(set(ids))
    assert any(type(event) in kind.about.reads for event in example.events)


@every_example
def test_an_example_tells_the_truth(kind, example):
    signals = alarming(run(build(kind), example.events))

    if example.loud:
        assert example.events[-1].id in {signal.id.rpartition(":")[0] for signal in signals}
    else:
        assert signals == []


# What it says


@every_example
def test_a_signal_is_complete(kind, example):
    replay = Replay(build(kind))
    for event in example.events:
        for signal in replay.feed(event):
            assert signal.id == f"{event.id}:{kind.about.id}"
            assert signal.detector == kind.about.id
            assert 0 <= signal.score <= 1
            assert both_languages(signal.reason)
            assert signal.evidence or type(event) not in TEXTS or not alarming([signal])
            for evidence in signal.evidence:
                text = text_at(event, evidence.where)
                assert text[evidence.start : evidence.end] == evidence.quote != ""


def text_at(event: AnyEvent, where: str) -> str:
    """Resolve a path such as `text`, `parts.notes` or `urls[0]` in an event."""
    name, _, rest = where.partition(".")
    name, _, number = name.partition("[")
    value = getattr(event, name)
    if number:
        value = value[int(number.rstrip("]"))]
    if not rest:
        return value
    return value[rest] if isinstance(value, dict) else getattr(value, rest)


@every_detector
def test_an_update_gives_at_most_one_signal(kind):
    detector = build(kind)
    for example in examples_of(kind.about.id):
        states: dict[str, Any] = {}
        for event in example.events:
            if type(event) not in kind.about.reads:
                continue
            for key in detector.keys(event):
                state = states.setdefault(key, kind.state())
                assert len(list(detector.update(state, event))) <= 1


# Purity


@every_detector
def test_it_keeps_nothing_outside_its_state(kind):
    examples = examples_of(kind.about.id)
    detector = build(kind)
    first = [run(detector, example.events) for example in examples]
    empty = encoded(kind.state())

    assert [run(detector, example.events) for example in reversed(examples)] == first[::-1]
    assert [run(build(kind), example.events) for example in examples] == first
    assert encoded(kind.state()) == empty


@every_example
def test_it_changes_neither_the_event_nor_another_keys_state(kind, example):
    replay = Replay(build(kind))
    for event in example.events:
        concerned = set(replay.detector.keys(event)) if type(event) in kind.about.reads else set()
        sent = msgspec.json.encode(event)
        before = {key: encoded(state) for key, state in replay.states.items()}
        replay.feed(event)
        after = {key: encoded(state) for key, state in replay.states.items()}

        assert msgspec.json.encode(event) == sent
        assert {key for key in after if after[key] != before.get(key)} <= concerned


@every_example
def test_a_restart_in_between_changes_nothing(kind, example):
    whole = run(build(kind), example.events)
    for half in range(1, len(example.events)):
        replay = Replay(build(kind))
        signals = replay.run(example.events[:half])
        restarted = Replay(build(kind), before=replay)
        signals += restarted.run(example.events[half:])

        assert signals == whole


# Whatever comes


@every_example
def test_late_and_repeated_events_are_borne(kind, example):
    replay = Replay(build(kind))
    for number, event in enumerate(example.events):
        replay.feed(event)
        for days in (0, 30, -30):
            time = event.time - timedelta(days=days)
            replay.feed(msgspec.structs.replace(event, id=f"again{number}.{days}", time=time))
    replay.recode()


every_kind_read = pytest.mark.parametrize(
    ("kind", "read"),
    [
        pytest.param(kind, read, id=f"{name_of(kind)}-{read.__struct_config__.tag}")
        for kind in ALL
        for read in kind.about.reads
    ],
)


@every_kind_read
def test_hostile_text_in_any_field_is_borne(kind, read):
    replay = Replay(build(kind))
    for label, event in Variety(read, Random(1)).hostile():
        try:
            signals = replay.feed(event)
            replay.recode()
            check_encodable(signals)
        except Exception as error:
            error.add_note(label)
            raise


def check_encodable(signals: list[Signal]) -> None:
    for signal in signals:
        assert msgspec.json.decode(msgspec.json.encode(signal), type=Signal) == signal


@every_detector
def test_the_state_of_one_key_is_bounded(kind):
    if kind.state is Stateless:
        pytest.skip("remembers nothing")
    replay, random = Replay(build(kind)), Random(2)
    makers = [one_key(replay.detector, read) for read in kind.about.reads]
    for _ in range(3000):
        replay.feed(random.choice(makers).event())
    sizes = {key: len(encoded(state)) for key, state in replay.states.items()}

    assert sizes
    assert max(sizes.values()) <= STATE_LIMIT
    replay.recode()


def one_key(detector: AnyDetector, read: type[AnyEvent]) -> Variety:
    """Vary everything in which the key does not lie."""
    variety = Variety(read, Random(3))
    one, other = variety.event(), variety.event()
    for _ in range(100):
        if list(detector.keys(one)) and list(detector.keys(other)):
            break
        one, other = variety.event(), variety.event()
    keys = set(detector.keys(one))
    fixed = {
        name: FIXED.get(name, f"the-{name}")
        for name in variety.fields
        if isinstance(value := getattr(other, name), str)
        and name not in {"id", "time"}
        and set(detector.keys(msgspec.structs.replace(one, **{name: value}))) != keys
        and value != getattr(one, name)
    }
    return Variety(read, Random(4), **fixed)


FIXED = {"ip": "203.0.113.7"}


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        pytest.param(kind, read, id=f"{name_of(kind)}-{read.__struct_config__.tag}")
        for kind in ALL
        for read in kind.about.reads
        if read in TEXTS
    ],
)
def test_ten_times_the_text_takes_about_ten_times_the_calls(kind, read):
    short, long = calls(kind, read, 2_000), calls(kind, read, 20_000)

    assert long <= 20 * short + 5_000


def calls(kind: Any, read: type[AnyEvent], size: int) -> int:
    """Count the calls for a text of `size`, one that was not read before."""
    Replay(build(kind)).feed(written(read, size, "before"))  # loads what is loaded once
    event = written(read, size, kind.about.id)
    count = 0

    def counted(_frame: Any, what: str, _argument: Any) -> None:
        nonlocal count
        count += what in {"call", "c_call"}

    replay = Replay(build(kind))
    sys.setprofile(counted)
    try:
        replay.feed(event)
    finally:
        sys.setprofile(None)
    return count


def written(read: type[AnyEvent], size: int, word: str) -> AnyEvent:
    unit = f"退款请加客服 QQ 123456 或打开 https://shop.example/{word} 谢谢。"
    text = (unit * (size // len(unit) + 1))[:size]
    given = {"text": text} if read is Message else {"parts": {"notes": text}}
    return Variety(read, Random(5)).event(**given)
