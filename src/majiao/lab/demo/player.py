"""Playing the demo shop at the speed of life into a running engine."""

import logging
import threading
from concurrent.futures import CancelledError
from datetime import UTC, datetime

import msgspec

from majiao.engine.embedded.engine import Arrival, EngineError
from majiao.engine.embedded.runner import BusyError, Runner
from majiao.lab.demo.story import demo_events

_LOG = logging.getLogger(__name__)

SEED = 20261111


class Player:
    """Submits each event of the demo shop when its time has come, until stopped."""

    def __init__(self, runner: Runner, seed: int = SEED) -> None:
        self._runner = runner
        self._seed = seed
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._play, name="majiao-demo", daemon=True)

    def start(self) -> None:
        """Begin; the first events come at once."""
        self._thread.start()

    def stop(self) -> None:
        """End; what was submitted is still answered."""
        self._stopped.set()
        self._thread.join()

    def _play(self) -> None:
        for event in demo_events(self._seed, datetime.now(UTC)):
            wait = (event.time - datetime.now(UTC)).total_seconds()
            if self._stopped.wait(max(wait, 0)):
                return
            arrival = Arrival(event, msgspec.json.encode(event))
            try:
                self._runner.submit([arrival]).result(30)
            except (BusyError, EngineError, TimeoutError, CancelledError) as error:
                _LOG.warning("a demo event was not taken: %s", error)
