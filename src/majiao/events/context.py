"""Who the shop is: what a text, a link or a number is compared with."""

from typing import Annotated

from msgspec import Meta, Struct

from majiao.events.base import Short


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is known about the shop and the contact beside the text itself.

    Attributes:
        brand: the shop's or the claimed sender's name.
        shop_domains: registrable domains that are the shop's own or its partners'.
        phone: the number that called or wrote.
        official_phones: numbers the shop really calls from.

    """

    brand: Short | None = None
    shop_domains: Annotated[tuple[Short, ...], Meta(max_length=1000)] = ()
    phone: Short | None = None
    official_phones: Annotated[tuple[Short, ...], Meta(max_length=1000)] = ()
