"""Merge each story's hand-written chain with an honest shop's days around it.

`chains/<story>.jsonl` is what happened to the victim, `honest.toml` what other people write;
this file spreads the latter over accounts, devices, networks and hours. No randomness: the
same input gives the same bytes. `python -m tests.stories.build` writes the logs anew.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CUSTOMERS = 24
DAY_BEGINS = timedelta(hours=-1)  # 7 in the morning in China, in UTC

Row = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One story: which shop, which days, and how its login page asks.

    Attributes:
        name: the file's name.
        prefix: begins the shop's own ids.
        shop: the shop's name in texts.
        first: the first day, at 0:00 UTC.
        days: how many.
        attempts: whether the shop asks before it checks a password, too.

    """

    name: str
    prefix: str
    shop: str
    first: datetime
    days: int
    attempts: bool = False


STORIES = (
    Story("dangdang_refund_call", "dd", "当当", datetime(2016, 11, 17, tzinfo=UTC), 3),
    Story(
        "amazon_planted_notice", "am", "亚马逊", datetime(2017, 5, 29, tzinfo=UTC), 4, attempts=True
    ),
)


def build(story: Story) -> list[Row]:
    """Give the whole log in time order: the chain and the honest days."""
    chain = (HERE / "chains" / f"{story.name}.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in chain.splitlines()]
    end = max(row["time"] for row in rows)
    honest = sorted(_honest(story), key=lambda row: row["time"])
    for number, row in enumerate(row for row in honest if row["time"] <= end):
        rows.append({**row, "id": f"shop-{number:03d}-{row['id']}"})
    return sorted(rows, key=lambda row: row["time"])


def lines(story: Story) -> str:
    """Give the log as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in build(story))


# The honest days --------------------------------------------------------------------------------

_AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 10_1 like Mac OS X) AppleWebKit/602.2 Safari/602.1",
    "Mozilla/5.0 (Linux; Android 6.0; HUAWEI) AppleWebKit/537.36 Chrome/52.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/54.0 Safari/537.36",
)


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _network(customer: int) -> tuple[str, int]:
    """Half come over a carrier's shared addresses, some from home, some from one office."""
    return (
        ("100.64.0.7", 64496),
        ("100.64.0.8", 64496),
        (f"198.18.{customer}.20", 64500),
        ("198.19.5.10", 64501),
    )[customer % 4]


@dataclass(frozen=True)
class Visit:
    """One customer at one time, on one device."""

    story: Story
    customer: int
    when: datetime
    new_phone: bool = False

    @property
    def account(self) -> str:
        return f"{self.story.prefix}-10{self.customer:02d}"

    @property
    def device(self) -> str:
        return f"{self.story.prefix}-d{self.customer:02d}{'-new' if self.new_phone else ''}"

    def row(self, after: float, kind: str, label: str, **fields: Any) -> Row:
        time = _time(self.when + timedelta(seconds=after))
        return {"id": label, "time": time, "kind": kind, "account": self.account, **fields}

    def login(self, after: float, outcome: str = "success", **fields: Any) -> Iterator[Row]:
        ip, asn = _network(self.customer)
        agent = _AGENTS[(self.customer + self.new_phone) % len(_AGENTS)]
        client = {"ip": ip, "device": self.device, "user_agent": agent}
        if self.story.attempts:
            client |= {"asn": asn, "country": "CN"}
            yield self.row(after - 1, "login", "attempt", outcome="attempt", **client)
        if outcome == "failure":
            fields |= {"reason": "bad_password"}
        yield self.row(after, "login", f"login-{outcome}", outcome=outcome, **client, **fields)

    def act(self, after: float, kind: str, label: str, **fields: Any) -> Row:
        """Do something while logged in."""
        ip, _ = _network(self.customer)
        return self.row(after, kind, label, ip=ip, device=self.device, **fields)


def _honest(story: Story) -> Iterator[Row]:
    texts = tomllib.loads((HERE / "honest.toml").read_text(encoding="utf-8"))
    visits = list(_visits(story))
    for visit in visits:
        yield from _logins(visit, story.days)
    fields, talks = texts["field"], texts["talk"]
    step = len(visits) // len(fields) or 1
    for number, field in enumerate(fields):
        yield _edit(visits[number * step % len(visits)], field, number)
    for visit in (visit for visit in visits if visit.new_phone):
        # With a new phone comes a new address: two delivery numbers, written by a new device.
        yield _edit(visit, fields[6], 100 + visit.customer)
    for number, talk in enumerate(talks):
        yield from _talk(visits[number * len(visits) // len(talks)], talk, number)
    for visit in visits[:CUSTOMERS]:
        yield from _order(visit)


def _visits(story: Story) -> Iterator[Visit]:
    for day in range(story.days):
        for customer in range(CUSTOMERS):
            if (customer + day) % 3 == 2 and day:
                continue
            minutes = (customer * 131 + day * 47) % (15 * 60)
            when = story.first + DAY_BEGINS + timedelta(days=day, minutes=minutes)
            new_phone = day == story.days - 1 and customer in (1, 4, 14, 18)
            yield Visit(story, customer, when, new_phone)


def _logins(visit: Visit, days: int) -> Iterator[Row]:
    day = (visit.when - visit.story.first - DAY_BEGINS).days
    forgot = day == 1 and visit.customer in (5, 14)
    typo = day == days - 1 and visit.customer in (0, 9, 12, 21)
    for failure in range(3 if forgot else int(typo)):
        yield from visit.login(failure * 25, "failure")
    if forgot:
        ip, _ = _network(visit.customer)
        reset = {"by": "reset", "ip": ip, "device": visit.device}
        yield visit.row(150, "password_change", "forgot-password", **reset)
    yield from visit.login(200, session=f"{visit.device}-s{day}")


def _edit(visit: Visit, field: Row, number: int) -> Row:
    after, label = 300 + number, f"{field['surface']}-{number:02d}"
    return visit.act(
        after, "field_edit", label, surface=field["surface"], parts=field["parts"], object=label
    )


def _talk(visit: Visit, talk: Row, number: int) -> Iterator[Row]:
    prefix, channel = visit.story.prefix, talk["channel"]
    roles = {"c": "contact", "u": "customer"}
    # A courier calls from a mobile, the shop writes from a short code; a chat is in the app.
    contact = {"call": "13900000088", "sms": "106900000000"}.get(channel)
    for turn, (role, text) in enumerate(talk["turns"]):
        row = visit.row(
            400 + 15 * turn,
            "message",
            f"{channel}-{number:02d}-{turn + 1}",
            conversation=f"{prefix}-talk-{number:02d}",
            role=roles[role],
            text=text.replace("{shop}", visit.story.shop),
            channel=channel,
        )
        yield row | ({"contact": {"phone": contact}} if contact else {})


def _order(visit: Visit) -> Iterator[Row]:
    prefix, number = visit.story.prefix, visit.customer
    order = f"{prefix}-o-{number:02d}"

    def status(after: float, status: str, actor: str, who: str) -> Row:
        fields = {"order": order, "status": status, "actor": {"type": actor, "id": who}}
        return visit.row(after, "order_status", f"{status}-{number:02d}", **fields)

    yield visit.row(600, "order", f"order-{number:02d}", order=order, amount=40.0 + number * 7)
    yield status(600, "placed", "customer", visit.account)
    yield status(640, "paid", "system", "payment")
    hub = {"party": f"wh-{number % 2 + 1}", "party_type": "partner"}
    yield _access(visit, 3600, order, **hub, why="parcel", reason=f"p-{order}")
    yield status(3700, "shipped", "partner", f"wh-{number % 2 + 1}")
    if number % 3 == 0:
        yield status(90_000, "delivered", "partner", "carrier-1")
    if number % 8 == 1:
        yield from _return(visit, order)


def _return(visit: Visit, order: str) -> Iterator[Row]:
    number, party = visit.customer, f"staff-{visit.customer % 3}"
    ticket = {"ticket": f"t-{order}", "order": order, "party": party}
    yield visit.row(20_000, "ticket", f"ticket-{number:02d}", **ticket)
    reader = {"party": party, "party_type": "staff"}
    yield _access(visit, 20_060, order, **reader, why="ticket", reason=f"t-{order}")
    actor = {"type": "customer", "id": visit.account}
    fields = {"order": order, "status": "return_requested", "actor": actor}
    yield visit.act(20_300, "order_status", f"return-{number:02d}", **fields)
    refund = {"refund": f"r-{order}", "destination": "original", "amount": 40.0 + number * 7}
    yield visit.row(70_000, "refund", f"refund-{number:02d}", order=order, status="paid", **refund)


def _access(  # noqa: PLR0913  who looked at which order, when and why
    visit: Visit, after: float, order: str, *, party: str, party_type: str, why: str, reason: str
) -> Row:
    row = visit.row(after, "order_access", f"{party_type}-sees-{visit.customer:02d}")
    del row["account"]
    return row | {
        "party": party,
        "party_type": party_type,
        "orders": [order],
        "action": "view",
        "reason": {"type": why, "id": reason},
    }


if __name__ == "__main__":
    for each in STORIES:
        (HERE / f"{each.name}.jsonl").write_text(lines(each), encoding="utf-8")
