"""Follow-ups are done once, can be taken back, and each change is logged."""

import logging

import pytest

from majiao.actions import Outbox, UnknownActionError
from tests.conftest import arrivals, login_line


@pytest.fixture
def outbox(tmp_path, open_engine):
    with open_engine(tmp_path) as engine:
        engine.process(arrivals(*(login_line(n) for n in range(5))))
        yield Outbox(engine.log.engine)


def test_pending_then_done(outbox, caplog):
    caplog.set_level(logging.INFO, "majiao.audit")
    first, second = outbox.list()
    assert (first.id, first.state) == ("e3:revoke_sessions", "pending")
    assert outbox.move(first.id, "done", "shop").by == "shop"
    assert outbox.list() == [second]
    assert "e3:revoke_sessions became done by shop" in caplog.text


def test_doing_it_again_changes_nothing(outbox):
    done = outbox.move("e3:revoke_sessions", "done", "shop")
    assert outbox.move("e3:revoke_sessions", "done", "another") == done


def test_undo(outbox):
    outbox.move("e3:revoke_sessions", "done", "shop")
    outbox.move("e3:revoke_sessions", "undo", "analyst")
    assert [row.id for row in outbox.list("undo")] == ["e3:revoke_sessions"]
    assert outbox.move("e3:revoke_sessions", "undone", "shop").state == "undone"


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [("nope", "done", "no action is called"), ("e3:revoke_sessions", "undone", "is pending")],
)
def test_what_cannot_be(outbox, action, state, words):
    with pytest.raises(UnknownActionError, match=words):
        outbox.move(action, state, "shop")


def test_pages(outbox):
    (first,) = outbox.list(limit=1)
    (second,) = outbox.list(after=first.offset)
    assert second.id == "e4:revoke_sessions"


def test_a_page_never_ends_inside_an_event(outbox):
    with outbox._engine.begin() as connection:  # noqa: SLF001  a second follow-up by hand
        connection.exec_driver_sql(
            'INSERT INTO actions SELECT id || \'x\', "offset", follow_up, subject, state, "by", at '
            "FROM actions"
        )
    page = outbox.list(limit=1)
    assert [row.id for row in page] == ["e3:revoke_sessions", "e3:revoke_sessionsx"]
    assert len(outbox.list(after=page[-1].offset)) == 2
