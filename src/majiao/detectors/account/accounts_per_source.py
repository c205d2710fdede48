"""One source tries many accounts: somebody works through a list of leaked passwords."""

import math
from typing import ClassVar

from majiao.detectors.account.networks import source_of
from majiao.detectors.account.sources import CAUTION, HALF_LIFE, HOUR, Source
from majiao.detectors.base import About
from majiao.events import Context, Evidence, Level, Login, Reason, Signal, Subject

BURST_SCORE = 0.6
MOST_AT_CAUTION = 0.69


class AccountsPerSource:
    """Watch each source for many accounts that mostly fail."""

    about: ClassVar[About] = About(
        id="accounts-per-source",
        stage="account",
        title=Reason(
            zh="同一来源逐个试很多账号（撞库）",
            en="One source tries many accounts (credential stuffing)",
        ),
        reads=(Login,),
        confidence="high",
        spoofable=False,
        quiet_when=Reason(
            zh="运营商共用出口或公司网络：很多顾客同一个地址，大多数登录成功",
            en="A carrier or office network: many customers on one address, most of whom get in",
        ),
    )
    state: ClassVar[type[Source]] = Source
    ttl: ClassVar[float] = 14 * 24 * HOUR

    def __init__(self, context: Context) -> None:
        """Take the shop's context, of which nothing is needed here."""

    def keys(self, event: Login) -> tuple[str, ...]:
        """Give the source: the IPv4 address or the IPv6 /64."""
        return (source_of(event.ip),)

    def update(self, state: Source, event: Login) -> tuple[Signal, ...]:
        """Learn from a login's outcome, and judge the login by its source."""
        at = event.at
        if event.outcome == "success":
            return self._success(state, event, at)
        if event.outcome == "failure":
            state.note_failure(event, at)
        else:
            state.note_attempt(event, at)
        level = state.level(at)
        if level is None:
            return self._burst(state, event)
        if state.at_home(event):
            return ()
        subject = Subject("source", source_of(event.ip))
        return (self._signal(event, level, _belief(state, at), subject, _of_source(state)),)

    def _success(self, state: Source, event: Login, at: float) -> tuple[Signal, ...]:
        # Judged before it is credited: the credit is what is in question.
        level = state.level(at)
        if level is None or state.at_home(event):
            state.note_success(event, at)
            return ()
        if state.mixed(at) and "breached_pair" not in event.password_flags:
            level = "caution"
        belief, reason = _belief(state, at), _of_entered(state, level)
        state.note_success(event, at)
        return (self._signal(event, level, belief, Subject("account", event.account), reason),)

    def _burst(self, state: Source, event: Login) -> tuple[Signal, ...]:
        if event.outcome != "attempt" or not state.bursting() or state.at_home(event):
            return ()
        subject = Subject("source", source_of(event.ip))
        return (self._signal(event, "caution", BURST_SCORE, subject, _BURST),)

    def _signal(
        self, event: Login, level: Level, score: float, subject: Subject, reason: Reason
    ) -> Signal:
        return self.about.signal(
            event,
            level=level,
            score=score if level == "danger" else min(score, MOST_AT_CAUTION),
            subject=subject,
            reason=reason,
            evidence=(Evidence(event.ip, "ip", 0, len(event.ip)),),
        )


_BURST = Reason(
    zh="这个网络地址一分钟内连续试了二十个以上的账号，一个结果都没有：请先让对方完成验证。",
    en="This address tried twenty or more accounts within a minute and finished none: "
    "ask for a proof before going on.",
)


def _belief(state: Source, at: float) -> float:
    return 1 / (1 + math.exp((CAUTION - state.score.read(at, HALF_LIFE)) / 2))


def _of_source(state: Source) -> Reason:
    number = state.failing.count()
    zh = f"这个网络地址一天内至少有 {number} 个账号登录失败，远多于正常：像是拿外泄的密码逐个试。"
    en = (
        f"At least {number} accounts failed to log in from this address within a day, far more "
        "than usual: somebody seems to work through a list of leaked passwords."
    )
    if state.suspects:
        names = ", ".join(state.suspects)
        zh += f"此前从这里登录成功的账号也要核实：{names}。"
        en += f" Also check the accounts that got in from here before: {names}."
    return Reason(zh, en)


def _of_entered(state: Source, level: Level) -> Reason:
    number = state.failing.count()
    zh = f"这次密码对了，但一天内至少有 {number} 个别的账号在同一个网络地址登录失败。"
    en = (
        f"This login had the right password, but at least {number} other accounts failed from "
        "the same address within a day."
    )
    if level == "danger":
        return Reason(
            zh + "账号很可能已经被盗：请退出所有会话，让本人改密码。",
            en + " The account is probably taken over: end its sessions, have the owner "
            "change the password.",
        )
    return Reason(
        zh + "也可能只是共用网络的顾客：请先让对方完成验证。",
        en + " It may be a customer sharing the network: ask for a proof first.",
    )
