"""The engine's thread: groups, pushes back, finishes what it took."""

import threading

import pytest

from majiao.engine.embedded.engine import EngineError
from majiao.engine.embedded.runner import BusyError, Runner
from majiao.engine.metrics import Metrics
from tests.conftest import arrivals, login_line


@pytest.fixture
def engine(tmp_path, open_engine):
    with open_engine(tmp_path) as opened:
        yield opened


@pytest.fixture
def stuck(engine, monkeypatch):
    """A runner whose first commit waits until it is let go."""
    go, process, sizes = threading.Event(), engine.process, []

    def slow(batch):
        sizes.append(len(batch))
        go.wait(10)
        return process(batch)

    monkeypatch.setattr(engine, "process", slow)
    runner = Runner(engine, batch=100, capacity=5, metrics=Metrics())
    runner.go, runner.sizes = go, sizes
    runner.start()
    yield runner
    go.set()
    runner.stop()


def wait_for_first(runner):
    while not runner.sizes:
        pass


def test_what_waits_goes_into_one_commit(stuck):
    first = stuck.submit(arrivals(login_line(0)))
    wait_for_first(stuck)
    rest = [stuck.submit(arrivals(login_line(n))) for n in range(1, 5)]
    stuck.go.set()
    assert b"number 1" in first.result(10)[0].decision
    assert [b"number %d" % (n + 2) in f.result(10)[0].decision for n, f in enumerate(rest)]
    assert stuck.sizes == [1, 4]


def test_a_full_queue_pushes_back_and_takes_nothing(stuck):
    stuck.submit(arrivals(login_line(0)))
    wait_for_first(stuck)
    taken = stuck.submit(arrivals(*(login_line(n) for n in range(1, 5))))
    with pytest.raises(BusyError, match="5 events are waiting"):
        stuck.submit(arrivals(login_line(9)))
    stuck.go.set()
    assert len(taken.result(10)) == 4
    assert stuck.engine.log.count() == 5


def test_stopping_finishes_what_was_taken(stuck):
    futures = [stuck.submit(arrivals(login_line(n))) for n in range(4)]
    stuck.go.set()
    stuck.stop()
    assert all(future.done() for future in futures)
    assert stuck.engine.log.count() == 4
    with pytest.raises(BusyError, match="shutting down"):
        stuck.submit(arrivals(login_line(9)))


def test_a_batch_that_is_not_stored_is_told_and_the_next_one_works(engine, monkeypatch, caplog):
    runner = Runner(engine, batch=10, capacity=10, metrics=Metrics())
    runner.start()
    with monkeypatch.context() as patch:
        patch.setattr(engine.log, "append", lambda *_: 1 / 0)
        with pytest.raises(EngineError):
            runner.submit(arrivals(login_line(1))).result(10)
    assert runner.submit(arrivals(login_line(1))).result(10)[0].duplicate is False
    assert runner.waiting == 0
    runner.stop()
    assert "was not stored" in caplog.text or "were not stored" in caplog.text


def test_metrics_count_what_was_stored(engine):
    runner = Runner(engine, batch=10, capacity=10, metrics=Metrics())
    runner.start()
    runner.submit(arrivals(login_line(1), login_line(2), login_line(1))).result(10)
    runner.stop()
    text = runner.metrics.exposition().decode()
    assert 'majiao_events_total{kind="login"} 2.0' in text
    assert "majiao_duplicate_events_total 1.0" in text
    assert 'majiao_decisions_total{action="allow"} 2.0' in text


def test_a_cancelled_question_costs_nobody_an_answer(stuck):
    first = stuck.submit(arrivals(login_line(0)))
    wait_for_first(stuck)
    gone, kept = (stuck.submit(arrivals(login_line(n))) for n in (1, 2))
    assert gone.cancel()
    assert not first.cancel()
    stuck.go.set()
    assert first.result(10)
    assert kept.result(10)
    assert stuck.waiting == 0
    assert stuck.engine.log.count() == 2


def test_whatever_goes_wrong_is_told_and_the_engine_goes_on(engine, monkeypatch):
    runner = Runner(engine, batch=10, capacity=10, metrics=Metrics())
    runner.start()
    with monkeypatch.context() as patch:
        patch.setattr(engine, "process", lambda _: 1 / 0)
        with pytest.raises(EngineError, match="division"):
            runner.submit(arrivals(login_line(1))).result(10)
    with monkeypatch.context() as patch:
        patch.setattr(runner.metrics, "count", lambda *_: 1 / 0)
        assert runner.submit(arrivals(login_line(1))).result(10)
    assert runner.submit(arrivals(login_line(2))).result(10)
    runner.stop()


def test_a_database_that_is_away_for_a_while(engine, monkeypatch):
    runner = Runner(engine, batch=10, capacity=10, metrics=Metrics())
    runner.start()

    def away(*_):
        raise OSError("disk gone")

    runner.submit(arrivals(login_line(1))).result(10)
    with monkeypatch.context() as patch:
        for name in ("append", "answers", "position"):
            patch.setattr(engine.log, name, away)
        for _ in range(3):
            with pytest.raises(EngineError, match="disk gone"):
                runner.submit(arrivals(login_line(2))).result(10)
    assert b"number 2" in runner.submit(arrivals(login_line(2))).result(10)[0].decision
    runner.stop()
