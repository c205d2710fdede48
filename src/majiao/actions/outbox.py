"""The outbox: follow-ups that the shop carries out and reports back on.

A follow-up is queued in the transaction that stores its decision. The shop asks for what is
pending, does it (each is safe to do twice), and says so; `undo` asks it to take it back.
"""

import logging
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects import postgresql, sqlite

from majiao.cases import subject_of
from majiao.events import AnyEvent, Decision
from majiao.store.schema import actions

_AUDIT = logging.getLogger("majiao.audit")

_NEXT = {
    "done": ("pending",),
    "undo": ("pending", "done"),
    "undone": ("undo",),
}
"""From which states an action may enter a state."""


class ActionRow(NamedTuple):
    """One follow-up.

    Attributes:
        id: `<event>:<follow-up>`, the idempotency key.
        offset: the event's place in the log.
        follow_up: such as `revoke_sessions` or `freeze:address`.
        subject: `account:<id>` or `conversation:<id>`.
        state: `pending`, `done`, `undo` (to be taken back) or `undone`.
        by: who changed the state last, None for the engine.
        at: when, RFC 3339.

    """

    id: str
    offset: int
    follow_up: str
    subject: str
    state: str
    by: str | None
    at: str | None


class UnknownActionError(LookupError):
    """No such action, or it cannot enter that state from where it is."""


def queue_follow_ups(
    connection: Connection, event: AnyEvent, decision: Decision, offset: int
) -> None:
    """Queue a decision's follow-ups on the connection that stores it."""
    rows = [
        {
            "id": f"{event.id}:{follow_up}",
            "offset": offset,
            "follow_up": follow_up,
            "subject": subject_of(event) or f"event:{event.id}",
            "state": "pending",
        }
        for follow_up in decision.follow_ups
        if follow_up != "open_case"
    ]
    if rows:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(actions).on_conflict_do_nothing(), rows)


class Outbox:
    """The follow-ups of one installation."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def list(self, state: str = "pending", after: int = -1, limit: int = 100) -> list[ActionRow]:
        """Give actions in one state in the order of the log, behind offset `after`.

        All actions of one event come together, so there can be a few more than `limit`.
        """
        query = (
            select(actions)
            .where(actions.c.state == state, actions.c.offset > after)
            .order_by(actions.c.offset, actions.c.id)
            .limit(limit)
        )
        with self._engine.connect() as connection:
            rows = [ActionRow(*row) for row in connection.execute(query)]
            if len(rows) == limit:
                rest = select(actions).where(
                    actions.c.state == state,
                    actions.c.offset == rows[-1].offset,
                    actions.c.id > rows[-1].id,
                )
                rows += [ActionRow(*row) for row in connection.execute(rest.order_by("id"))]
        return rows

    def move(self, action: str, state: str, by: str) -> ActionRow:
        """Enter a state: `done`, `undo` or `undone`; entering it again changes nothing.

        Raises:
            UnknownActionError: if there is no such action, or not in a state to do so.

        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        change = (
            update(actions)
            .where(actions.c.id == action, actions.c.state.in_(_NEXT[state]))
            .values(state=state, by=by, at=now)
        )
        with self._engine.begin() as connection:
            moved = connection.execute(change).rowcount
            row = connection.execute(select(actions).where(actions.c.id == action)).first()
        if row is None:
            raise UnknownActionError(f"no action is called {action}")
        if not moved and row.state != state:
            raise UnknownActionError(f"{action} is {row.state} and cannot become {state}")
        if moved:
            _AUDIT.info("action %s became %s by %s", action, state, by)
        return ActionRow(*row)
