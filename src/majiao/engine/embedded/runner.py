"""The engine on a thread of its own, fed through a bounded queue."""

import logging
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import islice

from sqlalchemy.exc import SQLAlchemyError

from majiao.engine.embedded.engine import Arrival, Embedded, EngineError, Outcome
from majiao.engine.embedded.feed import Feed
from majiao.engine.metrics import Metrics
from majiao.store import Entry, checkpoint

_LOG = logging.getLogger(__name__)

_CHECKPOINT_SECONDS = 2.0


class BusyError(RuntimeError):
    """The queue is full: come back later. Nothing was taken."""


class _Job:
    """Arrivals that are answered together."""

    __slots__ = ("arrivals", "future")

    def __init__(self, arrivals: Sequence[Arrival]) -> None:
        self.arrivals = arrivals
        self.future: Future[list[Outcome]] = Future()


class Runner:
    """Groups what arrives into commits: whatever waits while one commit runs is the next.

    So a lone event is answered after its own commit, and under load one commit carries many.
    """

    def __init__(self, engine: Embedded, *, batch: int, capacity: int, metrics: Metrics) -> None:
        self.engine = engine
        self.feed = Feed()
        self.metrics = metrics
        self._batch = batch
        self._capacity = capacity
        self._waiting = 0
        self._count = threading.Lock()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, name="majiao-engine", daemon=True),
            threading.Thread(target=self._checkpoint, name="majiao-checkpoint", daemon=True),
        ]

    def start(self) -> None:
        """Start working."""
        for thread in self._threads:
            thread.start()

    @property
    def alive(self) -> bool:
        """Whether events are being worked on."""
        return self._threads[0].is_alive() and not self._stopped.is_set()

    @property
    def waiting(self) -> int:
        """How many events wait for their commit."""
        return self._waiting

    def submit(self, arrivals: Sequence[Arrival]) -> Future[list[Outcome]]:
        """Queue arrivals; the future is done when they are durable.

        Raises:
            BusyError: if the queue has no room for them; none was taken.

        """
        with self._count:
            if self._stopped.is_set():
                raise BusyError("the engine is shutting down")
            if self._threads[0].ident and not self._threads[0].is_alive():
                raise BusyError("the engine has stopped")
            if self._waiting and self._waiting + len(arrivals) > self._capacity:
                raise BusyError(f"{self._waiting} events are waiting")
            self._waiting += len(arrivals)
            job = _Job(arrivals)
            self._jobs.put(job)
        self.metrics.waiting.set(self._waiting)
        return job.future

    def stop(self) -> None:
        """Finish what is queued, then stop. Safe to call twice."""
        with self._count:
            if not self._stopped.is_set():
                self._stopped.set()
                self._jobs.put(None)
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _work(self) -> None:
        more = True
        while more:
            jobs, more = self._collect()
            if jobs:
                self._run(jobs)

    def _collect(self) -> tuple[list[_Job], bool]:
        """Take what waits, at least one job, up to the size of a batch."""
        jobs: list[_Job] = []
        size = 0
        while size < self._batch:
            try:
                job = self._jobs.get(block=not jobs)
            except queue.Empty:
                break
            if job is None:
                return jobs, False
            # From here on nobody can cancel it; one that was cancelled before is not begun.
            if job.future.set_running_or_notify_cancel():
                jobs.append(job)
                size += len(job.arrivals)
            else:
                self._forget([job])
        return jobs, True

    def _run(self, jobs: Sequence[_Job]) -> None:
        arrivals = [arrival for job in jobs for arrival in job.arrivals]
        try:
            with self.metrics.commit.time():
                outcomes, entries = self.engine.process(arrivals)
        except Exception as error:  # noqa: BLE001  whatever it was, the callers must hear
            _LOG.exception("a batch of %d events was not stored", len(arrivals))
            failure = error if isinstance(error, EngineError) else EngineError(str(error))
            self._forget(jobs)
            for job in jobs:
                job.future.set_exception(failure)
            return
        self._forget(jobs)
        rest = iter(outcomes)
        for job in jobs:
            job.future.set_result(list(islice(rest, len(job.arrivals))))
        self._tell(entries, len(arrivals) - len(entries))

    def _tell(self, entries: Sequence[Entry], duplicates: int) -> None:
        try:
            self.metrics.count(entries, duplicates)
            self.feed.publish(entries)
        except Exception:  # noqa: BLE001  what was answered is not undone by a display
            _LOG.exception("what was stored and answered could not be shown")

    def _forget(self, jobs: Sequence[_Job]) -> None:
        with self._count:
            self._waiting -= sum(len(job.arrivals) for job in jobs)
        self.metrics.waiting.set(self._waiting)

    def _checkpoint(self) -> None:
        while not self._stopped.wait(_CHECKPOINT_SECONDS):
            try:
                checkpoint(self.engine.log.engine)
            except SQLAlchemyError:
                _LOG.exception("the write-ahead log could not be moved into the database")
