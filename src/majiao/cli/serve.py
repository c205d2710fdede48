"""`majiao serve`: everything in one process."""

import logging
import signal
import sys
from pathlib import Path

import click
import msgspec

from majiao.cli.lines import plain_failures
from majiao.decide import PolicyError
from majiao.engine.assembly import Assembly, assemble, be_quick
from majiao.engine.check import warm_up
from majiao.engine.embedded.runner import Runner
from majiao.engine.metrics import Metrics
from majiao.engine.settings import Settings, SettingsError, ShopSettings, load_settings
from majiao.store import ApiKeys, StoreError
from majiao.store.keys import SCOPES

KEY_FILE = "first-key.txt"
AUDIT_FILE = "audit.log"


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
        chosen = _as_demo(load_settings(settings)) if demo else load_settings(settings)
        with assemble(chosen, data) as parts:
            _keep_log(data)
            _first_key(ApiKeys(parts.database), data)
            _serve(parts, host, port, demo=demo)


def _as_demo(settings: Settings) -> Settings:
    """Be the demo shop, unless the settings say who the shop is."""
    from majiao.lab.demo import SHOP  # noqa: PLC0415  slow to import

    if settings.shop != ShopSettings():
        return settings
    shop = ShopSettings(SHOP.brand, SHOP.shop_domains, SHOP.official_phones)
    return msgspec.structs.replace(settings, shop=shop)


def _serve(parts: Assembly, host: str, port: int, *, demo: bool) -> None:
    import uvicorn  # noqa: PLC0415  slow to import

    from majiao.lab.demo.player import Player  # noqa: PLC0415  slow to import
    from majiao.web.app import build_app  # noqa: PLC0415  slow to import
    from majiao.web.services import KeyRing, Services  # noqa: PLC0415  slow to import

    limits = parts.settings.engine
    runner = Runner(parts.engine, batch=limits.batch, capacity=limits.queue, metrics=Metrics())
    services = Services(runner, KeyRing(ApiKeys(parts.database)), parts.settings, demo=demo)
    warm_up()
    be_quick(young=2_000)
    sys.setswitchinterval(0.0002)  # the engine's thread and the event loop's take turns often
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    runner.start()
    player = Player(runner) if demo else None
    if player:
        player.start()
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
        if player:
            player.stop()
        runner.stop()


def _keep_log(data: Path) -> None:
    """Warnings go to stderr; who unmasked or changed what goes to a file of its own as well."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    audit = logging.getLogger("majiao.audit")
    audit.setLevel(logging.INFO)
    handler = logging.FileHandler(data / AUDIT_FILE, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    audit.addHandler(handler)


def _leave(*_: object) -> None:
    """End without a trace; the server hands its signals back here when it has closed."""
    sys.exit(0)


def _first_key(keys: ApiKeys, data: Path) -> None:
    """Make a key on the very first start, so that there is one to begin with."""
    if keys.all():
        return
    path = data / KEY_FILE
    path.touch(mode=0o600)
    path.write_text(keys.create("first", SCOPES) + "\n", encoding="utf-8")
    click.echo(f"Made a first API key with every scope: see {path}", err=True)
    sys.stderr.flush()
