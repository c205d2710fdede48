"""What a detector is: a pure function of one event and the state of one key.

The same object runs in the embedded engine and on a distributed one, so it may not read a
clock, a file, a socket or a random number, and its state must survive encoding.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, TypeVar

from msgspec import Struct

from majiao.events import Context, Event, Evidence, Level, Reason, Signal, Subject

Stage = Literal["leak", "account", "plant", "contact", "page", "money"]
"""The link of the chain that a detector watches; also its folder."""

E_contra = TypeVar("E_contra", bound=Event, contravariant=True)
S_contra = TypeVar("S_contra", bound=Struct, contravariant=True)


@dataclass(frozen=True)
class About:
    """What a detector says about itself.

    Attributes:
        id: the name in signals and policies; also the file's name with dashes.
        stage: the link of the chain.
        title: one line for a list.
        reads: the kinds of event it wants to see.
        confidence: how often it is right when it says `danger`.
        spoofable: whether an outsider can write what it reads; such a detector alone
            never blocks the owner of the account.
        quiet_when: the honest case that looks most like the crime.

    """

    id: str
    stage: Stage
    title: Reason
    reads: tuple[type[Event], ...]
    confidence: Literal["low", "medium", "high"]
    spoofable: bool
    quiet_when: Reason

    def signal(  # noqa: PLR0913  one keyword per field of the signal
        self,
        event: Event,
        *,
        level: Level,
        score: float,
        subject: Subject,
        reason: Reason,
        evidence: Iterable[Evidence] = (),
        tactic: str | None = None,
    ) -> Signal:
        """Build a signal on `event`; `score` is clipped to 0..1 and rounded to 4 places."""
        return Signal(
            id=f"{event.id}:{self.id}",
            detector=self.id,
            level=level,
            score=round(min(max(score, 0.0), 1.0), 4),
            subject=subject,
            reason=reason,
            evidence=tuple(evidence),
            tactic=tactic,
        )


class Stateless(Struct, frozen=True):
    """The state of a detector that remembers nothing; it is never stored."""


class Detector(Protocol[E_contra, S_contra]):
    """The contract; a class needs no base to fulfil it.

    Attributes:
        about: what it says about itself.
        state: the struct kept per key, built without arguments for a new key.
        ttl: seconds of event time after which a key's state may be forgotten.

    """

    about: ClassVar[About]
    state: ClassVar[type[Any]]
    ttl: ClassVar[float]

    def __init__(self, context: Context) -> None:
        """Build it for one shop."""

    def keys(self, event: E_contra) -> Iterable[str]:
        """Name the keys whose state the event concerns; none if it does not concern us."""

    def update(self, state: S_contra, event: E_contra) -> Iterable[Signal]:
        """Learn from the event and say what is suspicious about it: at most one signal.

        `state` is changed in place. An event can arrive late or, in another guise, again.
        """
