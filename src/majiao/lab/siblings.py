"""How well texts are told from their honest siblings, file by file.

Run as `python -m majiao.lab.siblings DIR_OR_FILES`; each line of a file is an item as
`majiao check` takes it, with a `label` (1 scam, 0 honest) beside.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from majiao.events import Surface
from majiao.text import Heard, Verdict, read, read_field

LEVELS: dict[Verdict, int] = {"ok": 0, "caution": 1, "danger": 2}


def judge(item: dict[str, Any]) -> tuple[Verdict, set[str]]:
    """Give the verdict on an item, and the names of the rules that spoke."""
    kind = str(item.get("kind", ""))
    if kind.startswith("field:"):
        field = read_field(cast("Surface", kind.removeprefix("field:")), {"text": item["text"]})
        return field.level, set(field.tactics)
    heard = Heard()
    names: set[str] = set()
    turns = item.get("turns") or [{"role": "unknown", "text": item["text"]}]
    for turn in turns:
        reading = read(turn["text"], speaker=turn["role"])
        heard.hear(reading, turn["role"])
        names.update(demand.name for demand in reading.demands)
    return heard.level, names


def files(paths: list[str]) -> Iterator[Path]:
    """List the JSON-lines files named or in the folders named."""
    for path in map(Path, paths):
        yield from sorted(path.glob("*.jsonl")) if path.is_dir() else [path]


def row(path: Path) -> tuple[Counter[tuple[int, int]], Counter[tuple[str, int]]]:
    """Count an item file by label and level, and by rule and label."""
    levels: Counter[tuple[int, int]] = Counter()
    rules: Counter[tuple[str, int]] = Counter()
    for line in path.read_bytes().splitlines():
        item = msgspec.json.decode(line)
        level, names = judge(item)
        label = int(item["label"])
        levels[label, LEVELS[level]] += 1
        rules.update((name, label) for name in names)
    return levels, rules


def share(levels: Counter[tuple[int, int]], label: int, at_least: int) -> float:
    """Give the per cent of a label's items at a level or above."""
    total = sum(n for (lab, _), n in levels.items() if lab == label)
    part = sum(n for (lab, lev), n in levels.items() if lab == label and lev >= at_least)
    return 100 * part / total if total else float("nan")


def main(argv: list[str] | None = None) -> int:
    """Print one line a file and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--rules", action="store_true", help="also count hits by rule")
    options = parser.parse_args(argv)
    out = sys.stdout
    out.write(f"{'file':32}{'n':>6}   scam: danger caution+   honest: danger caution+\n")
    every: Counter[tuple[int, int]] = Counter()
    rules: Counter[tuple[str, int]] = Counter()
    for path in files(options.paths):
        levels, names = row(path)
        every += levels
        rules += names
        _line(path.stem, levels)
    _line("all", every)
    if options.rules:
        for name in sorted({name for name, _ in rules}):
            out.write(f"{name:28}{rules[name, 1]:6}{rules[name, 0]:6}\n")
    return 0


def _line(name: str, levels: Counter[tuple[int, int]]) -> None:
    shares = [share(levels, label, level) for label, level in ((1, 2), (1, 1), (0, 2), (0, 1))]
    scam, scam_any, honest, honest_any = shares
    sys.stdout.write(
        f"{name:32}{sum(levels.values()):6}{scam:16.1f}{scam_any:9.1f}"
        f"{honest:17.1f}{honest_any:9.1f}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
