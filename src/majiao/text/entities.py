"""Phones, cards, contacts and links in a folded text, validated and told apart."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from majiao.text.amounts import AMOUNT
from majiao.text.hosts import endings
from majiao.text.numbers import classify

MOST = 60
"""Entities taken from one text at most."""

SHORTEST_SPELLED = 5
"""A host with its dots spelled out is at least that long; shorter ones are ordinary words."""

_ZEROES = (
    "〇零洞oO",
    "一壹幺妖lI",
    "二贰貳两俩",
    "三叁參",
    "四肆",
    "五伍",
    "六陆陸",
    "七柒拐",
    "八捌",
    "九玖勾",
)
_DIGITS = {ord(char): str(value) for value, chars in enumerate(_ZEROES) for char in chars}
_D = "0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸幺妖洞拐勾两"
_RUN = re.compile(
    rf"(?<![{_D}])(?:\+|\()?[{_D}](?:[ \-.·_/()#*~–—+,、|]{{0,2}}[{_D}ol]){{3,39}}(?![{_D}])"
)
_DOT = (
    r"(?:\.|\s?(?:\[\.\]|\(\.\)|。|[(\[]dot[)\]])\s?|\sdot\s|\s?点\s?|\sdian\s"
    r"|dian(?=com|cn|top|net)| \. )"
)
_LABEL = r"[a-z0-9][a-z0-9\-]{0,62}"
_HOST = re.compile(
    rf"(?:(?P<scheme>h(?:tt|xx)ps?)\s?:\s?//\s?)?(?<![a-z0-9\-@._])"
    rf"(?P<host>(?:{_LABEL}{_DOT}){{1,6}}(?P<end>[a-z]{{2,10}}))(?![a-z0-9@])"
    rf"(?P<port>:\d{{2,5}})?(?P<path>/[^\s，。；、\"'<>」”）一-鿿]{{0,300}})?"
)
_HAN_HOST = re.compile(r"[一-鿿a-z0-9\-]{1,30}\.(?:网络|公司|中国|我爱你|在线|网址|商城|商店)")
_IP = re.compile(r"(?<![\d.])((?:\d{1,3}\.){3}\d{1,3})(?![\d.])(?::\d{2,5})?(?:/\S{0,200})?")
_SPELLED = re.compile(
    r"(?<![a-z0-9])(?:[a-z0-9\-] ){4,40}(?:dian|dot|点|\.) ?(?:com|cn|net|top|c o m|c n)(?![a-z])"
)
_AT = r"(?:@|\(at\)|\[at\]|\(@\)|艾特|#(?=qq))"
_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{{1,64}}\s?{_AT}\s?"
    r"[a-z0-9\-]{1,63}(?:\s?(?:\.|点|\(dot\)|\[dot\])\s?[a-z0-9\-]{1,63}){1,4}"
)
_HAS_AT = re.compile(_AT)
_HAS_DOT = re.compile(r"[a-z0-9]\.[a-z0-9]| \. |[a-z0-9]\s?(?:[点。]|[(\[]\.|[(\[]?dot|dian)|://")
_TAO = re.compile(r"[¥$€₤£]([a-z0-9]{8,13})[¥$€₤£]")
_HANDLE = re.compile(
    r"(?P<wx>vx|wx|wei ?xin|w-e-i-x-i-n|微信?|[薇威徽卫维溦葳蔽巍魏唯][信芯欣星]?|绿泡泡"
    r"|v信|v-x|丫x|v[❤♥]|[❤♥]|💚|信|ィ言|亻言|[加+十➕]v(?!x)|(?<![a-z0-9])v(?= ?:))"
    r"|(?P<im>telegram|tele ?gram|tg|whats ?app|wa|line(?= ?(?:id|@|:|：))|skype|signal|wechat"
    r"|discord|viber|zalo|纸?飞机|飞信|密聊|kakao|messenger|飞书|facetime|instagram|insta|snap"
    r"|抖音号|小红书|旺旺)"
)
_ID = re.compile(
    r"(?:号码?|id|群|客服|搜|私信|live|:|：|是|为|=|_|-|[ ❤♥💚️·「『“\"'(（/,~📲]"
    r"|handle|at|on|me|user){0,5}"
    r"(?P<id>@?[a-z][a-z0-9_\-.]{4,25}|@[a-z0-9_.\-]{3,25})"
)
_HAS_ID = re.compile(r"[\d_@]|[a-z][\-.][a-z]")
_TELLING = re.compile(r"[\d_@.\-]")


class Found(NamedTuple):
    """An entity in the folded text."""

    type: str
    value: str
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Find the entities of a folded text, in order; where two overlap the earlier kind wins."""
    taken: list[Found] = []
    for kind in _KINDS:
        for one in kind(text):
            if all(one.end <= t.start or one.start >= t.end for t in taken):
                taken.append(one)
            if len(taken) >= MOST:
                return sorted(taken, key=lambda found: found.start)
    return sorted(taken, key=lambda found: found.start)


def _emails(text: str) -> Iterator[Found]:
    if _HAS_AT.search(text):
        for m in _EMAIL.finditer(text):
            plain = re.sub(r"\(dot\)|\[dot\]|点", ".", _HAS_AT.sub("@", m[0]))
            yield Found("email", re.sub(r"\s", "", plain), *m.span())


def _links(text: str) -> Iterator[Found]:
    if not _HAS_DOT.search(text):
        return
    for m in _HOST.finditer(text):
        host = re.sub(_DOT, ".", m["host"]).strip(".")
        if m["end"] not in endings() and not m["scheme"]:
            continue
        if m["host"] != host and len(host) < SHORTEST_SPELLED:
            continue
        path = (m["path"] or "").rstrip("),.;:!?'")
        cut = len(m["path"] or "") - len(path)
        yield Found("url", host + (m["port"] or "") + path, m.start(), m.end() - cut)
    for m in _SPELLED.finditer(text):
        yield Found("url", re.sub(r"dian|dot|点", ".", m[0]).replace(" ", ""), *m.span())


def _addresses(text: str) -> Iterator[Found]:
    if "." not in text:
        return
    for m in _IP.finditer(text):
        try:
            ipaddress.IPv4Address(m[1])
        except ValueError:
            continue
        yield Found("url", m[0], *m.span())
    for m in _HAN_HOST.finditer(text):
        yield Found("url", m[0], *m.span())


def _commands(text: str) -> Iterator[Found]:
    for m in _TAO.finditer(text):
        yield Found("taokouling", m[1], *m.span())


def _handles(text: str) -> Iterator[Found]:
    if not _HAS_ID.search(text):
        return
    for m in _HANDLE.finditer(text):
        if _glued(text, m):
            continue
        handle = _ID.match(text, m.end())
        if handle and _TELLING.search(handle["id"].rstrip(".-_")):
            value = handle["id"].lstrip("@").rstrip(".")
            yield Found("wechat" if m["wx"] else "im", value, *handle.span("id"))


def _glued(text: str, m: re.Match[str]) -> bool:
    # "wa" in "want" is no WhatsApp.
    if not m[0].isascii():
        return False
    around = text[max(0, m.start() - 1) : m.start()] + text[m.end() : m.end() + 1]
    return any(char.isascii() and char.isalpha() for char in around)


def _amounts(text: str) -> Iterator[Found]:
    for m in AMOUNT.finditer(text):
        yield Found("amount", m[0].replace(" ", ""), *m.span())


def _numbers(text: str) -> Iterator[Found]:
    for m in _RUN.finditer(text):
        digits = re.sub(r"\D", "", m[0].translate(_DIGITS))
        before, after = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 6]
        kind = classify(digits, m[0], before, after)
        if kind:
            end = m.end() - len(m[0]) + len(m[0].rstrip(" ol"))
            yield Found(kind, digits, m.start(), end)


_KINDS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _emails,
    _links,
    _addresses,
    _commands,
    _handles,
    _amounts,
    _numbers,
)
