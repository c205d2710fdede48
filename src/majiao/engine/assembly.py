"""Putting the parts together: settings and a data folder become a working engine."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine as Database

from majiao.decide import Policy, PolicyError, load_policy
from majiao.decide.policy import default_policy_text
from majiao.engine.embedded.engine import Embedded, check_policy_text
from majiao.engine.pipeline import AnyDetector, Pipeline
from majiao.engine.plugins import build, known, spoofable
from majiao.engine.settings import Settings, SettingsError
from majiao.store import EventLog, FolderLock, open_database, sqlite_url


@dataclass(frozen=True)
class Assembly:
    """A working engine with what it stands on."""

    engine: Embedded
    database: Database
    settings: Settings
    policy_text: str


def read_policy(path: str) -> tuple[Policy, str]:
    """Read a policy file, or the default one if `path` is empty.

    Returns:
        the policy and the text it was read from.

    Raises:
        PolicyError: if it cannot be used; the message names the file and the place.

    """
    if not path:
        text = default_policy_text()
    else:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PolicyError(f"cannot read the policy {path}: {error}") from error
    try:
        return load_policy(text, spoofable=spoofable(), known=known()), text
    except PolicyError as error:
        raise PolicyError(f"policy {path or '(default)'}: {error}") from error


def be_quick(young: int = 50_000) -> None:
    """Keep the garbage collector off what lives long: old objects, states above all.

    States are plain structs without cycles, so nearly all is freed by reference counts.

    Args:
        young: how many new objects are looked at together; few where a pause would be felt.

    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(young, 25, 1_000)


def _detectors(settings: Settings) -> Sequence[AnyDetector]:
    try:
        return build(settings.shop.context(), settings.engine.off)
    except ValueError as error:
        raise SettingsError(f"settings: {error}, at $.engine.off") from error


@contextmanager
def assemble(settings: Settings, folder: Path) -> Iterator[Assembly]:
    """Open a data folder and build the engine over it; everything is closed on leaving.

    Raises:
        PolicyError: if the policy cannot be used.
        SettingsError: if a detector is to be off that does not exist.
        StoreError: if the folder cannot be used or is in use.

    """
    policy, text = read_policy(settings.engine.policy)
    url = sqlite_url(folder)
    lock = FolderLock(folder)
    try:
        database = open_database(url, power_safe=settings.engine.durability == "power")
        log = EventLog(database)
        try:
            check_policy_text(log, policy.ref, text)
            pipeline = Pipeline(_detectors(settings), policy)
            engine = Embedded(pipeline, log, cached_states=settings.engine.cached_states)
            yield Assembly(engine, database, settings, text)
        finally:
            log.close()
            database.dispose()
    finally:
        lock.release()
