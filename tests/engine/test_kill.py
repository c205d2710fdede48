"""`kill -9` at random moments under load: nothing answered is lost, nothing is counted twice."""

import http.client
import json
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

import pytest

from majiao.engine.assembly import assemble
from majiao.engine.embedded.engine import Arrival
from majiao.engine.settings import Settings
from majiao.events import decode_event
from majiao.lab.workload import workload

CLIENTS = 6


class Server:
    """The real server as its users start it, killed and started again."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def start(self):
        command = [sys.executable, "-m", "majiao", "serve", "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        data = ["--data", str(self.folder)]
        self.process = subprocess.Popen([*command, *data], **quiet)  # noqa: S603  our own
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError):
                self.ask("GET", "/readyz")
                return
            assert self.process.poll() is None, "the server ended by itself"
            time.sleep(0.05)
        raise AssertionError("the server did not start")

    def ask(self, method, path, body=None, connection=None):
        key = (self.folder / "first-key.txt").read_text().strip()
        held = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            held.request(method, path, body, {"Authorization": f"Bearer {key}"})
            answer = held.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            held.close()
            raise OSError(str(error)) from error
        if connection is None:
            held.close()
        assert answer.status == 200, content
        return content

    def stop(self, how):
        self.process.send_signal(how)
        self.process.wait(30)


class Client(threading.Thread):
    """Asks about one event after the other, some in batches, and again until answered."""

    def __init__(self, server, lines):
        super().__init__(daemon=True)
        self.server, self.lines, self.answers, self.failure = server, lines, {}, None

    def run(self):
        try:
            held = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
            for number, line in enumerate(self.lines):
                self._until_answered(line, held, batch=number % 10 == 0)
            held.close()
        except AssertionError as error:
            self.failure = error

    def _until_answered(self, line, held, *, batch):
        while True:
            with suppress(OSError):
                if batch:
                    receipt = json.loads(self.server.ask("POST", "/v1/events", line, held))
                    assert receipt["accepted"] + receipt["duplicates"] == 1
                else:
                    name = json.loads(line)["id"]
                    self.answers[name] = self.server.ask("POST", "/v1/decisions", line, held)
                return
            time.sleep(0.02)


def run_and_kill(folder, count, kills, seed):
    rng, server = random.Random(seed), Server(folder)
    server.start()
    lines = list(workload(count, ("login", "field_edit", "message"), seed))
    clients = [Client(server, lines[n::CLIENTS]) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    killed = 0
    while killed < kills and any(client.is_alive() for client in clients):
        time.sleep(rng.uniform(0.05, 0.8))
        server.stop(signal.SIGKILL)
        killed += 1
        server.start()
    for client in clients:
        client.join(300)
    server.stop(signal.SIGTERM)
    assert [client.failure for client in clients if client.failure] == []
    assert killed == kills, "the load was over before the kills were"
    return lines, {name: body for client in clients for name, body in client.answers.items()}


def kept(folder):
    with assemble(Settings(), folder) as parts:
        return parts.engine.log.entries(limit=10**6), list(parts.engine.log.all_states())


def undisturbed(folder, entries):
    with assemble(Settings(), folder) as parts:
        for entry in entries:
            parts.engine.process([Arrival(decode_event(entry.body), entry.body)])
    return kept(folder)


def check(tmp_path, count, kills, seed):
    lines, answers = run_and_kill(tmp_path / "killed", count, kills, seed)
    entries, states = kept(tmp_path / "killed")
    stored = {entry.id: entry.decision for entry in entries}
    assert len(entries) == len(stored) == count
    assert [entry.offset for entry in entries] == list(range(count))
    assert sorted(entry.body for entry in entries) == sorted(lines)
    assert {name: stored[name] for name in answers} == answers
    calm_entries, calm_states = undisturbed(tmp_path / "calm", entries)
    assert calm_entries == entries
    assert calm_states == states


def test_killed_three_times_under_load(tmp_path):
    check(tmp_path, count=2500, kills=3, seed=random.randrange(10**6))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_twelve_times_under_load(tmp_path, seed):
    check(tmp_path, count=12_000, kills=12, seed=seed)


def test_a_polite_stop_answers_what_was_taken(tmp_path):
    server = Server(tmp_path)
    server.start()
    lines = list(workload(400, ("login",)))
    clients = [Client(server, lines[n::2]) for n in range(2)]
    for client in clients:
        client.start()
    time.sleep(0.3)
    server.stop(signal.SIGTERM)
    assert server.process.returncode == 0
    server.start()
    for client in clients:
        client.join(60)
    server.stop(signal.SIGINT)
    entries, _ = kept(tmp_path)
    assert len(entries) == len(lines)
