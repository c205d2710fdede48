"""The command line. Commands are imported when they are called, so that help is quick."""

from importlib import import_module
from typing import NamedTuple

import click

from majiao import __version__


class _Entry(NamedTuple):
    module: str
    summary: str


_COMMANDS = {
    "bench": _Entry("bench", "Measure speed, each figure beside its bare-Python floor."),
    "check": _Entry("check", "Judge messages, calls, notices and fields from JSON lines."),
    "doctor": _Entry("doctor", "Say what is set up and what is missing."),
    "keys": _Entry("keys", "Make, list and revoke API keys."),
    "policy": _Entry("policy", "Print the default policy, or check one of your own."),
    "replay": _Entry("replay", "Run stored events through the engine, one decision a line."),
    "schema": _Entry("schema", "Print the JSON Schema of events and decisions."),
    "serve": _Entry("serve", "Serve the HTTP API, the check page and the console."),
}


class _Lazy(click.Group):
    """A group that imports a command's module only to run it."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = import_module(f"majiao.cli.{_COMMANDS[name].module}")
        command: click.Command = module.command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in _COMMANDS.items()])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="majiao")
def main() -> None:
    """Majiao, a defence against the fake-customer-service refund scam."""
