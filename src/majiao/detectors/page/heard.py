"""What was said before a link came: the memory of the detector `foreign-link`."""

from msgspec import Struct, field

from majiao.links import Said

HOUR = 3600.0
CONVERSATION = 48 * HOUR
"""How long what was said in a conversation colours a link that comes later."""

BRANDS = 4
LINKS = 4
_MAX_HREF = 512


class Heard(Struct, array_like=True):
    """What was said earlier in a conversation or written into an account's fields.

    Attributes:
        talk_at: when refunds, payments or checks were last talked about, in seconds.
        brands: brands that were claimed, with the moment; at most `BRANDS`.
        links: links of unknown owners, with the moment; at most `LINKS`.

    """

    talk_at: float | None = None
    brands: dict[str, float] = field(default_factory=dict)
    links: dict[str, float] = field(default_factory=dict)

    def talked(self, at: float, window: float) -> bool:
        """Say whether there was talk within `window` seconds of `at`."""
        return self.talk_at is not None and abs(at - self.talk_at) <= window

    def note_talk(self, at: float) -> None:
        """Remember that there was talk; a late event does not turn the clock back."""
        self.talk_at = at if self.talk_at is None else max(at, self.talk_at)

    def note(self, said: Said, at: float) -> None:
        """Remember talk and the brand that was claimed."""
        if said.talk.money:
            self.note_talk(at)
        if said.claimed is not None:
            name = said.claimed.brand.en
            if name in self.brands or len(self.brands) < BRANDS:
                self.brands[name] = max(at, self.brands.get(name, at))

    def claimed(self, at: float) -> str | None:
        """Give the first brand that was claimed within the conversation."""
        near = (name for name, then in self.brands.items() if abs(at - then) <= CONVERSATION)
        return next(near, None)

    def note_link(self, href: str, at: float) -> None:
        """Remember a link of an unknown owner; a very long one is not kept."""
        if len(href) > _MAX_HREF:
            return
        self.links[href] = max(at, self.links.pop(href, at))
        if len(self.links) > LINKS:
            del self.links[min(self.links, key=self.links.__getitem__)]
