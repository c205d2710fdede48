"""What happened: one frozen struct per kind of event, and what may be said about it."""

from majiao.events.account import Challenge, Login, PasswordChange
from majiao.events.base import Event
from majiao.events.contact import Contact, Message, Report
from majiao.events.context import Context
from majiao.events.decision import (
    ACTIONS,
    LEVELS,
    Action,
    Decision,
    Evidence,
    Level,
    Reason,
    Signal,
    Subject,
)
from majiao.events.decoding import KINDS, AnyEvent, BadInputError, decode_event, explain, guarded
from majiao.events.field import FieldEdit, Surface
from majiao.events.order import (
    AccessReason,
    Actor,
    Order,
    OrderAccess,
    OrderStatus,
    Refund,
    Ticket,
)

__all__ = [
    "ACTIONS",
    "KINDS",
    "LEVELS",
    "AccessReason",
    "Action",
    "Actor",
    "AnyEvent",
    "BadInputError",
    "Challenge",
    "Contact",
    "Context",
    "Decision",
    "Event",
    "Evidence",
    "FieldEdit",
    "Level",
    "Login",
    "Message",
    "Order",
    "OrderAccess",
    "OrderStatus",
    "PasswordChange",
    "Reason",
    "Refund",
    "Report",
    "Signal",
    "Subject",
    "Surface",
    "Ticket",
    "decode_event",
    "explain",
    "guarded",
]
