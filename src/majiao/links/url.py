r"""A URL as a browser would read it, and who registered its name.

Parsing is the WHATWG algorithm (https://url.spec.whatwg.org, by `can_ada`), because a scam
link is written for browsers: other parsers see another host in `http:\\evil.example\a`.
The owner's domain follows the Public Suffix List with its private section
(https://publicsuffix.org), so that every site of a hosting service is its own owner.
"""

import re
from functools import cache
from typing import Any

import can_ada
from msgspec import Struct
from publicsuffixlist import PublicSuffixList

MAX_LENGTH = 2048
"""Characters of a URL that are read; a longer path is cut, and the host never is."""

_MAX_HOST = 253
_WELL_KNOWN = frozenset({"com", "cn", "net", "org", "gov"})
_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?:|(?:ftp|wss?):(?=[/\\]{2}))", re.IGNORECASE)
_OTHER_SCHEME = re.compile(
    r"[a-z][a-z0-9+.-]{0,31}://|(?:javascript|data|mailto|tel|sms|file|blob):", re.IGNORECASE
)
_DEFANGED = re.compile(r"^h(?:xx|XX)p", re.IGNORECASE)
_DOT_IN_BRACKETS = re.compile(r"[\[({【（]\s?(?:\.|dot|点)\s?[\])}】）]", re.IGNORECASE)
_QUAD = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_AUTHORITY_END = re.compile(r"[/\\?#]")
_BLANK = re.compile(r"\s+")
_EDGE = "".join(map(chr, range(0x21))) + "\u3000\ufeff\u200b\u200c\u200d\u2060\xa0"
_LEADING = _EDGE + "\"'“”‘’<([{《【「（、，。,.;:!?！？；：·*"
_TRAILING = _EDGE + "\"'“”‘’<>()[]{}《》【】「」（）、，。｡,.;:!?！？；：…|^`\\"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SUFFIXES = cache(PublicSuffixList)
_DECODE: Any = can_ada.idna_decode  # its stub says str, the function takes bytes


class Url(Struct, frozen=True):
    """An address on the web.

    Attributes:
        href: the address as a browser would request it, without user name and password.
        host: its name in ASCII (punycode) or its IP address; no port, no final dot.
        registrable_domain: the part of the name that somebody registered; the host itself
            where there is none (IP addresses, `localhost`, a bare public suffix).
        is_ip: the host is an IP address, in whatever notation it was written.
        display: the host with punycode decoded, as a browser may show it.
        user_info: the user name before the host, as in `http://shop.example@evil.example`, cut
            short; empty if there was none.

    """

    href: str
    host: str
    registrable_domain: str
    is_ip: bool
    display: str
    user_info: str = ""


def canonical(url: str) -> Url | None:
    """Read what somebody wrote as a URL, with or without scheme; None if it names no host.

    Never raises; time is linear in the length of `url`.
    """
    written = _trim(url)
    if not written:
        return None
    return _read(written) or _read_disguised(written)


def registrable_domain(host: str) -> str:
    """Give the part of `host` (ASCII, lower case) that somebody registered, or all of it."""
    return _SUFFIXES().privatesuffix(host) or host


def _trim(url: str) -> str:
    """Cut white space and the punctuation of the sentence around it, and limit the length."""
    if len(url) > MAX_LENGTH:
        start = _SCHEME.match(url)
        skip = start.end() if start else 0
        while skip < len(url) and url[skip] in "/\\":
            skip += 1
        found = _AUTHORITY_END.search(url, skip)
        end = found.start() if found else len(url)
        at = url.rfind("@", skip, end)
        if at >= 0:
            url = f"http://{url[skip : min(at, skip + _MAX_HOST)]}@{url[at + 1 :]}"
        url = url[:MAX_LENGTH]
    return url.lstrip(_LEADING).rstrip(_TRAILING)


def _read(written: str) -> Url | None:
    if _SCHEME.match(written):
        text, bare = _DEFANGED.sub("http", written), False
    elif _OTHER_SCHEME.match(written):
        return None
    else:
        text, bare = "http://" + written.lstrip("/\\"), True
    try:
        parsed = can_ada.parse(text)
    except (ValueError, TypeError):  # TypeError: half of a surrogate pair
        return None
    host = parsed.hostname.rstrip("*").removesuffix(".")
    if not _is_host(host) or (bare and not _names_a_host(host, written)):
        return None
    return _build(parsed, host)


def _is_host(host: str) -> bool:
    """Say whether the name could be resolved at all."""
    if host.startswith("["):
        return True
    return bool(host) and len(host) <= _MAX_HOST and "" not in host.split(".")


def _names_a_host(host: str, written: str) -> bool:
    """Say whether what was written without a scheme means a host, not a number or a word."""
    if host.startswith("["):
        return True
    before, at, _ = written.partition("@")
    if at and "/" not in before and before.rpartition(".")[2].lower() not in _WELL_KNOWN:
        return False  # a mail address
    last = host.rpartition(".")[2]
    if last.isdigit():
        return bool(_QUAD.match(written.rpartition("@")[2]))
    return "." in host and not last[0].isdigit()


def _build(parsed: can_ada.URL, host: str) -> Url | None:
    user_info = parsed.username[:_MAX_HOST] or ("-" if parsed.has_credentials() else "")
    try:
        if user_info:
            parsed.username = parsed.password = ""
        if parsed.hostname != host:
            parsed.hostname = host
        href = parsed.href
    except ValueError:
        return None
    if len(href) > MAX_LENGTH:
        href = f"{parsed.protocol}//{parsed.host}/"
    is_ip = host.startswith("[") or host.rpartition(".")[2].isdigit()
    domain = host if is_ip else registrable_domain(host)
    return Url(href, host, domain, is_ip, _decoded(host), user_info)


def _decoded(host: str) -> str:
    if "xn--" not in host:
        return host
    try:
        return str(_DECODE(host.encode("ascii"))) or host
    except ValueError:
        return host


def _read_disguised(written: str) -> Url | None:
    """Undo what keeps machines from reading a link and people not: wide letters, gaps, [.]."""
    plain = _DOT_IN_BRACKETS.sub(".", written.translate(_FULL_WIDTH))
    for text in (plain, plain.split(maxsplit=1)[0] if plain.strip() else "", _BLANK.sub("", plain)):
        trimmed = text.lstrip(_LEADING).rstrip(_TRAILING)
        if trimmed and trimmed != written and (url := _read(trimmed)):
            return url
    return None
