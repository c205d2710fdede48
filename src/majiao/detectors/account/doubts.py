"""Logins unlike the past that nobody has vouched for yet, beside the past that is trusted.

What a thief's login shows must not become the owner's habit: it waits here until a challenge
was passed, or until nobody complained for a while.
"""

from msgspec import Struct, field

from majiao.detectors.account.habits import DAY, FAILURES_HALF_LIFE, Past, Traits, traits_of
from majiao.detectors.account.networks import block_of
from majiao.events import Login, PasswordChange
from majiao.state import compact

PATIENCE = 14 * DAY
"""An odd login that nobody complained about for that long is taken for the owner's."""

MOST = 20.0
"""Where scores end."""

UNCONFIRMED = 6
NEAR_MISS = 0.1


class Odd(Struct, array_like=True):
    """A login that nobody has vouched for yet.

    Attributes:
        login: the event's id, to which the answer to a challenge refers.
        at: when, in seconds.
        score: how unlike the past, with what happened since.
        traits: what is learned if it turns out to be the owner.
        entered: whether the password was right.
        accused: whether a challenge failed or the password was changed; patience is over.

    """

    login: str
    at: float
    score: float
    traits: Traits
    entered: bool
    accused: bool = False

    def accuse(self, weight: float) -> None:
        """Hold something more against it."""
        self.accused = True
        self.score = min(self.score + weight, MOST)


class Account(Struct, array_like=True):
    """The state kept per account: its trusted past, and what waits to be confirmed."""

    past: Past = field(default_factory=Past)
    odd: list[Odd] = field(default_factory=list)

    def note_failure(self, login: Login) -> None:
        """Count a wrong password unless it comes from where the owner usually is."""
        past, traits = self.past, traits_of(login)
        same_client = traits.client is None or traits.client in past.clients.weights
        at_home = same_client and traits.network in past.networks.weights
        if at_home or past.knows_device(traits):
            return
        amount = NEAR_MISS if "near_miss" in login.password_flags else 1.0
        past.failures.add(amount, login.at, FAILURES_HALF_LIFE)

    def doubt(self, login: Login, traits: Traits, score: float) -> None:
        """Keep an odd login apart until somebody vouches for it."""
        entered = login.outcome == "success"
        self.odd.append(Odd(compact(login.id), login.at, min(score, MOST), traits, entered))
        if len(self.odd) > UNCONFIRMED:
            # Anybody can make attempts; they must not push out who had the password.
            self.odd.remove(min(self.odd, key=lambda one: (one.entered, one.at)))

    def find(self, login: str) -> Odd | None:
        """Give the odd login with this event id."""
        name = compact(login)
        return next((odd for odd in self.odd if odd.login == name), None)

    def vouch(self, odd: Odd) -> None:
        """Learn an odd login as the owner's, with all that look the same."""
        self.past.learn(odd.traits, odd.at)
        self.odd = [other for other in self.odd if other.traits != odd.traits]

    def trust_the_patient(self, now: float) -> None:
        """Learn what nobody complained about for long enough, and forget the rest of its age."""
        due = now - PATIENCE
        if all(odd.at > due for odd in self.odd):
            return
        for odd in self.odd:
            if odd.at <= due and odd.entered and not odd.accused:
                self.past.learn(odd.traits, odd.at)
        self.odd = [odd for odd in self.odd if odd.at > due]

    def behind(self, change: PasswordChange) -> Odd | None:
        """Find the odd login from whose device, or else network, the password is changed."""
        device = None if change.device is None else compact(change.device)
        network = None if change.ip is None else block_of(change.ip)
        for odd in reversed(self.odd):
            if not odd.entered or odd.at > change.at:
                continue
            if device is not None and odd.traits.device is not None:
                if device == odd.traits.device:
                    return odd
            elif network == odd.traits.network:
                return odd
        return None

    def settle(self, change: PasswordChange) -> None:
        """Let a new password end what was tried before; the owner's ends the doubts too."""
        self.past.failures.value = 0.0
        known = change.device is not None and compact(change.device) in self.past.devices.weights
        if change.by == "staff" or known:
            self.odd.clear()
