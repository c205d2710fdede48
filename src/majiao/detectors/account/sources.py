"""What one source did lately: a running score, and who failed and who got in.

After StopGuessing (Microsoft Research, EuroS&P 2019): failures cost, right passwords
pay back, both fade with a half-life of 12 hours. Unlike there the score is kept between a
floor and a ceiling, so that a busy carrier address cannot save up credit for a thousand wrong
guesses, and is free again soon after an attack.
"""

from msgspec import Struct, field

from majiao.events import Level, Login
from majiao.state import Decayed, Prints, Recent, Tally, compact, print_of

HOUR = 3600.0
HALF_LIFE = 12 * HOUR
WINDOW = 24 * HOUR

UNKNOWN_ACCOUNT = 2.0
WRONG_PASSWORD = 1.0
FACTORS = {"popular_guess": 5.0, "breached_pair": 2.0, "breached_password": 1.5}
NEAR_MISS = 0.1
REPEAT = 0.5
"""Each further failure of the same account costs this much less than the one before."""

OWN = 0.3
"""A failure of an account that got in from here on the same half-day: mostly its owner."""

CREDIT_KNOWN = 2.0
"""For a right password with a cookie that had one here before."""
CREDIT_NEW = 1.5
CREDIT_SUSPECT = 1.0
"""While the source is under suspicion, or for a pair that is in a public breach."""

FLOOR, CAUTION, DANGER, CEILING = -12.0, 6.0, 12.0, 36.0
FEW, MANY = 5, 8
"""Distinct failing accounts below which neither caution nor danger is said."""

MIXED = 0.15
"""Share of right passwords above which honest people must be behind the source too."""

BURST, BURST_WINDOW = 20, 60.0
"""That many accounts tried within a minute, and no outcome of any of them."""

_FAILING, _REPEATS, _KNOWN, _PAID, _SUSPECTS = 64, 16, 512, 64, 5
_NAME = 32


class Source(Struct, array_like=True):
    """The state kept per source.

    Attributes:
        score: `FLOOR` to `CEILING`, fading towards zero.
        failing: accounts that failed in the window and did not get in since.
        repeats: how often accounts failed again.
        failed: how many accounts failed, fading.
        entered: how many got in, fading.
        known: pairs of account and device that got in while the source was clean.
        paid: accounts credited, each once per half-day.
        waiting: accounts tried whose outcome is not known yet.
        fresh: how many of `known` were added since the score last was clean.
        suspects: whose they are; to be looked at if the source turns out bad.

    """

    score: Decayed = field(default_factory=Decayed)
    failing: Recent = field(default_factory=Recent)
    repeats: Tally = field(default_factory=Tally)
    failed: Decayed = field(default_factory=Decayed)
    entered: Decayed = field(default_factory=Decayed)
    known: Prints = field(default_factory=Prints)
    paid: Prints = field(default_factory=Prints)
    waiting: Recent = field(default_factory=Recent)
    fresh: int = 0
    suspects: list[str] = field(default_factory=list)

    def level(self, at: float) -> Level | None:
        """Judge the source as of `at`; of a moment half a day ago nothing is said."""
        if self.score.value < CAUTION or at < self.score.at - HALF_LIFE:
            return None
        score = self.score.read(at, HALF_LIFE)
        self.failing.expire(at, WINDOW)
        number = self.failing.count()
        if score >= DANGER and number >= MANY:
            return "danger"
        return "caution" if score >= CAUTION and number >= FEW else None

    def mixed(self, at: float) -> bool:
        """Say whether so many get in that honest people must be behind this address too."""
        entered = self.entered.read(at, HALF_LIFE)
        return entered > MIXED * (entered + self.failed.read(at, HALF_LIFE))

    def at_home(self, login: Login) -> bool:
        """Say whether this account's device had the right password here before."""
        pair = _pair(login)
        return pair is not None and self.known.has(pair)

    def bursting(self) -> bool:
        """Say whether accounts are tried in quick succession without any outcome."""
        return self.waiting.count() >= BURST

    def note_attempt(self, login: Login, at: float) -> None:
        """Remember an attempt until its outcome; it counts nothing by itself."""
        self.waiting.add(compact(login.account), at, BURST_WINDOW, BURST)

    def note_failure(self, login: Login, at: float) -> None:
        """Charge a failure: full price for an account new in the window, then ever less."""
        account = compact(login.account)
        self.waiting.discard(account)
        self._start_over_if_clean(at)
        price = _price(login)
        if self.failing.add(account, at, WINDOW, _FAILING):
            self.failed.add(1.0, at, HALF_LIFE)
            if self.paid.has(_today(account, at)):
                price *= OWN
        else:
            self.repeats.add(account, at, HALF_LIFE, _REPEATS)
            price *= REPEAT ** self.repeats.read(account, at, HALF_LIFE)
        self._shift(price, at)
        if self.fresh and self.level(at) == "danger":
            self.known.forget(self.fresh)
            self.fresh = 0

    def note_success(self, login: Login, at: float) -> None:
        """Credit a right password, once per account and half-day, and learn its device."""
        account = compact(login.account)
        self.waiting.discard(account)
        self._start_over_if_clean(at)
        pair = _pair(login)
        home = pair is not None and self.known.has(pair)
        suspect = self.score.value >= CAUTION or "breached_pair" in login.password_flags
        credit = CREDIT_KNOWN if home else CREDIT_SUSPECT if suspect else CREDIT_NEW
        if not self.paid.add(_today(account, at), _PAID):
            credit = 0.0
        if self.failing.discard(account) and not suspect:
            credit += WRONG_PASSWORD
        if credit:
            self.entered.add(1.0, at, HALF_LIFE)
            self._shift(-credit, at)
        if not home:
            self._learn(login, pair if not suspect else None)

    def _learn(self, login: Login, pair: bytes | None) -> None:
        running = self.score.value > 0
        if running and len(self.suspects) < _SUSPECTS:
            self.suspects.append(login.account[:_NAME])
        if pair is not None:
            self.known.add(pair, _KNOWN)
            self.fresh += running

    def _start_over_if_clean(self, at: float) -> None:
        if (self.fresh or self.suspects) and self.score.read(at, HALF_LIFE) <= WRONG_PASSWORD:
            self.fresh = 0
            self.suspects.clear()

    def _shift(self, amount: float, at: float) -> None:
        value = self.score.add(amount, at, HALF_LIFE)
        self.score.value = min(max(value, FLOOR), CEILING)


def _pair(login: Login) -> bytes | None:
    return None if login.device is None else print_of(login.account, login.device)


def _today(account: str, at: float) -> bytes:
    return print_of(account, str(at // HALF_LIFE))


def _price(login: Login) -> float:
    price = UNKNOWN_ACCOUNT if login.reason == "unknown_account" else WRONG_PASSWORD
    flags = login.password_flags
    if not flags:
        return price
    if "near_miss" in flags:
        return price * NEAR_MISS
    return price * max(FACTORS.get(flag, 1.0) for flag in flags)
