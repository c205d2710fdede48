"""`majiao keys`: who may use the API."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from majiao.cli.lines import plain_failures
from majiao.store import ApiKeys, StoreError, open_database, sqlite_url
from majiao.store.keys import SCOPES

_DATA = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".majiao"),
    show_default=True,
    help="The data folder of the server.",
)


@click.group("keys")
def command() -> None:
    """Make, list and revoke API keys; a running server notices at once."""


@command.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(SCOPES),
    help="What it may do; may be given several times; everything if not given.",
)
@_DATA
def create(name: str, scopes: tuple[str, ...], data: Path) -> None:
    """Make a key called NAME and print it; it cannot be shown again."""
    with _keys(data) as keys:
        click.echo(keys.create(name, scopes or SCOPES))


@command.command("list")
@_DATA
def show(data: Path) -> None:
    """List the keys without their secrets."""
    with _keys(data) as keys:
        found = keys.all()
    if not found:
        click.echo("no keys yet: majiao keys create NAME")
    for key in found:
        state = f"revoked {key.revoked}" if key.revoked else "in use"
        click.echo(f"{key.id}  {key.name}  {','.join(key.scopes)}  made {key.created}  {state}")


@command.command("revoke")
@click.argument("key")
@_DATA
def revoke(key: str, data: Path) -> None:
    """Make the key with this id useless from now on."""
    with _keys(data) as keys:
        if not keys.revoke(key):
            raise click.UsageError(f"no key in use has the id {key}: see majiao keys list")
    click.echo(f"revoked {key}")


@contextmanager
def _keys(data: Path) -> Iterator[ApiKeys]:
    with plain_failures(StoreError):
        database = open_database(sqlite_url(data))
        try:
            yield ApiKeys(database)
        finally:
            database.dispose()
