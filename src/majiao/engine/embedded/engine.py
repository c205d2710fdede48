"""The embedded engine: events in, decisions out, both durable before anybody is told.

A batch of events is worked through in memory; then its events, decisions, changed states and
the new offset go into the store in one transaction. If the process dies before the commit,
none of it happened; if it dies after, all of it did.
"""

import logging
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from majiao.actions import queue_follow_ups
from majiao.cases import file_event
from majiao.engine.embedded.states import StateCache
from majiao.engine.pipeline import Pipeline, Plan
from majiao.events import AnyEvent, Decision, Report
from majiao.store import Entry, EventLog, Position, StoreError

REPLAY_BATCH = 5000
"""Events in one commit when nobody waits for answers: fewer commits, fewer pages written."""

_DAY = 86_400.0
_STEP = _DAY
_LATENESS = 7 * _DAY
_TIDY_EVERY = 100_000

_LOG = logging.getLogger(__name__)


class Arrival(NamedTuple):
    """An event with the bytes it came in."""

    event: AnyEvent
    body: bytes


class Outcome(NamedTuple):
    """What became of one arrival.

    Attributes:
        duplicate: the event id was known; nothing was counted again.
        decision: the decision's JSON, None for kinds that get no answer.

    """

    duplicate: bool
    decision: bytes | None


class _Notable(NamedTuple):
    """An event that leads to work: it has follow-ups, or it is a customer's report."""

    event: AnyEvent
    decision: Decision | None
    offset: int


class EngineError(RuntimeError):
    """The engine could not make a batch durable; nothing of the batch was counted."""


class Embedded:
    """One process, one writer. Not for several threads at once; see `Runner`."""

    def __init__(self, pipeline: Pipeline, log: EventLog, *, cached_states: int = 200_000) -> None:
        self.pipeline = pipeline
        self.log = log
        self._states = StateCache(cached_states)
        self._position = log.position()
        self._behind = False
        self._notable: list[_Notable] = []
        self._encode = msgspec.json.Encoder().encode

    @property
    def position(self) -> Position:
        """Where the log is written next."""
        return self._position

    def process(self, arrivals: Sequence[Arrival]) -> tuple[list[Outcome], list[Entry]]:
        """Work through a batch and commit it.

        Returns:
            one outcome per arrival in order, and the entries that were new to the log.

        Raises:
            EngineError: if the commit failed; the same batch may be sent again.

        """
        try:
            self._recover()
            known = self.log.answers([arrival.event.id for arrival in arrivals])
            fresh = self._fresh(arrivals, known)
            plans = [self.pipeline.plan(arrival.event) for arrival in fresh]
            self._load(plans)
            entries = self._step_all(fresh, plans)
            changed = self._states.changed()
            also = partial(_casework, self._notable) if self._notable else None
            self.log.append(entries, changed, self._position, also)
        except Exception as error:
            self._behind = True
            raise EngineError(f"the batch was not stored: {error}") from error
        self._states.committed()
        self._tidy(len(entries))
        new = {entry.id: entry.decision for entry in entries}
        return self._outcomes(arrivals, known, new), entries

    def _recover(self) -> None:
        """After a failure, start again from what is stored."""
        if self._behind:
            self._states.forget()
            self._position = self.log.position()
            self._behind = False

    @staticmethod
    def _fresh(arrivals: Sequence[Arrival], known: dict[str, bytes | None]) -> list[Arrival]:
        first: dict[str, Arrival] = {}
        for arrival in arrivals:
            if arrival.event.id not in known:
                first.setdefault(arrival.event.id, arrival)
        return list(first.values())

    def _load(self, plans: Sequence[Plan]) -> None:
        if missing := self._states.missing(plans):
            self._states.fill(missing, self.log.load(list(missing)))

    def _step_all(self, fresh: Sequence[Arrival], plans: Sequence[Plan]) -> list[Entry]:
        offset, watermark = self._position
        self._notable.clear()
        entries: list[Entry] = []
        for arrival, plan in zip(fresh, plans, strict=True):
            event = arrival.event
            at = event.at
            self._states.floor = watermark - _LATENESS
            decision = self.pipeline.step(event, plan, self._states)
            if isinstance(event, Report) or (decision and decision.follow_ups):
                self._notable.append(_Notable(event, decision, offset + len(entries)))
            # One event with a wrong clock must not make everything else look old.
            watermark = max(watermark, min(at, watermark + _STEP)) if watermark else at
            entries.append(
                Entry(
                    offset + len(entries),
                    event.id,
                    at,
                    str(event.__struct_config__.tag),
                    arrival.body,
                    decision.action if decision else None,
                    self._encode(decision) if decision else None,
                )
            )
        self._position = Position(offset + len(entries), watermark)
        return entries

    def _tidy(self, written: int) -> None:
        """Now and then delete what counts as forgotten anyway."""
        offset, watermark = self._position
        if offset // _TIDY_EVERY == (offset - written) // _TIDY_EVERY:
            return
        try:
            self.log.expire(watermark - _LATENESS)
        except SQLAlchemyError:
            _LOG.exception("states that ran out could not be deleted")
        self._states.expire(watermark - _LATENESS)

    @staticmethod
    def _outcomes(
        arrivals: Sequence[Arrival], known: dict[str, bytes | None], new: dict[str, bytes | None]
    ) -> list[Outcome]:
        if len(new) == len(arrivals):
            return [Outcome(duplicate=False, decision=decision) for decision in new.values()]
        answered = set(known)
        outcomes = []
        for arrival in arrivals:
            name = arrival.event.id
            decision = known[name] if name in known else new[name]
            outcomes.append(Outcome(name in answered, decision))
            answered.add(name)
        return outcomes


def _casework(notable: Sequence[_Notable], connection: Connection) -> None:
    for event, decision, offset in notable:
        if decision:
            queue_follow_ups(connection, event, decision, offset)
        if decision is None or "open_case" in decision.follow_ups:
            file_event(connection, event, offset)


def check_policy_text(log: EventLog, ref: str, text: str) -> None:
    """Keep a policy's text, and refuse one that changed without a new revision.

    Raises:
        StoreError: saying what to do.

    """
    if log.remember_policy(ref, text) != text:
        raise StoreError(
            f"policy {ref} differs from the one that made earlier decisions here; "
            "raise `revision` in the policy file"
        )
