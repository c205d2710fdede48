"""`majiao check`: judge texts, calls and fields."""

import sys

import click
import msgspec

from majiao.cli.lines import (
    Line,
    error_line,
    opened,
    pipe_safe,
    plain_failures,
    read_lines,
    too_long,
    write,
)
from majiao.engine.check import check
from majiao.engine.check_shapes import CheckItem, CheckResult, read_item
from majiao.engine.settings import SettingsError, load_settings
from majiao.events import BadInputError, Context

_WORDS = {
    "zh": {"danger": "危险：是骗局的样子", "caution": "小心：先核实", "ok": "没有发现可疑内容"},
    "en": {
        "danger": "Danger: this is what the scam looks like",
        "caution": "Careful: check first",
        "ok": "Nothing suspicious found",
    },
}


@click.command("check")
@click.argument("file", required=False, type=click.Path(allow_dash=True))
@click.option("--text", help="Judge this text and print the verdict for a person.")
@click.option("--kind", default="im", show_default=True, help="What --text is: sms, call, ...")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the verdict on --text.")
def command(file: str | None, text: str | None, kind: str, lang: str | None) -> None:
    """Judge each JSON line of FILE (`-` for standard input), or the one --text."""
    if (file is None) == (text is None):
        raise click.UsageError("give a FILE (or -), or --text, not both")
    with plain_failures(SettingsError):
        shop = load_settings().shop.context()
    if text is not None:
        with plain_failures(BadInputError):
            item = read_item(msgspec.json.encode({"kind": kind, "text": text}))
        _print(check(item, shop), lang or _language(text))
        return
    with opened(str(file)) as stream, pipe_safe():
        good = [_line(line, shop) for line in read_lines(stream)]
    sys.exit(0 if all(good) else 1)


def _line(line: Line, shop: Context) -> bool:
    try:
        if line.raw is None:
            raise too_long()
        item: CheckItem = read_item(line.raw)
        write(msgspec.json.encode(check(item, shop)))
    except BadInputError as error:
        write(error_line(error, line.number))
        return False
    return True


def _language(text: str) -> str:
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"


def _print(result: CheckResult, lang: str) -> None:
    click.echo(_WORDS[lang][result.verdict])
    click.echo(getattr(result.advice, lang))
    for reason in result.reasons:
        click.echo(f"- {getattr(reason, lang)}")
    for tactic in result.tactics:
        click.echo(f"  “{_printable(tactic.quote)}” ({tactic.id})")


def _printable(quote: str) -> str:
    # A text may carry escape sequences that would take over the terminal.
    return "".join(char if char.isprintable() else " " for char in quote)
