"""A login unlike the account's past: new device, new place, new client, after failures."""

from collections.abc import Iterator
from typing import ClassVar

from majiao.detectors.account.doubts import Account, Odd
from majiao.detectors.account.habits import DAY, Past, traits_of
from majiao.detectors.account.unlikeness import Finding, unlikeness
from majiao.detectors.account.wording import reason_for
from majiao.detectors.base import About
from majiao.events import (
    Challenge,
    Context,
    Evidence,
    Level,
    Login,
    PasswordChange,
    Reason,
    Signal,
    Subject,
)

CAUTION, DANGER = 4.0, 7.0
"""Log-likelihood ratios: with one thief in a thousand logins, odds of 1:18 and 1.1:1."""

FIRST, SECOND, THIRD = 0.5, 1.5, 2.5
"""Past logins: with none nothing is said, with one at most info, with two at most caution."""

FAILED_CHALLENGE = 0.6
"""ln(.96/.52): robots against owners who fail the first challenge (Doerfler et al., WWW 2019)."""

CHANGES_PASSWORD = 3.0
"""Thieves lock the owner out; owners hardly ever change a password from a new device."""

_QUOTED = 80
_MOST: dict[Level, float] = {"info": 0.3, "caution": 0.69, "danger": 1.0}

Read = Login | PasswordChange | Challenge


class UnlikePast:
    """Compare each login with the account's own past."""

    about: ClassVar[About] = About(
        id="unlike-past",
        stage="account",
        title=Reason(
            zh="登录方式不像账号主人以往的习惯",
            en="A login unlike the account's own past",
        ),
        reads=(Login, PasswordChange, Challenge),
        confidence="medium",
        spoofable=False,
        quiet_when=Reason(
            zh="本人换了新手机但还在自己家的网络，或带着老设备出门旅行",
            en="The owner with a new phone on the home network, or travelling with the old one",
        ),
    )
    state: ClassVar[type[Account]] = Account
    ttl: ClassVar[float] = 400 * DAY

    def __init__(self, context: Context) -> None:
        """Take the shop's context, of which nothing is needed here."""

    def keys(self, event: Read) -> tuple[str, ...]:
        """Give the account."""
        return (event.account,)

    def update(self, state: Account, event: Read) -> tuple[Signal, ...]:
        """Judge a login or a change of password; learn from logins and answered challenges."""
        if state.odd:
            state.trust_the_patient(event.at)
        if isinstance(event, Login):
            if event.outcome == "failure":
                state.note_failure(event)
                return ()
            return self._login(state, event)
        if isinstance(event, Challenge):
            return self._challenge(state, event)
        return self._password_change(state, event)

    def _login(self, state: Account, event: Login) -> tuple[Signal, ...]:
        at, traits = event.at, traits_of(event)
        score, findings = unlikeness(state.past, event, traits, at)
        level = _level(score, state.past, at)
        if level is not None:
            state.doubt(event, traits, score)
            return (self._signal(event, level, score, reason_for(findings, event), findings),)
        if event.outcome == "success":
            state.past.learn(traits, at)
        return ()

    def _challenge(self, state: Account, event: Challenge) -> tuple[Signal, ...]:
        odd = state.find(event.login)
        if odd is None:
            return ()
        if event.passed:
            state.vouch(odd)
            return ()
        odd.accuse(FAILED_CHALLENGE)
        return (self._accused(state, event, odd, Finding("challenge", "login")),)

    def _password_change(self, state: Account, event: PasswordChange) -> tuple[Signal, ...]:
        odd = state.behind(event) if event.by == "owner" else None
        if odd is None:
            state.settle(event)
            return ()
        odd.accuse(CHANGES_PASSWORD)
        finding = Finding("password", "device" if event.device else "ip")
        return (self._accused(state, event, odd, finding),)

    def _accused(self, state: Account, event: Read, odd: Odd, finding: Finding) -> Signal:
        level = _level(odd.score, state.past, event.at) or "info"
        return self._signal(event, level, odd.score, reason_for([finding]), [finding])

    def _signal(
        self,
        event: Read,
        level: Level,
        score: float,
        reason: Reason,
        findings: list[Finding],
    ) -> Signal:
        return self.about.signal(
            event,
            level=level,
            score=min(1 - 2.0 ** (-score / CAUTION), _MOST[level]),
            subject=Subject("account", event.account),
            reason=reason,
            evidence=tuple(_evidence(event, findings)),
        )


def _level(score: float, past: Past, at: float) -> Level | None:
    if score < CAUTION:
        return None
    size = past.size(at)
    if size < FIRST:
        return None
    if size < SECOND:
        return "info"
    return "danger" if score >= DANGER and size >= THIRD else "caution"


def _evidence(event: Read, findings: list[Finding]) -> Iterator[Evidence]:
    for finding in findings:
        value = getattr(event, finding.field, None)
        if isinstance(value, str) and value:
            quote = value[:_QUOTED]
            yield Evidence(quote, finding.field, 0, len(quote))
