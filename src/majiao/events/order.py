"""Orders: what was bought, what became of it, and who looked at it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from majiao.events.base import Event, Id, Short, require_ip

Amount = Annotated[float, Meta(ge=0)]
"""Money in the shop's own currency."""


class Actor(Struct, frozen=True, forbid_unknown_fields=True):
    """Who changed an order."""

    type: Literal["customer", "staff", "partner", "system"]
    id: Id


class AccessReason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody had to look at an order."""

    type: Literal["ticket", "parcel", "return", "job"]
    id: Id


class Order(Event, frozen=True, kw_only=True, tag_field="kind", tag="order"):
    """A new order, or a decoy that only one party is shown (`canary_for`)."""

    order: Id
    account: Id
    amount: Amount | None = None
    channel: Short | None = None
    canary_for: Id | None = None


class OrderStatus(Event, frozen=True, kw_only=True, tag_field="kind", tag="order_status"):
    """An order enters a status."""

    order: Id
    account: Id
    status: Literal[
        "placed",
        "paid",
        "shipped",
        "delivered",
        "return_requested",
        "returned",
        "refunded",
        "cancelled",
        "hidden",
        "unhidden",
    ]
    actor: Actor
    ip: Short | None = None
    device: Id | None = None
    session: Id | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        require_ip(self)


class OrderAccess(Event, frozen=True, kw_only=True, tag_field="kind", tag="order_access"):
    """A party saw orders: a member of staff, a partner, an API key or a system."""

    party: Id
    party_type: Literal["staff", "partner", "api_key", "system"]
    orders: Annotated[tuple[Id, ...], Meta(max_length=100_000)]
    action: Literal["view", "export", "decrypt", "search"]
    reason: AccessReason | None = None
    peer_group: Short | None = None
    ip: Short | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        require_ip(self)


class Ticket(Event, frozen=True, kw_only=True, tag_field="kind", tag="ticket"):
    """A customer's question was given to a party, who may now look at the order."""

    ticket: Id
    account: Id
    order: Id | None = None
    party: Id


class Refund(Event, frozen=True, kw_only=True, tag_field="kind", tag="refund"):
    """The shop itself pays money back."""

    refund: Id
    order: Id
    account: Id
    destination: Literal["original", "other"]
    amount: Amount
    status: Short
