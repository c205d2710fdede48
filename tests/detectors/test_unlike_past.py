"""What the page's examples do not show; the measured numbers on the page are held here too."""

from random import Random

import pytest

from majiao.detectors.account.agents import agent_of
from majiao.detectors.account.doubts import UNCONFIRMED
from majiao.detectors.account.unlike_past import UnlikePast
from majiao.events import LEVELS
from tests.detectors.customers import Customer, thief
from tests.detectors.logins import DAY, HOUR, MINUTE, challenge, login, password_change
from tests.detectors.replay import Replay, build

ANDROID = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1"
HOME = {"ip": "192.0.2.20", "device": "d1", "user_agent": ANDROID, "asn": 4134, "country": "CN"}
AWAY = {"ip": "203.0.113.9", "device": "x9", "user_agent": IPHONE, "asn": 24940, "country": "NL"}


@pytest.fixture
def replay():
    return Replay(build(UnlikePast))


@pytest.fixture
def known(replay):
    """Replay that knows the account `a` by six logins at home."""
    replay.run([login(n * DAY, "a", **HOME) for n in range(6)])
    return replay


def level(signals):
    return signals[0].level if signals else None


NOW = 7 * DAY


@pytest.mark.parametrize(
    ("user_agent", "family"),
    [
        (ANDROID, "Chrome/Android"),
        (IPHONE, "Safari/iOS"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/116 Mobile MicroMessenger/8.0", "WeChat/Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge/Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko Firefox/115.0", "Firefox/Linux"),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0 Safari/537.36", "tool/Linux"),
        ("python-requests/2.31.0", "tool/other"),
        ("MyShop/5.2 (iPhone; iOS 17.5)", "myshop/iOS"),
        ("okhttp/4.12.0", "app/Android"),
        ("", "other/other"),
        ("\0\u202e退款" * 200, "other/other"),
    ],
)
def test_a_client_is_read_by_family(user_agent, family):
    assert agent_of(user_agent).family == family


@pytest.mark.parametrize(
    ("past", "expected"), [(0, None), (1, "info"), (2, "caution"), (3, "danger"), (9, "danger")]
)
def test_the_less_is_known_the_less_is_said(replay, past, expected):
    replay.run([login(n * HOUR, "a", **HOME) for n in range(past)])
    script = AWAY | {"user_agent": "curl/8.5"}

    assert level(replay.feed(login(NOW, "a", **script))) == expected


def test_a_long_forgotten_past_says_less(replay):
    replay.run([login(n * DAY, "a", **HOME) for n in range(4)])

    assert level(replay.feed(login(390 * DAY, "a", **AWAY))) in {None, "info", "caution"}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"ip": "203.0.113.9", "country": "NL", "asn": 1136}, id="travelling"),
        pytest.param({"device": "d2"}, id="cookie deleted"),
        pytest.param({"device": "d2", "user_agent": IPHONE}, id="new phone at home"),
        pytest.param({"device": "d2", "ip": "100.64.1.1"}, id="cookie deleted, carrier"),
        pytest.param({"device": None}, id="cookies off"),
        pytest.param({"user_agent": None, "asn": None, "country": None}, id="fields missing"),
        pytest.param({"password_flags": ("breached_pair",)}, id="leaked pair, own device"),
        pytest.param(
            {"password_flags": ("breached_pair",), "device": "d2", "user_agent": IPHONE},
            id="leaked pair, new phone at home",
        ),
    ],
)
def test_honest_changes_are_quiet(known, changed):
    assert known.feed(login(NOW, "a", **HOME | changed)) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"user_agent": ANDROID}, "caution", id="new device and country"),
        pytest.param({}, "danger", id="new device, country and client"),
        pytest.param({"asn": 4837, "country": "CN"}, "caution", id="all new in the country"),
        pytest.param(
            {"asn": 4837, "country": "CN", "password_flags": ("breached_pair",)},
            "danger",
            id="all new in the country, leaked pair",
        ),
        pytest.param(
            HOME | {"device": "x9", "ip": "100.64.9.9", "password_flags": ("breached_pair",)},
            "caution",
            id="carrier and client copied, leaked pair",
        ),
        pytest.param({"asn": None, "country": None}, "caution", id="place not known"),
    ],
)
def test_odd_logins_are_questioned(known, changed, expected):
    assert level(known.feed(login(NOW, "a", **AWAY | changed))) == expected


def test_failures_from_elsewhere_count_and_those_at_home_do_not(known):
    stranger = HOME | {"ip": "203.0.113.9", "asn": 4837, "device": "x9"}
    at_home = [login(NOW + n, "a", "failure", **HOME | {"device": None}) for n in range(9)]
    known.run(at_home)
    assert known.feed(login(NOW + 60, "a", "attempt", **stranger)) == []
    known.run([login(NOW + 60 + n, "a", "failure", **stranger) for n in range(9)])

    assert level(known.feed(login(NOW + 120, "a", **stranger))) == "caution"


def test_a_passed_challenge_makes_device_and_place_known(known):
    odd = login(NOW, "a", **AWAY)
    assert level(known.feed(odd)) == "danger"
    assert known.feed(challenge(NOW + 60, odd, passed=True)) == []

    assert known.feed(login(NOW + DAY, "a", **AWAY)) == []
    assert known.feed(password_change(NOW + DAY + 60, "a", device="x9")) == []


def test_a_challenge_passed_at_the_attempt_is_enough(known):
    odd = login(NOW, "a", "attempt", **AWAY)
    assert level(known.feed(odd)) == "danger"
    known.feed(challenge(NOW + 60, odd, passed=True))

    assert known.feed(login(NOW + 61, "a", **AWAY)) == []


def test_an_odd_login_teaches_nothing(known):
    for day in range(5):
        assert level(known.feed(login(NOW + day * DAY, "a", **AWAY))) == "danger"


def test_two_weeks_without_complaint_are_enough(known):
    known.feed(login(NOW, "a", **AWAY))
    known.feed(login(NOW + 15 * DAY, "a", **HOME))

    assert known.feed(login(NOW + 16 * DAY, "a", **AWAY)) == []


@pytest.mark.parametrize("complaint", ["failed challenge", "password changed", "owner changed it"])
def test_after_a_complaint_no_patience_helps(known, complaint):
    odd = login(NOW, "a", **AWAY)
    known.feed(odd)
    known.feed(
        {
            "failed challenge": challenge(NOW + 60, odd, passed=False),
            "password changed": password_change(NOW + 60, "a", device="x9"),
            "owner changed it": password_change(NOW + 60, "a", device="d1"),
        }[complaint]
    )
    known.feed(login(NOW + 15 * DAY, "a", **HOME))

    assert level(known.feed(login(NOW + 16 * DAY, "a", **AWAY))) == "danger"


def test_a_failed_challenge_raises_the_score(known):
    odd = login(NOW, "a", **AWAY | {"user_agent": ANDROID})
    (before,) = known.feed(odd)
    (once,) = known.feed(challenge(NOW + MINUTE, odd, passed=False))

    assert before.level == "caution"
    assert before.score < once.score


def test_answers_to_challenges_nobody_asked_are_nothing(known):
    never = login(NOW, "a", **HOME)

    assert known.feed(challenge(NOW, never, passed=True)) == []
    assert known.feed(challenge(NOW + 1, never, passed=False)) == []


def test_locking_the_owner_out_is_danger(known):
    known.feed(login(NOW, "a", **AWAY | {"user_agent": ANDROID}))

    assert level(known.feed(password_change(NOW + 60, "a", device="x9"))) == "danger"
    assert known.feed(password_change(NOW + 120, "a", "staff")) == []
    assert known.feed(password_change(NOW + 180, "a", device="x9")) == []


def test_without_a_cookie_the_network_tells_who_changes_the_password(known):
    known.feed(login(NOW, "a", **AWAY | {"device": None}))

    assert known.feed(password_change(NOW + 60, "a", ip="192.0.2.20")) == []
    assert level(known.feed(password_change(NOW + 60, "a", ip="203.0.113.10"))) == "danger"


def test_attempts_do_not_push_out_who_had_the_password(known):
    odd = login(NOW, "a", **AWAY)
    known.feed(odd)
    for n in range(50):
        known.feed(login(NOW + n, "a", "attempt", **AWAY | {"ip": f"203.0.{n}.9"}))
    (state,) = known.states.values()

    assert len(state.odd) == UNCONFIRMED
    assert known.feed(challenge(NOW + 99, odd, passed=False)) != []


def test_a_country_that_is_no_code_is_not_repeated(known):
    (signal,) = known.feed(login(NOW, "a", **AWAY | {"country": "<script>"}))

    assert "<script>" not in signal.reason.zh + signal.reason.en


def asked(kind, *, logins, people):
    """Give the share of honest logins and of thieves that are asked for a proof."""
    honest, thieves = [], []
    for seed in range(people):
        random = Random(seed)
        customer, replay = Customer(random, "a"), Replay(build(UnlikePast))
        for number, one in enumerate(customer.logins(logins, days=12.0 * logins)):
            signals = replay.feed(one.login)
            if number >= 2:
                honest.append(questioned(signals))
            if questioned(signals):
                at = one.login.at - START_AT + 60
                replay.feed(challenge(at, one.login, passed=True))
        thieves.append(
            questioned(replay.feed(thief(random, customer, 12 * logins * DAY, kind).login))
        )
    return sum(honest) / len(honest), sum(thieves) / len(thieves)


START_AT = login(0.0, "a").at


def questioned(signals):
    return bool(signals) and LEVELS[signals[0].level] >= LEVELS["caution"]


@pytest.mark.parametrize(("kind", "least"), [("naive", 0.75), ("vpn", 0.7), ("careful", 0.4)])
def test_few_owners_and_most_thieves_are_asked(kind, least):
    honest, thieves = asked(kind, logins=12, people=300)

    assert honest <= 0.01
    assert thieves >= least
