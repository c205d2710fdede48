"""One attack on one account is one case, with its events in order."""

import pytest

from majiao.cases import Casebook, subject_of
from majiao.events import decode_event
from tests.conftest import arrivals, login_line


@pytest.fixture
def engine(tmp_path, open_engine):
    with open_engine(tmp_path) as opened:
        yield opened


def report(number, **fields):
    more = "".join(f',"{name}":"{value}"' for name, value in fields.items())
    return (
        f'{{"id":"r{number}","time":"2026-11-12T08:00:00Z","kind":"report",'
        f'"report":"R{number}"{more}}}'
    ).encode()


def test_a_report_joins_the_case_of_its_account(engine):
    engine.process(arrivals(*(login_line(n) for n in range(4)), report(1, account="a")))
    book = Casebook(engine.log.engine)
    (case,) = book.all()
    assert (case.subject, case.state) == ("account:a", "open")
    assert [entry.id for entry in book.get(case.id)[1]] == ["e3", "r1"]
    assert case.updated == decode_event(report(1)).at


def test_a_report_without_a_case_opens_one(engine):
    engine.process(arrivals(report(1, account="b"), report(2)))
    assert {case.subject for case in Casebook(engine.log.engine).all()} == {
        "account:b",
        "event:r2",
    }


def test_a_month_later_it_is_another_case(engine):
    late = report(2, account="a").replace(b"2026-11", b"2026-12").replace(b"-12T", b"-28T")
    engine.process(arrivals(report(1, account="a"), late))
    assert len(Casebook(engine.log.engine).all()) == 2


def test_closing_and_opening_again(engine):
    engine.process(arrivals(report(1, account="a")))
    book = Casebook(engine.log.engine)
    (case,) = book.all()
    assert book.set_state(case.id, "closed", "ann").owner == "ann"
    assert book.all("open") == []
    engine.process(arrivals(report(2, account="a")))
    assert len(book.all()) == 2
    assert book.set_state("c-none", "closed", None) is None
    assert book.get("c-none") is None


def test_a_conversation_without_account_is_its_own_subject():
    message = decode_event(
        '{"id":"m","time":"2026-11-12T08:00:00Z","kind":"message","conversation":"c7",'
        '"role":"contact","text":"x","channel":"call"}'
    )
    assert subject_of(message) == "conversation:c7"
