"""Filing events under cases, and reading cases back."""

from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select, update

from majiao.events import AnyEvent
from majiao.store import Entry
from majiao.store.schema import case_events, cases, events

QUIET = 30 * 86_400.0
"""Seconds of event time after which a new attack on the same subject is a case of its own."""


class Case(NamedTuple):
    """A case; times are event times in seconds.

    Attributes:
        id: `c-` and the offset of the event that opened it.
        subject: `account:<id>` or `conversation:<id>`.
        state: `open` or `closed`.
        owner: who works on it.

    """

    id: str
    subject: str
    opened: float
    updated: float
    state: str
    owner: str | None


def subject_of(event: AnyEvent) -> str | None:
    """Say whom an event is about: the account if it is known, else the conversation."""
    account = getattr(event, "account", None)
    if account:
        return f"account:{account}"
    conversation = getattr(event, "conversation", None)
    return f"conversation:{conversation}" if conversation else None


def file_event(connection: Connection, event: AnyEvent, offset: int) -> None:
    """Put an event into its subject's open case; open one if there is none.

    Runs in the transaction that stores the event, so a case never misses or repeats one.
    """
    subject = subject_of(event) or f"event:{event.id}"
    query = (
        select(cases.c.id, cases.c.updated)
        .where(
            cases.c.subject == subject,
            cases.c.state == "open",
            cases.c.updated >= event.at - QUIET,
        )
        .order_by(cases.c.updated.desc())
        .limit(1)
    )
    found = connection.execute(query).first()
    if found is None:
        case = f"c-{offset}"
        row = {"id": case, "subject": subject, "opened": event.at, "updated": event.at}
        connection.execute(insert(cases), {**row, "state": "open"})
    else:
        case = found.id
        latest = max(found.updated, event.at)
        connection.execute(update(cases).where(cases.c.id == case).values(updated=latest))
    connection.execute(insert(case_events), {"case_id": case, "offset": offset})


class Casebook:
    """The cases of one installation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self, state: str | None = None, limit: int = 100) -> list[Case]:
        """List cases, the most recently touched first."""
        query = select(cases).order_by(cases.c.updated.desc(), cases.c.id).limit(limit)
        if state:
            query = query.where(cases.c.state == state)
        with self._engine.connect() as connection:
            return [Case(*row) for row in connection.execute(query)]

    def get(self, case: str) -> tuple[Case, list[Entry]] | None:
        """Give one case with its events in the order of the log."""
        history = (
            select(events)
            .join(case_events, case_events.c.offset == events.c.offset)
            .where(case_events.c.case_id == case)
            .order_by(events.c.offset)
        )
        with self._engine.connect() as connection:
            row = connection.execute(select(cases).where(cases.c.id == case)).first()
            entries = [Entry(*entry) for entry in connection.execute(history)]
        return (Case(*row), entries) if row else None

    def set_state(self, case: str, state: str, owner: str | None) -> Case | None:
        """Close or reopen a case and say who did; None if there is no such case."""
        change = update(cases).where(cases.c.id == case).values(state=state, owner=owner)
        with self._engine.begin() as connection:
            row = connection.execute(change.returning(cases)).first()
        return Case(*row) if row else None
