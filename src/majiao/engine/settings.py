"""The settings: one `majiao.toml`, overridden by the environment, passed on as an argument."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from majiao.events import Context, explain

FILE = "majiao.toml"
PREFIX = "MAJIAO__"

Count = Annotated[int, Meta(ge=1)]


class SettingsError(ValueError):
    """Settings that cannot be used; the message names the place."""


class ShopSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Who the shop is; what texts and links are compared with.

    Attributes:
        brand: the name customers know.
        domains: registrable domains of the shop and its partners.
        official_phones: numbers the shop really calls from.

    """

    brand: str | None = None
    domains: tuple[str, ...] = ()
    official_phones: tuple[str, ...] = ()

    def context(self) -> Context:
        """Give the shop as the detectors take it."""
        return Context(
            brand=self.brand, shop_domains=self.domains, official_phones=self.official_phones
        )


class EngineSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How the embedded engine works.

    Attributes:
        policy: path of a policy file; the built-in default if empty.
        durability: `process` survives the death of the process, `power` also a power cut.
        batch: most events in one commit.
        queue: most events waiting; beyond it callers are asked to come back.
        cached_states: most states kept in memory.
        off: detectors that are not used, by id.

    """

    policy: str = ""
    durability: Literal["process", "power"] = "process"
    batch: Count = 500
    queue: Count = 20_000
    cached_states: Count = 200_000
    off: tuple[str, ...] = ()


class WebSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The front doors.

    Attributes:
        checks_per_minute: public checks allowed per address and minute.
        max_body: largest request body in bytes.

    """

    checks_per_minute: Count = 60
    max_body: Count = 16 * 1024 * 1024


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set, by section."""

    shop: ShopSettings = field(default_factory=ShopSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    web: WebSettings = field(default_factory=WebSettings)


def load_settings(
    path: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Read the settings.

    Args:
        path: the file; `majiao.toml` in the working directory, if it exists, when None.
        environment: where `MAJIAO__SECTION__KEY` overrides are looked for; a value is read
            as TOML where it is TOML, else as text.

    Raises:
        SettingsError: naming the file and the field.

    """
    tables = _read(path)
    for name, value in (os.environ if environment is None else environment).items():
        if name.startswith(PREFIX):
            _override(tables, name, value)
    try:
        return msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings: {explain(error)}") from error


def _read(path: Path | None) -> dict[str, Any]:
    chosen = path or Path(FILE)
    if path is None and not chosen.is_file():
        return {}
    try:
        return tomllib.loads(chosen.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot read {chosen}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{chosen} is not valid TOML: {error}") from error


def _override(tables: dict[str, Any], name: str, value: str) -> None:
    section, _, key = name.removeprefix(PREFIX).lower().partition("__")
    if not key:
        raise SettingsError(f"{name}: expected {PREFIX}SECTION__KEY")
    try:
        parsed = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        parsed = value
    tables.setdefault(section, {})[key] = parsed
