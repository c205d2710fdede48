"""The demo's gang: one whole refund scam after another, each with new tools.

It goes on as if nothing had stopped it: the intruder acts even if the login was challenged, and
the victim takes the call even if the notice was held. So each step is seen on its own.
"""

from collections.abc import Iterator
from random import Random

from majiao.events import Contact, FieldEdit, Login, Message, PasswordChange, Report
from majiao.lab.demo.drafts import Draft, Scene
from majiao.lab.demo.kit import Kit, new_kit
from majiao.lab.demo.people import Customer
from majiao.lab.demo.shop import Seat, Shop
from majiao.lab.demo.texts import Crime, Field, Gang, Turn

_FIRST, _PAUSE = 2.0, (6.0, 12.0)
_TRIES, _HIT = 36, 26
_CUSTOMERS = 0.3  # share of a leaked list that shops here
_HOSTING_ASN = 64510
_ENGLISH = 4  # every fourth victim
_SEAT = ("device", "session")


def gang_drafts(rng: Random, texts: Gang, shop: Shop, people: list[Customer]) -> Iterator[Draft]:
    """Give the plays' drafts in time order, without end."""
    at, loop = _FIRST, 0
    while True:
        loop += 1
        scene = Scene(at, rng, loop)
        lang = "zh" if loop % _ENGLISH else "en"
        victim = rng.choice([one for one in people if one.lang == lang])
        crime = texts.speech[lang]
        kit = new_kit(rng, texts, crime, shop, victim)
        Play(scene, shop, victim, kit, crime, people).run(loop)
        yield from scene.drafts
        scene.wait(*_PAUSE)
        at = scene.at


class Play:
    """One victim, from the first stuffed password to the report."""

    def __init__(  # noqa: PLR0913, PLR0917  the cast and the stage
        self,
        scene: Scene,
        shop: Shop,
        victim: Customer,
        kit: Kit,
        crime: Crime,
        people: list[Customer],
    ) -> None:
        self._scene = scene
        self._shop = shop
        self._victim = victim
        self._kit = kit
        self._crime = crime
        self._people = people

    def run(self, loop: int) -> None:
        """Act it out; `loop` says which of the texts it is this time."""
        orders = self._ordinary_day()
        seat = self._stuff()
        self._scene.wait(2, 4)
        self._tamper(orders, seat)
        for fields in (self._crime.notices, self._crime.side):
            self._plant(fields[loop % len(fields)], seat)
        self._scene.wait(4, 6)
        self._call(self._crime.calls[loop % len(self._crime.calls)].turns, orders[0])
        self._report(orders[0])

    def _ordinary_day(self) -> list[str]:
        """Let the victim come by, so that there is a past, and buy what the gang will read."""
        for _ in range(2):
            self._shop.visit(self._scene, self._victim)
            self._scene.wait(1, 3)
        seat = self._shop.visit(self._scene, self._victim)
        return [self._shop.buy(self._scene, self._victim, seat) for _ in range(2)]

    def _stuff(self) -> Seat:
        """Try a list of leaked passwords; gives the intruder's seat in the victim's account."""
        scene, kit = self._scene, self._kit
        seat: Seat = {}
        for number in range(_TRIES):
            client = {"ip": kit.sources[number % len(kit.sources)], "user_agent": kit.agent}
            client |= {"country": "CN"}
            if number == _HIT:
                seat = {"ip": client["ip"]}
                seat |= {kind: self._shop.new_id(kind) for kind in _SEAT}
                who = {"account": self._victim.account, "outcome": "success"}
                scene.add(Login, "hit", asn=_HOSTING_ASN, **client | seat | who)
            else:
                scene.add(Login, "stuffing", asn=_HOSTING_ASN, **client, **self._miss())
            scene.wait(0.3, 0.9)
        return seat

    def _miss(self) -> dict[str, str]:
        rng = self._scene.rng
        if rng.random() < _CUSTOMERS:
            missed = {"account": rng.choice(self._people).account, "reason": "bad_password"}
        else:
            missed = {"account": f"user{rng.randrange(10**6):06d}", "reason": "unknown_account"}
        return missed | {"outcome": "failure"}

    def _tamper(self, orders: list[str], seat: Seat) -> None:
        for order, status in zip(orders, ("return_requested", "hidden"), strict=True):
            self._shop.status(self._scene, self._victim, order, status, seat, "tampering")
            self._scene.wait(2, 4)

    def _plant(self, field: Field, seat: Seat) -> None:
        self._scene.add(
            FieldEdit,
            "notice",
            account=self._victim.account,
            surface=field.surface,
            parts=field.filled(self._kit.slots),
            object=self._shop.new_id(field.surface),
            **seat,
        )
        self._scene.wait(3, 5)

    def _call(self, turns: tuple[Turn, ...], order: str) -> None:
        """Speak the call; `link` turns are sent to the victim's QQ meanwhile."""
        by_phone = Contact(phone=self._kit.slots["phone"])
        by_chat = Contact(im=f"qq:{self._kit.slots['qq']}")
        call, chat = self._shop.new_id("call"), self._shop.new_id("chat")
        for turn in turns:
            link = turn.channel == "link"
            self._scene.add(
                Message,
                "link" if link else "call",
                conversation=chat if link else call,
                role="contact" if turn.who == "c" else "customer",
                text=turn.text.format_map(self._kit.slots),
                channel="chat" if link else "call",
                contact=by_chat if link else by_phone,
                account=self._victim.account,
                order=order,
            )
            self._scene.wait(3.5, 5.5)

    def _report(self, order: str) -> None:
        """Let the victim think again: report it, and change the password at home."""
        slots = self._kit.slots
        self._scene.wait(2, 4)
        self._scene.add(
            Report,
            "report",
            report=self._shop.new_id("report"),
            account=self._victim.account,
            order=order,
            phones=(slots["phone"],),
            urls=(slots["host"],),
            im=(f"qq:{slots['qq']}",),
            cards=(slots["card"],),
            text=self._crime.report.format_map(slots),
        )
        self._scene.wait(2, 4)
        seat = self._shop.visit(self._scene, self._victim)
        self._scene.wait(2, 4)
        changed = {"by": "owner", "ip": seat["ip"], "device": seat["device"]}
        self._scene.add(PasswordChange, account=self._victim.account, **changed)
