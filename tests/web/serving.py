"""Servers to test against: one inside this process, one as people start it."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import httpx
import msgspec
import uvicorn

from majiao.decide import load_policy
from majiao.detectors import About, Stateless
from majiao.engine.embedded.engine import Embedded
from majiao.engine.embedded.runner import Runner
from majiao.engine.metrics import Metrics
from majiao.engine.pipeline import Pipeline
from majiao.engine.settings import Settings
from majiao.events import Evidence, FieldEdit, Reason, Subject
from majiao.store import ApiKeys, EventLog, open_database, sqlite_url
from majiao.store.keys import SCOPES
from majiao.web.app import build_app
from majiao.web.services import KeyRing, Services

WORD = "激活"

POLICY = load_policy("""
name = "test"
revision = 3
[[rules]]
name = "hold"
on = ["field_edit"]
detectors = ["shouting"]
level = "danger"
action = "hold"
follow_ups = ["freeze:{surface}", "open_case"]
""")


class Shouting:
    """Says danger where a field has `WORD` in it, and quotes everything from there on."""

    about: ClassVar = About(
        id="shouting",
        stage="plant",
        title=Reason("喊", "Shouting"),
        reads=(FieldEdit,),
        confidence="high",
        spoofable=False,
        quiet_when=Reason("", ""),
    )
    state: ClassVar = Stateless
    ttl: ClassVar = 1.0

    def __init__(self, context=None):
        pass

    def keys(self, event):
        return (event.account,)

    def update(self, state, event):
        for name, text in event.parts.items():
            if (start := text.find(WORD)) >= 0:
                yield self.about.signal(
                    event,
                    level="danger",
                    score=0.97,
                    subject=Subject("account", event.account),
                    reason=Reason("地址栏里写了通知。", "A notice stands in the address."),
                    evidence=[Evidence(text[start:], f"parts.{name}", start, len(text))],
                )


@dataclass
class Site:
    """A served installation."""

    url: str
    key: str
    services: Any = None
    keys: Any = None

    def headers(self, *scopes):
        """Give the header of a key with these scopes, or of the one with all."""
        key = self.keys.create("test", scopes) if scopes else self.key
        return {"Authorization": f"Bearer {key}"}

    def post(self, **event):
        """Post one event for its decision."""
        answer = httpx.post(
            f"{self.url}/v1/decisions",
            content=msgspec.json.encode(edit(**event)),
            headers={"Authorization": f"Bearer {self.key}"},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()


def edit(number, notes="放门口就行", **more):
    """Give a field edit as JSON would have it."""
    return {
        "id": f"e{number}",
        "time": f"2026-11-11T08:{number % 60:02}:00.000Z",
        "kind": "field_edit",
        "account": f"a{number}",
        "surface": "address",
        "parts": {"notes": notes},
    } | more


@contextmanager
def application(folder: Path, settings: Settings | None = None, *, demo: bool = False):
    """Give services over a fresh folder, the application, and a key with every scope."""
    database = open_database(sqlite_url(folder))
    log = EventLog(database)
    keys = ApiKeys(database)
    engine = Embedded(Pipeline([Shouting()], POLICY), log)
    runner = Runner(engine, batch=100, capacity=20_000, metrics=Metrics())
    services = Services(runner, KeyRing(keys), settings or Settings(), demo=demo)
    runner.start()
    try:
        yield services, build_app(services), keys
    finally:
        runner.stop()
        log.close()
        database.dispose()


@contextmanager
def served(folder: Path, settings: Settings | None = None, *, demo: bool = False):
    """Serve from a thread of this process."""
    port = free_port()
    with application(folder, settings, demo=demo) as (services, app, keys):
        config = uvicorn.Config(app, port=port, log_level="error", ws="none", loop="asyncio")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            yield Site(f"http://127.0.0.1:{port}", keys.create("test", SCOPES), services, keys)
        finally:
            services.watchers.end_all()
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive(), "the server did not stop"


@contextmanager
def started(folder: Path, *options: str, **environment: str):
    """Start `majiao serve` as a process; gives the site and the process."""
    port = free_port()
    command = [sys.executable, "-m", "majiao", "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603  our own program
        [*command, *options],
        env={**os.environ, **environment},
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz")
        key = (folder / "first-key.txt").read_text(encoding="utf-8").strip()
        yield Site(f"http://127.0.0.1:{port}", key), process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_for(url: str, seconds: float = 30.0) -> None:
    """Wait until an address answers with success."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if httpx.get(url).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise TimeoutError(url)
