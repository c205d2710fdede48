"""Who the shop is: what a text, a link or a number is compared with."""

from msgspec import Struct


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is known about the shop and the contact beside the text itself.

    Attributes:
        brand: the shop's or the claimed sender's name.
        shop_domains: registrable domains that are the shop's own or its partners'.
        phone: the number that called or wrote.
        official_phones: numbers the shop really calls from.

    """

    brand: str | None = None
    shop_domains: tuple[str, ...] = ()
    phone: str | None = None
    official_phones: tuple[str, ...] = ()
