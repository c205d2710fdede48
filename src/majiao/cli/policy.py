"""`majiao policy`: the default policy to start from, and a check for one's own."""

import click

from majiao.cli.lines import plain_failures
from majiao.decide import PolicyError
from majiao.engine.assembly import read_policy


@click.command("policy")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False))
def command(file: str | None) -> None:
    """Check the policy FILE; without one, print the default policy."""
    with plain_failures(PolicyError):
        policy, text = read_policy(file or "")
    if file is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"{policy.ref}: {len(policy.rules)} rules, nothing wrong")
