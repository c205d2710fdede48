"""The honest shop and the gang, woven together into events."""

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from majiao.events import AnyEvent, Context
from majiao.lab.demo.drafts import Told
from majiao.lab.demo.gang import gang_drafts
from majiao.lab.demo.people import crowd
from majiao.lab.demo.scenes import honest_drafts
from majiao.lab.demo.shop import Shop
from majiao.lab.demo.texts import gang_texts, honest_texts

SHOP = Context(brand="灯塔商城", shop_domains=("lighthouse.example",))
"""Who the demo shop is; build the detectors for it."""

_CUSTOMERS = 320


def demo_story(seed: int, start: datetime) -> Iterator[Told]:
    """Give the demo's events with what only their author knows, in time order, without end.

    The customers depend on the seed alone, so that after a restart on the same data folder the
    same people come on the same devices; ids and the gang's tools depend on `start`, too.

    Args:
        seed: which shop it is.
        start: when it begins; has a time zone.

    Raises:
        ValueError: if `start` has no time zone.

    """
    if start.tzinfo is None:
        raise ValueError("the start of the demo needs a time zone")
    start = start.astimezone(UTC)
    run = f"{int(start.timestamp() * 1000):x}"
    return _tell(seed, start, run)


def demo_events(seed: int, start: datetime) -> Iterator[AnyEvent]:
    """Give the demo's events in time order, without end; ids are `demo-<run>-<n>`.

    Args:
        seed: which shop it is.
        start: when it begins, with a time zone; also tells one run's ids from another's.

    Raises:
        ValueError: if `start` has no time zone.

    """
    return (told.event for told in demo_story(seed, start))


def _tell(seed: int, start: datetime, run: str) -> Iterator[Told]:
    texts = honest_texts()
    people = crowd(_chance(f"{seed}"), texts, _CUSTOMERS)
    shop = Shop(_chance(f"{seed} {run} shop"), texts, run, SHOP.brand or "")
    accomplice = Shop(_chance(f"{seed} {run} play"), texts, f"{run}x", shop.name)
    gang = gang_drafts(accomplice.rng, gang_texts(), accomplice, people)
    drafts = heapq.merge(honest_drafts(shop, people), gang, key=lambda draft: draft.at)
    for number, draft in enumerate(drafts, 1):
        time = start + timedelta(milliseconds=int(draft.at * 1000))
        event = draft.make(id=f"demo-{run}-{number}", time=time, **draft.fields)
        yield Told(event, draft.act, draft.loop)


def _chance(name: str) -> Random:
    return Random(name)  # noqa: S311  a play, not a secret
