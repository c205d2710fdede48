"""What the page of `planted-notice` cannot show."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from majiao.detectors.plant.planted_notice import MOST_DEVICES, Owner, PlantedNotice
from majiao.events import Context, FieldEdit, Login

START = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
DAY = 24 * 3600
CHAT = "微信 kf_zz90"


def login(device, *, after=0.0, outcome="success", flags=()):
    return Login(
        id=f"l{after}{device}",
        time=START + timedelta(seconds=after),
        account="a1",
        outcome=outcome,
        ip="203.0.113.7",
        device=device,
        password_flags=flags,
    )


def edit(text, *, after=0.0, device=None, surface="profile"):
    return FieldEdit(
        id=f"e{after}",
        time=START + timedelta(seconds=after),
        account="a1",
        surface=surface,
        parts={"text": text},
        device=device,
    )


def level(*events, context=None):
    """Give the level of the last event of one account."""
    detector, state = PlantedNotice(context or Context()), Owner()
    signals = []
    for event in events:
        signals = list(detector.update(state, event))
    return signals[0].level if signals else None


KNOWN = login("old", after=-30 * DAY)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((KNOWN, edit(CHAT, device="old")), "caution"),
        ((KNOWN, login("new"), edit(CHAT, device="new", after=60)), "danger"),
        ((KNOWN, login("new"), edit(CHAT, after=60)), "danger"),
        ((KNOWN, edit(CHAT, device="never seen")), "danger"),
        ((KNOWN, login("new"), edit(CHAT, device="new", after=2 * DAY)), "caution"),
        ((KNOWN, login("new", outcome="failure"), edit(CHAT, device="old", after=60)), "caution"),
        ((login("only"), edit(CHAT, device="only", after=60)), "caution"),
        ((edit(CHAT, device="any"),), "caution"),
        (
            (KNOWN, login("old", flags=("breached_pair",)), edit(CHAT, device="old", after=60)),
            "danger",
        ),
    ],
)
def test_who_writes_is_the_second_witness(events, expected):
    assert level(*events) == expected


def test_a_new_phone_in_an_address_is_no_alarm_even_from_a_new_device():
    phone = edit("改成 13800000012 收", device="new", after=60, surface="address")

    assert level(KNOWN, login("new"), phone) is None


def test_the_reason_says_that_somebody_may_have_got_in():
    detector, state = PlantedNotice(Context()), Owner()
    for event in (KNOWN, login("new")):
        detector.update(state, event)
    [signal] = detector.update(state, edit(CHAT, device="new", after=60))

    assert "新设备" in signal.reason.zh
    assert signal.evidence[0].where == "parts.text"


def test_the_shops_own_domain_is_no_link():
    own = Context(shop_domains=("shop.example",))

    assert level(edit("www.shop.example", surface="nickname"), context=own) is None
    assert level(edit("www.shop.example", surface="nickname")) == "danger"


def test_a_late_login_still_makes_the_device_known():
    late = login("new", after=-20 * DAY)

    assert level(KNOWN, login("new"), late, edit(CHAT, device="new", after=60)) == "caution"


def test_devices_are_bounded_and_the_eldest_stay():
    state = Owner()
    state.note(KNOWN)
    for number in range(5 * MOST_DEVICES):
        state.note(login(f"d{number}", after=number))

    assert len(state.devices) == MOST_DEVICES
    assert "old" in state.devices
    assert f"d{5 * MOST_DEVICES - 1}" in state.devices
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(state), type=Owner) == state
