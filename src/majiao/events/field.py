"""A customer's own words in a field of the shop."""

from typing import Annotated, Literal

from msgspec import Meta

from majiao.events.base import Event, Id, Short, Text, require_ip

Surface = Literal[
    "address", "profile", "nickname", "wishlist", "review", "order_note", "gift", "message"
]
"""Where a customer can write something that somebody else, or the owner later, reads."""


class FieldEdit(Event, frozen=True, kw_only=True, tag_field="kind", tag="field_edit"):
    """Somebody writes into a field; `parts` maps each field's name to its new text."""

    account: Id
    surface: Surface
    parts: Annotated[dict[Short, Text], Meta(max_length=100)]
    object: Id | None = None
    ip: Short | None = None
    device: Id | None = None
    session: Id | None = None

    def __post_init__(self) -> None:
        """Check what the types cannot say."""
        require_ip(self)
