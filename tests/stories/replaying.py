"""Replay a story through the command line, and find one's way in what it prints."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RANK = {"info": 0, "caution": 1, "danger": 2}

Row = dict[str, Any]


def log(name: str, without: tuple[str, ...] = ()) -> dict[str, Row]:
    """Give a story's events in order, by id, leaving out some kinds."""
    raw = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in raw]
    return {event["id"]: event for event in events if event["kind"] not in without}


@cache
def replay(name: str, *without: str) -> dict[str, Row]:
    """Give the decisions on a story in order, by event id."""
    text = "".join(json.dumps(event) + "\n" for event in log(name, without).values())
    source = "-" if without else str(HERE / f"{name}.jsonl")
    done = subprocess.run(  # noqa: S603  our own command on our own file
        [sys.executable, "-m", "majiao", "replay", source],
        input=text if without else "",
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        cwd=HERE,
    )
    assert done.returncode == 0, done.stderr
    decisions = [json.loads(line) for line in done.stdout.splitlines()]
    return {decision["event"]: decision for decision in decisions}


def gang(decisions: dict[str, Row], *kinds: str) -> list[Row]:
    """Give the decisions on what the gang did, or on some kinds of it."""
    begins = tuple(f"gang-{kind}" for kind in kinds or ("",))
    return [d for d in decisions.values() if d["event"].startswith(begins)]


def spoken(decisions: dict[str, Row]) -> list[Row]:
    """Give the decisions on what the gang said and wrote to the customer."""
    return gang(decisions, "call", "chat")


def first_stop(decisions: dict[str, Row]) -> str:
    """Give the first event of the gang's that was not let through."""
    return next(d["event"] for d in gang(decisions) if d["action"] != "allow")


def first_at(decisions: dict[str, Row], bar: str) -> str:
    """Give the first event of the call that was at least at this level."""
    reached = (
        d["event"]
        for d in spoken(decisions)
        if any(RANK[signal["level"]] >= RANK[bar] for signal in d["signals"])
    )
    return next(reached, "never")
