"""Clients that dribble must not hold up the others."""

import select
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from majiao.web import body


def dribble(url, path, headers=""):
    """Send the head of a request and one byte of its body; gives the open socket."""
    parts = urlsplit(url)
    client = socket.create_connection((parts.hostname, parts.port), timeout=10)
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n{headers}\r\n"
    client.sendall(head.encode() + b"{")
    return client


@pytest.mark.parametrize("path", ["/v1/decisions", "/v1/events", "/v1/check", "/check"])
def test_a_dribbled_body_ends_with_408_and_others_are_served(live, monkeypatch, path):
    monkeypatch.setattr(body, "SECONDS", 2.0)
    key = f"Authorization: Bearer {live.key}\r\n"
    clients = [dribble(live.url, path, key) for _ in range(5)]
    try:
        assert httpx.get(f"{live.url}/healthz").text == "ok\n"
        assert httpx.get(live.url).status_code == 200
        assert select.select(clients, [], [], 0)[0] == [], "others wait for nobody"
        answers = [client.recv(4096) for client in clients]
        assert all(answer.startswith(b"HTTP/1.1 408") for answer in answers)
    finally:
        for client in clients:
            client.close()


def test_a_client_that_hangs_up_in_the_middle_breaks_nothing(live):
    key = f"Authorization: Bearer {live.key}\r\n"
    for path in ("/v1/decisions", "/check", "/console/sign-in"):
        dribble(live.url, path, key).close()
    assert httpx.get(f"{live.url}/readyz").status_code == 200


def test_a_page_tells_about_the_timeout_in_words(live, monkeypatch):
    monkeypatch.setattr(body, "SECONDS", 0.2)
    with dribble(live.url, "/check", "Accept-Language: zh\r\n") as client:
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
            if b"</html>" in answer:
                break
    assert "网络太慢".encode() in answer
