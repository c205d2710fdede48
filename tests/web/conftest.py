"""Servers and a browser for the tests of the front doors."""

import itertools
import os
from pathlib import Path

import httpx
import pytest

from majiao.engine.settings import Settings, WebSettings
from tests.web.serving import served, started

CHROMIUM = "/usr/bin/chromium"

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

OFTEN = Settings(web=WebSettings(checks_per_minute=1_000_000))

_numbers = itertools.count(1)


@pytest.fixture
def number():
    """Give a number that no other test of this run has, for ids."""
    return next(_numbers) * 1000


@pytest.fixture(scope="session")
def live(tmp_path_factory):
    """Serve from this process, with a detector whose verdicts are known beforehand."""
    with served(tmp_path_factory.mktemp("live"), OFTEN) as site:
        yield site


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Serve from this process as a demo."""
    with served(tmp_path_factory.mktemp("demo"), OFTEN, demo=True) as site:
        yield site


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """Start the program as people start it."""
    limit = {"MAJIAO__WEB__CHECKS_PER_MINUTE": "1000000"}
    with started(tmp_path_factory.mktemp("server"), **limit) as (site, _):
        yield site


@pytest.fixture
def web(live):
    """Give a client without a key."""
    with httpx.Client(base_url=live.url) as client:
        yield client


@pytest.fixture
def api(live):
    """Give a client with a key that has every scope."""
    with httpx.Client(base_url=live.url, headers=live.headers(), timeout=30) as client:
        yield client


@pytest.fixture
def signed_in(live):
    """Give a client that is signed in to the console and reads English."""
    headers = {"Accept-Language": "en"}
    with httpx.Client(base_url=live.url, headers=headers, follow_redirects=True) as client:
        client.post("/console/sign-in", data={"key": live.key})
        yield client


@pytest.fixture(scope="session")
def chromium():
    """Start Debian's chromium; without it the test is skipped, but not where CI runs."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing: apt install chromium")
        pytest.skip(f"{CHROMIUM} is missing: apt install chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where a browser is

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def sign_in_cookie(context, home, key):
    """Sign in without the page for it."""
    answer = httpx.post(f"{home}console/sign-in", data={"key": key})
    name = "majiao_console"
    context.add_cookies(
        [
            {
                "name": name,
                "value": answer.cookies[name],
                "url": f"{home}console",
                "httpOnly": True,
                "sameSite": "Strict",
            }
        ]
    )


@pytest.fixture
def opened(chromium):
    """Give a function that opens a page; what it asks other hosts for ends up in `.strangers`."""
    contexts = []

    def open_page(url, *, width=1280, sign_in=None, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.strangers = []
        home = "/".join(url.split("/")[:3]) + "/"
        page.on("request", lambda asked: asked.url.startswith(home) or page.strangers.append(asked))
        if sign_in:
            sign_in_cookie(context, home, sign_in)
        page.goto(url)
        return page

    yield open_page
    for context in contexts:
        context.close()
