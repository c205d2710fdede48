"""`majiao doctor`: what is set up and what is missing, in words."""

import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import click

from majiao import __version__
from majiao.decide import PolicyError
from majiao.engine.assembly import read_policy
from majiao.engine.plugins import detector_classes
from majiao.engine.settings import FILE, Settings, SettingsError, load_settings
from majiao.store import ApiKeys, EventLog, StoreError, open_database, sqlite_url

_SIGNS = {"ok": "ok     ", "hint": "hint   ", "wrong": "WRONG  "}


class Finding(NamedTuple):
    """One line of the report: how it is, and what to do if it could be better."""

    sign: Literal["ok", "hint", "wrong"]
    words: str


@click.command("doctor")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".majiao"),
    show_default=True,
    help="The data folder of the server.",
)
@click.option("--settings", type=click.Path(path_type=Path), help="A settings file.")
def command(data: Path, settings: Path | None) -> None:
    """Say what is set up and what is missing; exit 1 if something is wrong."""
    findings = list(_all(data, settings))
    for finding in findings:
        click.echo(_SIGNS[finding.sign] + finding.words)
    sys.exit(any(finding.sign == "wrong" for finding in findings))


def _all(data: Path, settings: Path | None) -> Iterator[Finding]:
    yield Finding("ok", f"Majiao {__version__} on Python {platform.python_version()}")
    try:
        chosen = load_settings(settings)
    except SettingsError as error:
        yield Finding("wrong", str(error))
        chosen = Settings()
    else:
        yield from _settings(chosen, settings)
    yield from _policy(chosen)
    names = ", ".join(detector.about.id for detector in detector_classes())
    yield Finding("ok", f"detectors: {names}")
    yield from _store(data)


def _settings(chosen: Settings, path: Path | None) -> Iterator[Finding]:
    where = path or Path(FILE)
    if where.is_file():
        yield Finding("ok", f"settings read from {where}")
    else:
        yield Finding("hint", f"no {FILE} here, so the defaults are used")
    shop = chosen.shop
    if not shop.domains:
        words = (
            "the shop's domains are not set, so its own links cannot be told from others': "
            'put domains = ["your-shop.com"] under [shop] in ' + FILE
        )
        yield Finding("hint", words)
    if not shop.brand:
        yield Finding("hint", f"the shop's name is not set: brand under [shop] in {FILE}")
    if not shop.official_phones:
        words = f"no official phone numbers are set: official_phones under [shop] in {FILE}"
        yield Finding("hint", words)


def _policy(chosen: Settings) -> Iterator[Finding]:
    try:
        policy, _ = read_policy(chosen.engine.policy)
    except PolicyError as error:
        yield Finding("wrong", str(error))
    else:
        yield Finding("ok", f"policy {policy.ref} with {len(policy.rules)} rules")


def _store(data: Path) -> Iterator[Finding]:
    if not (data / "majiao.db").is_file():
        words = f"no data in {data} yet: majiao serve makes it on its first start"
        yield Finding("hint", words)
        return
    if not os.access(data, os.W_OK):
        yield Finding("wrong", f"{data} cannot be written to")
        return
    try:
        database = open_database(sqlite_url(data))
    except StoreError as error:
        yield Finding("wrong", str(error))
        return
    log = EventLog(database)
    keys = [key for key in ApiKeys(database).all() if not key.revoked]
    yield Finding("ok", f"{log.count()} events stored in {data}")
    log.close()
    database.dispose()
    if keys:
        yield Finding("ok", f"{len(keys)} API keys in use")
    else:
        yield Finding("hint", "no API keys in use: majiao keys create NAME")
