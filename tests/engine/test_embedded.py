"""The embedded engine counts every event once, whatever comes in between."""

import json
import random

import pytest

from majiao.actions import Outbox
from majiao.cases import Casebook
from majiao.engine.embedded.engine import EngineError, check_policy_text
from majiao.store import Blob, StoreError
from tests.conftest import Counting, arrivals, login_line


def decisions(engine, *lines):
    return [outcome.decision for outcome in engine.process(arrivals(*lines))[0]]


def test_a_repeated_event_gets_the_same_answer_and_counts_once(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        (first,) = decisions(engine, login_line(1))
        again, second = decisions(engine, login_line(1), login_line(2))
        assert again == first
        assert b"number 2" in second
        assert engine.log.count() == 2


def test_a_repetition_inside_one_batch(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        outcomes, entries = engine.process(
            arrivals(login_line(1), login_line(1), login_line(2), login_line(1))
        )
        assert [outcome.duplicate for outcome in outcomes] == [False, True, False, True]
        assert outcomes[0].decision == outcomes[1].decision == outcomes[3].decision
        assert [entry.id for entry in entries] == ["e1", "e2"]


def test_a_repetition_after_a_restart(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        (first,) = decisions(engine, login_line(1))
    with open_engine(tmp_path) as engine:
        assert decisions(engine, login_line(1)) == [first]
        assert b"number 2" in decisions(engine, login_line(2))[0]


@pytest.mark.parametrize("seed", range(3))
def test_batches_restarts_and_a_tiny_cache_change_nothing(tmp_path, open_engine, seed):
    rng = random.Random(seed)
    lines = [login_line(n, account=f"a{rng.randrange(9)}") for n in range(120)]
    with open_engine(tmp_path / "one") as engine:
        expected = decisions(engine, *lines)
        states = list(engine.log.all_states())
    got, rest = [], list(lines)
    while rest:
        with open_engine(tmp_path / "many", cached_states=2) as engine:
            for _ in range(rng.randrange(1, 5)):
                size = rng.randrange(1, 9)
                got += decisions(engine, *rest[:size])
                rest = rest[size:]
            last = list(engine.log.all_states())
    assert got == expected
    assert last == states


def test_a_failed_commit_counts_nothing_and_can_be_sent_again(tmp_path, open_engine, monkeypatch):
    with open_engine(tmp_path) as engine:
        decisions(engine, login_line(1))

        def full(*_args):
            raise OSError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(engine.log, "append", full)
            with pytest.raises(EngineError, match="disk full"):
                engine.process(arrivals(login_line(2), login_line(3)))
        assert engine.log.count() == 1
        answers = decisions(engine, login_line(2), login_line(3))
        assert b"number 2" in answers[0]
        assert b"number 3" in answers[1]


def test_half_written_batches_leave_nothing(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        before = engine.log.position()
        bad = Blob("counting:x", b"x", None)
        entries = engine.process(arrivals(login_line(1)))[1]
        again = [entries[0]._replace(offset=7, id="e7")]
        with pytest.raises(Exception, match="NOT NULL"):
            engine.log.append(again, [bad], before)
        assert engine.log.count() == 1
        assert engine.log.position().offset == 1


def test_state_runs_out_by_event_time(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        decisions(engine, login_line(1, minute=0))
        later = login_line(2).replace(b"T08:02", b"T10:02")
        assert b"number 1" in decisions(engine, later)[0]


def test_a_failing_detector_costs_only_its_own_signal(tmp_path, open_engine, caplog):
    class Failing(Counting):
        def update(self, state, event):
            raise RuntimeError("bug")
            yield

    with open_engine(tmp_path, [Failing()]) as engine:
        decision = json.loads(decisions(engine, login_line(1))[0])
        assert decision["action"] == "allow"
        assert engine.pipeline.failures == {"counting": 1}
    assert "detector counting failed" in caplog.text


def test_follow_ups_become_actions_and_a_case_once(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        decisions(engine, *(login_line(n) for n in range(6)))
        decisions(engine, *(login_line(n) for n in range(6)))
        (case,) = Casebook(engine.log.engine).all()
        _, history = Casebook(engine.log.engine).get(case.id)
        assert [entry.id for entry in history] == ["e3", "e4", "e5"]
        rows = Outbox(engine.log.engine).list()
        assert [row.id for row in rows] == [f"e{n}:revoke_sessions" for n in (3, 4, 5)]
        assert {row.subject for row in rows} == {"account:a"}


def test_a_policy_may_not_change_under_its_revision(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        check_policy_text(engine.log, "p@1", "text")
        check_policy_text(engine.log, "p@1", "text")
        with pytest.raises(StoreError, match="raise `revision`"):
            check_policy_text(engine.log, "p@1", "other text")


def test_a_state_of_another_version_starts_empty_and_harms_nobody(tmp_path, open_engine, caplog):
    with open_engine(tmp_path) as engine:
        decisions(engine, login_line(1), login_line(2, account="b"))
        with engine.log.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE states SET body = x'ff' WHERE id = 'counting:a'")
    with open_engine(tmp_path) as engine:
        first, second = decisions(engine, login_line(3), login_line(4, account="b"))
    assert b"number 1" in first
    assert b"number 2" in second
    assert "counting:a" in caplog.text


def dated(number, day, account="a"):
    return login_line(number, account, minute=0).replace(b"2026-11-11", day.encode())


@pytest.mark.parametrize("size", [1, 3, 100])
def test_when_old_states_are_deleted_makes_no_difference(tmp_path, open_engine, monkeypatch, size):
    monkeypatch.setattr("majiao.engine.embedded.engine._TIDY_EVERY", 10)
    days = [f"2026-11-{1 + n:02}" for n in range(25)]
    lines = [dated(n, day, account=f"a{n // 9}") for n, day in enumerate(days)]
    late = [dated(100 + n, "2026-11-01", account=f"a{n}") for n in range(3)]
    everything = lines + late
    got = []
    with open_engine(tmp_path) as engine:
        for start in range(0, len(everything), size):
            got += decisions(engine, *everything[start : start + size])
    assert b"number 1" in got[-3]
    assert b"number 2" in got[-1]
    with open_engine(tmp_path / "at-once") as engine:
        assert decisions(engine, *everything) == got


def test_one_wrong_clock_makes_nothing_else_old(tmp_path, open_engine, monkeypatch):
    monkeypatch.setattr("majiao.engine.embedded.engine._TIDY_EVERY", 5)
    with open_engine(tmp_path) as engine:
        decisions(engine, login_line(1), dated(2, "9999-11-11", account="b"))
        decisions(engine, *(login_line(n, account="c") for n in range(3, 12)))
        assert b"number 2" in decisions(engine, login_line(20))[0]
