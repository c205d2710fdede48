"""The client for a shop's own code: answers, refusals, and the stated rule when away."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from majiao.shop import Client
from majiao.shop.client import RefusedError

LOGIN = {"id": "e1", "kind": "login"}
HOLD = {"event": "e1", "action": "hold", "signals": []}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Authorization"], json.loads(body)))
        status, answer = self.server.script.pop(0)
        if status is None:
            self.close_connection = True
            return
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args):
        pass


@contextmanager
def server(*script):
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        http.script, http.asked = list(script), []
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        try:
            yield http, f"http://127.0.0.1:{http.server_address[1]}"
        finally:
            http.shutdown()
            thread.join()


@contextmanager
def client(url, **options):
    made = Client(url, "mj_key", timeout=5, **options)
    yield made
    made.close()


def test_an_answer():
    with server((200, HOLD)) as (http, url), client(url + "/base/") as majiao:
        answer = majiao.decide(LOGIN)
    assert (answer.action, answer.answered, answer.decision) == ("hold", True, HOLD)
    assert http.asked == [("/base/v1/decisions", "Bearer mj_key", LOGIN)]


def test_a_broken_connection_is_tried_once_more():
    with server((None, {}), (200, HOLD)) as (_, url), client(url) as majiao:
        assert majiao.decide(LOGIN).action == "hold"


@pytest.mark.parametrize("script", [[(None, {}), (None, {})], [(503, {})], [(500, {})]])
def test_the_stated_rule_when_the_server_is_away(script):
    with server(*script) as (_, url), client(url, when_away={"login": "challenge"}) as majiao:
        answer = majiao.decide(LOGIN)
    assert (answer.action, answer.answered) == ("challenge", False)


def test_nobody_listening_allows_unless_said_otherwise():
    with client("http://127.0.0.1:9") as majiao:
        assert majiao.decide(LOGIN).action == "allow"


def test_a_refusal_is_the_callers_fault_and_is_raised():
    refusal = {"detail": "missing required field `ip`"}
    with (
        server((422, refusal)) as (_, url),
        client(url) as majiao,
        pytest.raises(RefusedError, match="`ip`"),
    ):
        majiao.decide(LOGIN)


@pytest.mark.parametrize("url", ["ftp://x", "majiao.example", "http://"])
def test_only_http_addresses(url):
    with pytest.raises(ValueError, match="not an http"):
        Client(url, "k")
