"""What can happen in the demo shop: the small steps that scenes are made of."""

from itertools import count
from random import Random
from typing import Any

from majiao.events import (
    AccessReason,
    Actor,
    Contact,
    Login,
    Message,
    Order,
    OrderAccess,
    OrderStatus,
    Ticket,
)
from majiao.lab.demo.drafts import Act, Scene
from majiao.lab.demo.people import Customer
from majiao.lab.demo.texts import Speech, Talk, Texts

Seat = dict[str, Any]
"""From where somebody acts once logged in: `ip`, `device`, `session`."""

_SHORT_CODE = "106900000000"
_TYPO, _NEW_PHONE = 0.04, 0.015
_STAFF, _HUBS = 6, ("erp-orders", "warehouse-east", "warehouse-west")


class Shop:
    """Writes steps into scenes, with ids that no other run has.

    Attributes:
        rng: the only source of chance.
        name: what customers call the shop.

    """

    def __init__(self, rng: Random, texts: Texts, run: str, name: str) -> None:
        self.rng = rng
        self.name = name
        self._run = run
        self._texts = texts
        self._numbers = count(1)

    def new_id(self, kind: str) -> str:
        """Give an id that no other thing of this run has."""
        return f"{kind}-{self._run}-{next(self._numbers)}"

    def slots(self, customer: Customer) -> dict[str, str]:
        """Fill the slots of texts for a customer."""
        speech, rng = self.speech(customer), self.rng
        return {
            "name": customer.name,
            "phone": customer.phone,
            "item": rng.choice(speech.items),
            "street": rng.choice(speech.streets),
            "number": str(rng.randrange(1, 99)),
            "amount": f"{rng.randrange(20, 600)}.{rng.randrange(10)}0",
            "code": f"{rng.randrange(1_000_000):06d}",
            "shop": self.name,
        }

    def speech(self, customer: Customer) -> Speech:
        """Give the texts in the customer's language."""
        return self._texts.speech[customer.lang]

    def visit(self, scene: Scene, customer: Customer) -> Seat:
        """Log a customer in."""
        bought = scene.rng.random() < _NEW_PHONE
        agent = scene.rng.choice(self._texts.agents)
        client = customer.client(scene.rng, customer.new_device(agent) if bought else None)
        if scene.rng.random() < _TYPO:
            self.fail(scene, customer, client)
        session = self.new_id("session")
        scene.add(Login, account=customer.account, outcome="success", session=session, **client)
        return {"ip": client["ip"], "device": client["device"], "session": session}

    @staticmethod
    def fail(scene: Scene, customer: Customer, client: dict[str, Any]) -> None:
        """Mistype the password."""
        failed = {"outcome": "failure", "reason": "bad_password"}
        scene.add(Login, account=customer.account, **failed, **client)
        scene.wait(4, 12)

    def buy(self, scene: Scene, customer: Customer, seat: Seat) -> str:
        """Place and pay an order, which a hub then sees; gives the order's id."""
        order, account = self.new_id("order"), customer.account
        scene.add(Order, order=order, account=account, amount=float(scene.rng.randrange(20, 900)))
        self.status(scene, customer, order, "placed", seat)
        scene.wait(2, 6)
        self.status(scene, customer, order, "paid")
        scene.wait(3, 15)
        scene.add(
            OrderAccess,
            party=scene.rng.choice(_HUBS),
            party_type="partner",
            orders=(order,),
            action="view",
            reason=AccessReason("parcel", self.new_id("parcel")),
            peer_group="fulfilment",
        )
        return order

    def status(  # noqa: PLR0913, PLR0917  one for each field that differs
        self,
        scene: Scene,
        customer: Customer,
        order: str,
        status: str,
        seat: Seat | None = None,
        act: Act = "shop",
    ) -> None:
        """Change an order's status: by the customer from a `seat`, else by the system."""
        who = Actor("customer", customer.account) if seat else Actor("system", "orders")
        scene.add(
            OrderStatus,
            act,
            order=order,
            account=customer.account,
            status=status,
            actor=who,
            **(seat or {}),
        )

    def say(
        self, scene: Scene, customer: Customer, talk: Talk, contact: Contact | None = None
    ) -> None:
        """Speak a conversation, turn by turn."""
        slots, conversation = self.slots(customer), self.new_id("talk")
        for turn in talk.turns:
            scene.add(
                Message,
                conversation=conversation,
                role="contact" if turn.who == "c" else "customer",
                text=turn.text.format_map(slots),
                channel=turn.channel,
                contact=contact,
                account=customer.account,
            )
            scene.wait(4, 9)

    def text_message(self, scene: Scene, customer: Customer, text: str) -> None:
        """Send a short message from the shop's short code."""
        scene.add(
            Message,
            conversation=self.new_id("sms"),
            role="contact",
            text=text.format_map(self.slots(customer)),
            channel="sms",
            contact=Contact(phone=_SHORT_CODE),
            account=customer.account,
        )
        scene.wait(3, 8)

    def ticket(self, scene: Scene, customer: Customer, order: str) -> None:
        """Give a question to a clerk, who looks at the order."""
        clerk, ticket = f"staff-{scene.rng.randrange(_STAFF)}", self.new_id("ticket")
        scene.add(Ticket, ticket=ticket, account=customer.account, order=order, party=clerk)
        scene.wait(1, 4)
        scene.add(
            OrderAccess,
            party=clerk,
            party_type="staff",
            orders=(order,),
            action="view",
            reason=AccessReason("ticket", ticket),
            peer_group="service",
        )
        scene.wait(1, 4)
