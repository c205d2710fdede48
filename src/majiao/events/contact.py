"""What was said to a customer, and what a customer reports afterwards."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from majiao.events.base import Event, Id, Short, Text, Time
from majiao.events.order import Amount

Many = Annotated[tuple[Short, ...], Meta(max_length=1000)]


class Contact(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How somebody reached the customer, as far as it is known."""

    phone: Short | None = None
    im: Short | None = None
    email: Short | None = None


class Message(Event, frozen=True, kw_only=True, tag_field="kind", tag="message"):
    """One turn of a call or chat, or one message."""

    conversation: Id
    role: Literal["contact", "customer"]
    text: Text
    channel: Literal["call", "chat", "sms", "email", "site"]
    contact: Contact | None = None
    account: Id | None = None
    order: Id | None = None


class Report(Event, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """A customer tells the shop about a scam call, message or page."""

    report: Id
    account: Id | None = None
    order: Id | None = None
    call_time: Time | None = None
    phones: Many = ()
    urls: Many = ()
    im: Many = ()
    cards: Many = ()
    emails: Many = ()
    text: Text | None = None
    loss: Amount | None = None
