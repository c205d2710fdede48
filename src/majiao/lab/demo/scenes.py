"""The demo shop's honest scenes, and their endless stream."""

import heapq
from collections.abc import Callable, Iterator
from itertools import count

from majiao.events import Contact, FieldEdit, Login, PasswordChange, Refund
from majiao.lab.demo.drafts import Draft, Scene
from majiao.lab.demo.people import Customer, mobile
from majiao.lab.demo.shop import Shop

_GAP = 2.5
"""Mean seconds between the beginnings of two scenes."""

_COURIERS = ("139", "158")


def _buy(shop: Shop, scene: Scene, customer: Customer) -> None:
    seat = shop.visit(scene, customer)
    scene.wait(5, 15)
    order = shop.buy(scene, customer, seat)
    scene.wait(5, 20)
    shop.status(scene, customer, order, "shipped")
    scene.wait(20, 60)
    shop.status(scene, customer, order, "delivered")


def _edit(shop: Shop, scene: Scene, customer: Customer) -> None:
    seat = shop.visit(scene, customer)
    for _ in range(scene.rng.choice((1, 1, 2))):
        scene.wait(6, 20)
        field = scene.rng.choice(shop.speech(customer).fields)
        scene.add(
            FieldEdit,
            account=customer.account,
            surface=field.surface,
            parts=field.filled(shop.slots(customer)),
            object=shop.new_id(field.surface),
            **seat,
        )


def _chat(shop: Shop, scene: Scene, customer: Customer) -> None:
    seat = shop.visit(scene, customer)
    scene.wait(3, 10)
    order = shop.buy(scene, customer, seat)
    shop.ticket(scene, customer, order)
    shop.say(scene, customer, scene.rng.choice(shop.speech(customer).chats))


def _note(shop: Shop, scene: Scene, customer: Customer) -> None:
    shop.text_message(scene, customer, scene.rng.choice(shop.speech(customer).notes))


def _phone_call(shop: Shop, scene: Scene, customer: Customer) -> None:
    courier = Contact(phone=mobile(scene.rng, _COURIERS))
    shop.say(scene, customer, scene.rng.choice(shop.speech(customer).calls), courier)


def _return(shop: Shop, scene: Scene, customer: Customer) -> None:
    seat = shop.visit(scene, customer)
    order = shop.buy(scene, customer, seat)
    scene.wait(10, 30)
    shop.status(scene, customer, order, "return_requested", seat)
    shop.ticket(scene, customer, order)
    scene.wait(10, 40)
    refund = {"refund": shop.new_id("refund"), "order": order, "account": customer.account}
    amount = float(scene.rng.randrange(20, 900))
    scene.add(Refund, destination="original", amount=amount, status="paid", **refund)
    shop.status(scene, customer, order, "refunded")


def _forgot(shop: Shop, scene: Scene, customer: Customer) -> None:
    client = customer.client(scene.rng)
    for _ in range(scene.rng.choice((2, 3))):
        shop.fail(scene, customer, client)
    shop.text_message(scene, customer, shop.speech(customer).code)
    changed = {"by": "reset", "ip": client["ip"], "device": client["device"]}
    scene.add(PasswordChange, account=customer.account, **changed)
    scene.wait(3, 8)
    session = shop.new_id("session")
    scene.add(Login, account=customer.account, outcome="success", session=session, **client)


Stage = Callable[[Shop, Scene, Customer], None]

_STAGES: dict[Stage, int] = {
    _buy: 30,
    _edit: 26,
    _chat: 14,
    _note: 10,
    _phone_call: 6,
    _return: 8,
    _forgot: 6,
}
"""The scenes with how often each is staged."""


def honest_drafts(shop: Shop, people: list[Customer]) -> Iterator[Draft]:
    """Give honest drafts in time order, without end."""
    stages, weights = list(_STAGES), list(_STAGES.values())
    waiting: list[tuple[float, int, Draft]] = []
    tie, at = count(), 0.0
    while True:
        scene = Scene(at, shop.rng)
        shop.rng.choices(stages, weights)[0](shop, scene, shop.rng.choice(people))
        for draft in scene.drafts:
            heapq.heappush(waiting, (draft.at, next(tie), draft))
        at += shop.rng.expovariate(1 / _GAP)
        while waiting and waiting[0][0] <= at:
            yield heapq.heappop(waiting)[2]
