"""Phones, cards, contacts and links in a folded text, validated and told apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from majiao.text.hosts import endings
from majiao.text.numbers import classify

MOST = 60
"""Entities taken from one text at most."""

_DIGITS = {
    ord(char): str(value)
    for value, chars in enumerate(
        (
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
    )
    for char in chars
}
_D = "0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸幺妖洞拐勾两"
_RUN = re.compile(
    rf"(?<![{_D}])(?:\+|\()?[{_D}](?:[ \-.·_/()#*~–—+,、]{{0,2}}[{_D}ol]){{3,39}}(?![{_D}])"
)
_DOT = r"(?:\.|\s?(?:\[\.\]|\(\.\)|。|[(\[]dot[)\]])\s?|\sdot\s|\s?点\s?|\sdian\s|dian(?=com|cn|top|net)| \. )"
_LABEL = r"[a-z0-9][a-z0-9\-]{0,62}"
_HOST = re.compile(
    rf"(?:(?P<scheme>h(?:tt|xx)ps?)\s?:\s?//\s?)?(?<![a-z0-9\-@._])"
    rf"(?P<host>(?:{_LABEL}{_DOT}){{1,6}}(?P<end>[a-z]{{2,10}}))(?![a-z0-9@])"
    rf"(?P<port>:\d{{2,5}})?(?P<path>/[^\s，。；、\"'<>」”）一-鿿]{{0,300}})?"
)
_HAN_HOST = re.compile(r"[一-鿿a-z0-9\-]{1,30}\.(?:网络|公司|中国|我爱你|在线|网址|商城|商店)")
_IP = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])(?::\d{2,5})?(?:/\S{0,200})?")
_SPELLED = re.compile(
    r"(?<![a-z0-9])(?:[a-z0-9\-] ){4,40}(?:dian|dot|点|\.) ?(?:com|cn|net|top|c o m|c n)(?![a-z])"
)
_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-])[a-z0-9._%+\-]{1,64}\s?(?:@|\(at\)|\[at\]|\(@\)|#(?=qq))\s?"
    r"[a-z0-9\-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z0-9\-]{1,63}){1,4}"
)
_TAO = re.compile(r"[¥$€₤£]([a-z0-9]{8,13})[¥$€₤£]")
_AMOUNT = re.compile(
    r"(?:[¥$€£₹]|rmb|rm|nt\$|hk\$|s\$|a\$|usd|inr|rs\.?)\s?\d[\d,]{0,12}(?:\.\d{1,2})?(?!\d)"
    r"|(?<![\d.])\d[\d,]{0,12}(?:\.\d{1,2})?\s?(?:万元|万块|元|块钱|块|万)"
)
_HANDLE = re.compile(
    r"(?P<qq>q{1,2}|企鹅|扣扣|叩叩|蔻蔻|抠抠|秋秋|球球|🐧|企点)"
    r"|(?P<wx>vx|wx|wei ?xin|w-e-i-x-i-n|微信?|[薇威徽卫维溦葳蔽巍魏唯崴][信芯欣星]?|绿泡泡|v信|丫x|v[❤♥]|💚|信|ィ言|亻言|[加+]v)"
    r"|(?P<im>telegram|tele ?gram|tg|whats ?app|wa|line(?= ?(?:id|@|:|：))|skype|signal|wechat|discord|viber|zalo|"
    r"飞机|纸飞机|飞信|密聊|kakao|messenger|飞书|facetime|instagram|insta)"
)
_ID = re.compile(
    r"(?:号码?|id|群|客服|:|：|是|为|搜|=|_|-|[ ❤♥💚️·「『“\"'(（/,~]|handle|at|on|me|user){0,4}"
    r"(?P<id>@?[a-z][a-z0-9_\-.]{4,25}|@[a-z0-9_.\-]{3,25})"
)


class Found(NamedTuple):
    """An entity in the folded text."""

    type: str
    value: str
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Find the entities of a folded text; later kinds do not overlap earlier ones."""
    taken: list[Found] = []
    for one in _all(text):
        if all(one.end <= t.start or one.start >= t.end for t in taken):
            taken.append(one)
            if len(taken) >= MOST:
                break
    return sorted(taken, key=lambda one: one.start)


def _all(text: str) -> Iterator[Found]:
    has_digit = _RUN.search(text) is not None
    latin = re.search("[a-z]", text) is not None
    if latin and ("@" in text or "(at)" in text or "[at]" in text or "#qq" in text):
        for m in _EMAIL.finditer(text):
            yield Found("email", re.sub(r"\(at\)|\[at\]|\(@\)|#| ", _at, m[0]), *m.span())
    if latin and ("." in text or "点" in text or "dot" in text or "dian" in text or "。" in text):
        yield from _links(text)
    if "." in text:
        for m in _IP.finditer(text):
            if all(int(part) < 256 for part in m[0].split("/")[0].split(":")[0].split(".")):
                yield Found("url", m[0], *m.span())
        for m in _HAN_HOST.finditer(text):
            yield Found("url", m[0], *m.span())
    for m in _TAO.finditer(text):
        yield Found("taokouling", m[1], *m.span())
    if latin:
        yield from _handles(text)
    if has_digit:
        for m in _AMOUNT.finditer(text):
            yield Found("amount", m[0].replace(" ", ""), *m.span())
        yield from _numbers(text)
    elif re.search(r"\d", text):
        for m in _AMOUNT.finditer(text):
            yield Found("amount", m[0].replace(" ", ""), *m.span())


def _at(match: re.Match[str]) -> str:
    return "" if match[0] == " " else "@"


def _links(text: str) -> Iterator[Found]:
    for m in _HOST.finditer(text):
        host = re.sub(_DOT, ".", m["host"]).strip(".")
        if m["end"] not in endings() and not m["scheme"]:
            continue
        if m["host"] != host and len(host) < 5:
            continue
        path = (m["path"] or "").rstrip("),.;:!?'")
        cut = len(m["path"] or "") - len(path)
        yield Found("url", host + (m["port"] or "") + path, m.start(), m.end() - cut)
    for m in _SPELLED.finditer(text):
        host = re.sub(r"dian|dot|点", ".", m[0]).replace(" ", "")
        yield Found("url", host, *m.span())


def _handles(text: str) -> Iterator[Found]:
    for m in _HANDLE.finditer(text):
        kind = "qq" if m["qq"] else "wechat" if m["wx"] else "im"
        if kind == "qq" or _glued(text, m):
            continue
        handle = _ID.match(text, m.end())
        if handle and re.search(r"[\d_@.\-]", handle["id"].rstrip(".-_")):
            yield Found(kind, handle["id"].lstrip("@").rstrip("."), *handle.span("id"))


def _glued(text: str, m: re.Match[str]) -> bool:
    if not m[0][0].isascii() or not m[0].isascii():
        return False
    before = m.start() > 0 and text[m.start() - 1].isascii() and text[m.start() - 1].isalpha()
    after = m.end() < len(text) and text[m.end()].isascii() and text[m.end()].isalpha()
    return before or after


def _numbers(text: str) -> Iterator[Found]:
    for m in _RUN.finditer(text):
        digits = re.sub(r"\D", "", m[0].translate(_DIGITS))
        before = text[max(0, m.start() - 16) : m.start()]
        after = text[m.end() : m.end() + 6]
        kind = classify(digits, m[0], before, after)
        if kind:
            end = m.end() - len(m[0]) + len(m[0].rstrip(" ol"))
            yield Found(kind, digits, m.start(), end)
