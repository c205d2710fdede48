"""Fill the pages about the stories with what the replay says: `python -m tests.stories.pages`.

In a page, `<!-- says EVENT -->` is followed by a quote that is written anew each time; EVENT is
an id, or `first` for the first of the gang's events that was stopped.
"""

import re
from collections.abc import Iterator

from tests.stories.replaying import HERE, Row, first_stop, log, replay

PAGES = {
    "dangdang_refund_call": "dangdang-refund-call.md",
    "amazon_planted_notice": "amazon-planted-notice.md",
}
DOCS = HERE.parents[1] / "docs" / "stories"

_QUOTE = re.compile(r"(?P<mark><!-- says (?P<event>[\w-]+) -->\n)(?:>.*\n)*")


def filled(name: str) -> str:
    """Give a story's page with every quote as the replay prints it now."""
    page = (DOCS / PAGES[name]).read_text(encoding="utf-8")
    decisions, events = replay(name), log(name)

    def quote(found: re.Match[str]) -> str:
        event = found["event"] if found["event"] != "first" else first_stop(decisions)
        return found["mark"] + "".join(f"{line}\n" for line in _lines(decisions[event], events))

    return _QUOTE.sub(quote, page)


def _lines(decision: Row, events: dict[str, Row]) -> Iterator[str]:
    event = events[decision["event"]]
    follow_ups = "".join(f", `{follow_up}`" for follow_up in decision["follow_ups"])
    yield f"> `{event['id']}`, {event['time'][:19].replace('T', ' ')} UTC:"
    yield f"> **{decision['action']}**{follow_ups}"
    for signal in decision["signals"]:
        yield ">"
        yield f"> {signal['level']}, {signal['detector']}: {signal['reason']['en']}"
        yield f"> ({signal['reason']['zh']})"


if __name__ == "__main__":
    for story, page in PAGES.items():
        (DOCS / page).write_text(filled(story), encoding="utf-8")
