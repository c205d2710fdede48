"""`majiao serve`: everything in one process."""

import gc
import signal
import sys
from pathlib import Path

import click

from majiao.cli.lines import plain_failures
from majiao.decide import PolicyError
from majiao.engine.assembly import Assembly, assemble
from majiao.engine.embedded.runner import Runner
from majiao.engine.metrics import Metrics
from majiao.engine.settings import SettingsError, load_settings
from majiao.store import ApiKeys, StoreError
from majiao.store.keys import SCOPES

KEY_FILE = "first-key.txt"


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".majiao"),
    show_default=True,
    help="Folder that everything is kept in.",
)
@click.option("--demo", is_flag=True, help="Let a demo shop with a gang in it play.")
@click.option("--settings", type=click.Path(exists=True, path_type=Path), help="A settings file.")
def command(host: str, port: int, data: Path, demo: bool, settings: Path | None) -> None:  # noqa: FBT001  click passes flags so
    """Serve the HTTP API, the check page and the console until interrupted."""
    with plain_failures(SettingsError, PolicyError, StoreError):
        chosen = load_settings(settings)
        with assemble(chosen, data) as parts:
            _first_key(ApiKeys(parts.database), data)
            _serve(parts, host, port, demo=demo)


def _serve(parts: Assembly, host: str, port: int, *, demo: bool) -> None:
    import uvicorn  # noqa: PLC0415  slow to import

    from majiao.web.app import build_app  # noqa: PLC0415  slow to import
    from majiao.web.services import KeyRing, Services  # noqa: PLC0415  slow to import

    limits = parts.settings.engine
    runner = Runner(parts.engine, batch=limits.batch, capacity=limits.queue, metrics=Metrics())
    services = Services(runner, KeyRing(ApiKeys(parts.database)), parts.settings, demo=demo)
    _be_quick()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    runner.start()
    try:
        click.echo(f"Majiao is on http://{host}:{port} (Ctrl-C stops it)", err=True)
        uvicorn.run(
            build_app(services),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            limit_concurrency=1000,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=10,
        )
    finally:
        runner.stop()


def _leave(*_: object) -> None:
    """End without a trace; the server hands its signals back here when it has closed."""
    sys.exit(0)


def _be_quick() -> None:
    """Let the engine's thread and the event loop's take turns often, and collect rarely."""
    sys.setswitchinterval(0.0002)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _first_key(keys: ApiKeys, data: Path) -> None:
    """Make a key on the very first start, so that there is one to begin with."""
    if keys.all():
        return
    path = data / KEY_FILE
    path.touch(mode=0o600)
    path.write_text(keys.create("first", SCOPES) + "\n", encoding="utf-8")
    click.echo(f"Made a first API key with every scope: see {path}", err=True)
    sys.stderr.flush()
