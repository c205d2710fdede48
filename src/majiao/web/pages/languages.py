"""The languages of the pages: one table of sentences each, and the choice between them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from majiao.events import Reason
from majiao.web.problems import AnyRequest

LANGUAGES = {"zh-CN": "简体中文", "en": "English"}
"""Language tags with the language's own name."""

COOKIE = "majiao_lang"

_FALLBACK = "en"

Sentence = str | list[str]


class Words:
    """The sentences of one language; call it with a key such as `check.title`."""

    def __init__(self, language: str, table: Mapping[str, Sentence]) -> None:
        self.language = language
        self.table = table

    def __call__(self, key: str, **values: object) -> str:
        """Give the sentence under `key` with `values` filled in."""
        sentence = str(self.table[key])
        return sentence.format(**values) if values else sentence

    def name(self, group: str, item: str | None) -> str:
        """Give the name of an item of a group that may grow, such as a tactic."""
        key = f"{group}.{item}"
        return str(self.table.get(key) or self.table.get(f"{group}.unknown") or item)

    def steps(self, key: str) -> list[str]:
        """Give a list of sentences."""
        return list(self.table[key])

    def said(self, reason: Reason) -> str:
        """Pick the sentence of this language."""
        return reason.zh if self.language.startswith("zh") else reason.en


@cache
def words(language: str) -> Words:
    """Give the sentences of one of `LANGUAGES`."""
    text = files("majiao.web.pages").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, dict(_flatten(tomllib.loads(text))))


def chosen(request: AnyRequest) -> str:
    """Choose the language: `?lang=`, else the cookie, else what the browser asks for."""
    for wish in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wish and (language := match(wish)):
            return language
    return _negotiated(request.headers.get("accept-language", ""))


def match(wish: str) -> str | None:
    """Find the language that a tag such as `zh-Hans-CN` means."""
    main = wish.strip().lower().partition("-")[0]
    return next((tag for tag in LANGUAGES if tag.partition("-")[0] == main), None)


def _negotiated(header: str) -> str:
    ranked: list[tuple[float, str]] = []
    for item in header[:500].split(","):
        tag, _, quality = item.partition(";")
        if language := match(tag):
            ranked.append((_quality(quality), language))
    return max(ranked, key=lambda pair: pair[0], default=(0.0, _FALLBACK))[1]


def _quality(text: str) -> float:
    value = text.replace(" ", "").removeprefix("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Sentence]]:
    found: list[tuple[str, Sentence]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found.extend(_flatten(value, f"{prefix}{key}."))
        else:
            found.append((prefix + key, value))
    return found
