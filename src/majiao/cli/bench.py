"""`majiao bench`: figures with their floors, as a table."""

import click

_WIDTH = 100

NAMES = ("replay", "decisions", "help")


@click.command("bench")
@click.argument("name", required=False, type=click.Choice(NAMES))
def command(name: str | None) -> None:
    """Measure NAME (all if not given); each figure stands above its bare-Python floor."""
    from rich.console import Console  # noqa: PLC0415  slow to import
    from rich.table import Table  # noqa: PLC0415  slow to import

    from majiao.lab.bench import BENCHES, Figure  # noqa: PLC0415  slow to import

    console = Console(width=max(Console().width, _WIDTH))
    table = Table("what", *("events/s", "events/CPU-s", "p50 ms", "p99 ms", "MiB"))
    for column in table.columns[1:]:
        column.justify = "right"
    with Console(stderr=True).status("measuring ..."):
        chosen = [name] if name else NAMES
        figures: list[Figure] = [figure for each in chosen for figure in BENCHES[each]()]
    for what, per_second, per_cpu, p50, p99, memory in figures:
        rates = (_number(value, ",.0f") for value in (per_second, per_cpu))
        times = (_number(value, ".2f") for value in (p50, p99))
        table.add_row(what, *rates, *times, _number(memory, ",.0f"))
    console.print(table)


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)
