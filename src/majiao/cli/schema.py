"""`majiao schema`: the shapes of events and decisions as JSON Schema."""

import click
import msgspec

from majiao.events.schema import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of every event kind and of decisions."""
    encoded = msgspec.json.encode(json_schema())
    click.echo(msgspec.json.format(encoded, indent=2).decode())
