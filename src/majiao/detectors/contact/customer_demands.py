"""A conversation in which the customer is asked to do what no genuine contact asks for."""

from typing import ClassVar

from msgspec import Struct, field

from majiao.detectors.base import About
from majiao.events import Context, Evidence, Level, Message, Reason, Signal, Subject
from majiao.text import RANK, TACTICS, Demand, Heard, Verdict, read
from majiao.text.numbers import from_abroad, is_virtual

LOUD = 0.4
"""Strength from which a new tactic is worth another signal at an unchanged level."""

TELLING = 0.2
"""Strength from which a quote says something to a reader."""

MOST_QUOTES = 6


class Conversation(Struct):
    """What was heard in one conversation, and the level last spoken of."""

    heard: Heard = field(default_factory=Heard)
    told: Verdict = "ok"


class CustomerDemands:
    """Add up, turn by turn, what the contact asks the customer to do."""

    about: ClassVar[About] = About(
        id="customer-demands",
        stage="contact",
        title=Reason(
            zh="对方要顾客做真客服不会要求的事",
            en="The contact asks for what no genuine contact asks for",
        ),
        reads=(Message,),
        confidence="high",
        spoofable=True,
        quiet_when=Reason(
            zh="真客服提醒“验证码不要告诉任何人”，或在平台内原路退款",
            en="Real staff who warn “never tell anybody the code”, or refund inside the shop",
        ),
    )
    state: ClassVar[type[Conversation]] = Conversation
    ttl: ClassVar[float] = 2 * 24 * 3600

    def __init__(self, context: Context) -> None:
        """Take the shop's context; the shop's own numbers are not held against it."""
        self._official = frozenset(context.official_phones)

    def keys(self, event: Message) -> tuple[str, ...]:
        """Give the conversation."""
        return (event.conversation,)

    def update(self, state: Conversation, event: Message) -> tuple[Signal, ...]:
        """Hear one turn; speak when the level rises or a weighty new tactic appears."""
        reading = read(event.text, speaker=event.role)
        fresh = state.heard.hear(reading, event.role)
        level = state.heard.level
        rose = RANK[level] > RANK[state.told]
        loud = any(d.strength >= LOUD and TACTICS[d.tactic].asks for d in fresh)
        if level == "ok" or not fresh or not (rose or loud):
            return ()
        state.told = level
        strongest = max(fresh, key=lambda d: (TACTICS[d.tactic].asks, d.strength))
        return (self._signal(event, state.heard, level, fresh, strongest),)

    def _signal(
        self,
        event: Message,
        heard: Heard,
        level: Level,
        fresh: tuple[Demand, ...],
        strongest: Demand,
    ) -> Signal:
        phone = event.contact.phone if event.contact else None
        odd = bool(phone) and phone not in self._official and _odd(phone or "")
        telling = [d for d in fresh if d.strength >= TELLING] or [strongest]
        quotes = sorted({(d.start, d.end) for d in telling})[:MOST_QUOTES]
        return self.about.signal(
            event,
            level=level,
            score=1 - (1 - heard.score) * (0.85 if odd else 1.0),
            subject=Subject("conversation", event.conversation),
            reason=strongest.reason,
            evidence=[Evidence(event.text[a:b], "text", a, b) for a, b in quotes],
            tactic=strongest.tactic,
        )


def _odd(phone: str) -> bool:
    # Weak: resold and foreign numbers are also used by honest people.
    return is_virtual(phone) or from_abroad(phone)
