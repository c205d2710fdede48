"""Which browser on which system a User-Agent claims to be; versions change and are left out.

Only what is needed to say "the same kind of client as before"; the string is written by the
client, so it is never proof.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_READ = 512
"""Characters looked at; honest strings are shorter."""

_TOOLS = (
    r"headless|phantomjs|selenium|puppeteer|playwright|python|curl/|wget/|go-http|scrapy"
    r"|java/|apache-httpclient|libwww|axios|node-fetch|aiohttp|httpx|postman|guzzle"
)

# The first that matches counts: apps and rebranded browsers before the engines they name.
_BROWSERS = (
    ("tool", _TOOLS),
    ("WeChat", r"micromessenger"),
    ("Alipay", r"alipayclient"),
    ("Weibo", r"weibo"),
    ("DingTalk", r"dingtalk"),
    ("UC", r"ucbrowser|ubrowser"),
    ("QQ", r"qqbrowser|\bqq/"),
    ("Huawei", r"huaweibrowser"),
    ("Miui", r"miuibrowser"),
    ("Vivo", r"vivobrowser"),
    ("Oppo", r"heytapbrowser"),
    ("Samsung", r"samsungbrowser"),
    ("Edge", r"edg(?:e|a|ios)?/"),
    ("Opera", r"\bopr/|opera"),
    ("Firefox", r"firefox/|fxios/"),
    ("Chrome", r"chrome/|crios/"),
    ("Safari", r"safari/"),
    ("app", r"okhttp|cfnetwork|dart/|dalvik/"),
)
_SYSTEMS = (
    ("HarmonyOS", r"harmonyos|openharmony"),
    ("iOS", r"iphone|ipad|ipod|cfnetwork"),
    ("Android", r"android|okhttp|dalvik"),
    ("Windows", r"windows"),
    ("macOS", r"mac os x|macintosh"),
    ("ChromeOS", r"\bcros\b"),
    ("Linux", r"linux|x11"),
)
_COMMON = frozenset({"HarmonyOS", "iOS", "Android", "Windows", "macOS"})
_PRODUCT = re.compile(r"[a-z][a-z0-9_.-]{1,23}", re.ASCII)


def _table(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.ASCII)) for name, pattern in rows)


_BROWSER_TABLE = _table(_BROWSERS)
_SYSTEM_TABLE = _table(_SYSTEMS)


class Agent(NamedTuple):
    """A family of clients.

    Attributes:
        browser: `Chrome`, `WeChat` …; an app's own name; `tool` for scripts.
        system: `Android`, `iOS`, `Windows` …; `other`.
        family: both, `browser/system`.

    """

    browser: str
    system: str
    family: str

    @property
    def scripted(self) -> bool:
        """Whether it says of itself that it is a script or a remote-controlled browser."""
        return self.browser == "tool"

    @property
    def common(self) -> bool:
        """Whether customers of a shop commonly come with it."""
        return self.system in _COMMON and not self.scripted


@lru_cache(maxsize=4096)
def _agent_of(text: str) -> Agent:
    lowered = text.lower()
    browser = _first(_BROWSER_TABLE, lowered)
    if not browser:
        product = _PRODUCT.match(lowered)
        browser = product[0] if product else "other"
    system = _first(_SYSTEM_TABLE, lowered) or "other"
    return Agent(browser, system, f"{browser}/{system}")


def agent_of(user_agent: str) -> Agent:
    """Read a User-Agent header; anything that is none gives `other/other`."""
    return _agent_of(user_agent[:_READ].strip())


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in table if pattern.search(text)), "")
