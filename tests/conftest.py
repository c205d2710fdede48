"""A small detector whose memory shows every event that was counted, and engines over it."""

from contextlib import contextmanager
from typing import ClassVar

import msgspec
import pytest

from majiao.decide import load_policy
from majiao.detectors import About
from majiao.engine.embedded.engine import Arrival, Embedded
from majiao.engine.pipeline import Pipeline
from majiao.events import FieldEdit, Login, Reason, Subject, decode_event
from majiao.store import EventLog, open_database, sqlite_url

POLICY = load_policy("""
name = "t"
revision = 1
[[rules]]
name = "many"
on = ["login"]
detectors = ["counting"]
level = "caution"
action = "challenge"
follow_ups = ["revoke_sessions", "open_case"]
""")


class Counted(msgspec.Struct):
    """How often a key was seen."""

    times: int = 0


class Counting:
    """Counts logins per account, and says the count."""

    about: ClassVar = About(
        id="counting",
        stage="account",
        title=Reason("计数", "Counting"),
        reads=(Login, FieldEdit),
        confidence="low",
        spoofable=False,
        quiet_when=Reason("", ""),
    )
    state: ClassVar = Counted
    ttl: ClassVar = 3600.0

    def __init__(self, context=None):
        del context

    def keys(self, event):
        return (event.account,)

    def update(self, state, event):
        state.times += 1
        yield self.about.signal(
            event,
            level="caution" if state.times > 3 else "info",
            score=min(state.times / 10, 1),
            subject=Subject("account", event.account),
            reason=Reason(f"第{state.times}次", f"number {state.times}"),
        )


def login_line(number, account="a", minute=None):
    minute = number % 60 if minute is None else minute
    return (
        f'{{"id":"e{number}","time":"2026-11-11T08:{minute:02}:00Z","kind":"login",'
        f'"account":"{account}","outcome":"success","ip":"192.0.2.1"}}'
    ).encode()


def arrivals(*lines):
    return [Arrival(decode_event(line), line) for line in lines]


@pytest.fixture
def open_engine():
    @contextmanager
    def opened(folder, detectors=None, **options):
        database = open_database(sqlite_url(folder))
        log = EventLog(database)
        try:
            yield Embedded(Pipeline(detectors or [Counting()], POLICY), log, **options)
        finally:
            log.close()
            database.dispose()

    return opened
