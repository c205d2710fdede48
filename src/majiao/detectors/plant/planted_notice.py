"""A notice, contact or link that was written into a customer's field for the customer to find."""

from typing import ClassVar

from msgspec import Struct, field

from majiao.detectors.base import About
from majiao.events import Context, FieldEdit, Level, Login, Reason, Signal, Subject
from majiao.text import FieldReading, read_field

NEW_FOR = 24 * 3600.0
"""Seconds for which a device counts as new after its first login."""

MOST_DEVICES = 16
PROVEN = 0.95


class Owner(Struct):
    """The devices an account was used from, with the moment of each one's first login."""

    devices: dict[str, float] = field(default_factory=dict)
    doubted: float = 0.0

    def note(self, login: Login) -> None:
        """Take in a successful login."""
        at = login.at
        if "breached_pair" in login.password_flags:
            self.doubted = max(self.doubted, at)
        if login.device is None:
            return
        first = self.devices.get(login.device)
        if first is not None:
            self.devices[login.device] = min(first, at)
            return
        if len(self.devices) >= MOST_DEVICES:
            # The newest of the long-known ones goes: the oldest are the surest owner's.
            known = sorted(self.devices, key=self.devices.__getitem__)
            del self.devices[known[MOST_DEVICES // 2]]
        self.devices[login.device] = at

    def doubtful(self, device: str | None, at: float) -> bool:
        """Say whether an edit now may come from somebody who has just got in."""
        if 0 <= at - self.doubted < NEW_FOR:
            return True
        if not self.devices:
            return False
        # The first device ever seen is the owner as far as is known.
        eldest = min(self.devices.values())
        fresh = {d for d, t in self.devices.items() if t > eldest and 0 <= at - t < NEW_FOR}
        if device is None:
            return bool(fresh)
        return device in fresh or device not in self.devices


class PlantedNotice:
    """Judge what is written into a field, and who may have written it."""

    about: ClassVar[About] = About(
        id="planted-notice",
        stage="plant",
        title=Reason(
            zh="顾客的地址等栏目里被写进退款通知、联系方式或网址",
            en="A refund notice, contact or link is written into a customer's own field",
        ),
        reads=(FieldEdit, Login),
        confidence="high",
        spoofable=True,
        quiet_when=Reason(
            zh="收货地址里的收货电话、订单备注里的留言",
            en="A delivery phone in an address, a remark on an order",
        ),
    )
    state: ClassVar[type[Owner]] = Owner
    ttl: ClassVar[float] = 90 * 24 * 3600

    def __init__(self, context: Context) -> None:
        """Take the shop's context: its own domains are no foreign links."""
        self._domains = tuple(context.shop_domains)

    def keys(self, event: FieldEdit | Login) -> tuple[str, ...]:
        """Give the account."""
        return (event.account,)

    def update(self, state: Owner, event: FieldEdit | Login) -> tuple[Signal, ...]:
        """Remember the devices of logins; judge edits."""
        if isinstance(event, Login):
            if event.outcome == "success":
                state.note(event)
            return ()
        reading = read_field(event.surface, event.parts, own_domains=self._domains)
        doubtful = state.doubtful(event.device, event.at)
        level: Level | None = None if reading.level == "ok" else reading.level
        if doubtful and reading.contact:
            level = "danger"
        if level is None:
            return ()
        return (self._signal(event, reading, level, doubtful=doubtful),)

    def _signal(
        self, event: FieldEdit, reading: FieldReading, level: Level, *, doubtful: bool
    ) -> Signal:
        reason, score = reading.reason, reading.score
        if doubtful:
            reason = Reason(reason.zh + _DOUBT.zh, f"{reason.en} {_DOUBT.en}")
            score = max(score, PROVEN if level == "danger" else score)
        return self.about.signal(
            event,
            level=level,
            score=score,
            subject=Subject("account", event.account),
            reason=reason,
            evidence=reading.evidence,
            tactic=reading.tactics[0] if reading.tactics else None,
        )


_DOUBT = Reason(
    "写的人刚从一台新设备登录，账号可能已被盗。",
    "It was written right after a login that may not have been the owner's.",
)
