"""Signals and a policy become one decision."""

from majiao.decide import decide, load_policy
from majiao.events import Reason, Signal, Subject, decode_event

POLICY = load_policy("""
name = "t"
revision = 1
[[rules]]
name = "odd logins"
on = ["login"]
detectors = ["unlike-past", "accounts-per-source"]
level = "caution"
action = "challenge"
[[rules]]
name = "both at once, and it worked"
on = ["login"]
where = { outcome = ["success"] }
detectors = ["unlike-past", "accounts-per-source"]
at_least = 2
level = "danger"
action = "block"
follow_ups = ["revoke_sessions", "open_case"]
[[rules]]
name = "notices"
on = ["field_edit"]
detectors = ["planted-notice"]
level = "danger"
action = "hold"
follow_ups = ["freeze:{surface}"]
""")


def login(outcome="success"):
    return decode_event(
        '{"id":"e1","time":"2026-11-11T08:30:00Z","kind":"login","account":"a1",'
        f'"outcome":"{outcome}","ip":"192.0.2.1"}}'
    )


def signal(detector, level, score=0.9):
    return Signal(
        id=f"e1:{detector}",
        detector=detector,
        level=level,
        score=score,
        subject=Subject("account", "a1"),
        reason=Reason("原因", "reason"),
    )


def test_no_signal_allows():
    decision = decide(login(), [], POLICY)
    assert (decision.action, decision.score, decision.policy) == ("allow", 0.0, "t@1")


def test_a_signal_below_the_level_allows_but_is_kept():
    decision = decide(login(), [signal("unlike-past", "info")], POLICY)
    assert decision.action == "allow"
    assert len(decision.signals) == 1
    assert 0 < decision.score < 0.5


def test_a_worse_level_fits_too():
    assert decide(login(), [signal("unlike-past", "danger")], POLICY).action == "challenge"


def test_the_strictest_rule_wins_and_follow_ups_come_along():
    both = [signal("unlike-past", "danger"), signal("accounts-per-source", "danger")]
    decision = decide(login(), both, POLICY)
    assert decision.action == "block"
    assert decision.follow_ups == ("revoke_sessions", "open_case")
    assert decision.score > 0.95


def test_where_looks_at_the_event():
    both = [signal("unlike-past", "danger"), signal("accounts-per-source", "danger")]
    assert decide(login("attempt"), both, POLICY).action == "challenge"


def test_the_surface_is_filled_in():
    edit = decode_event(
        '{"id":"e1","time":"2026-11-11T08:30:00Z","kind":"field_edit","account":"a1",'
        '"surface":"wishlist","parts":{}}'
    )
    decision = decide(edit, [signal("planted-notice", "danger")], POLICY)
    assert (decision.action, decision.follow_ups) == ("hold", ("freeze:wishlist",))


def test_rules_for_other_kinds_do_not_apply():
    assert decide(login(), [signal("planted-notice", "danger")], POLICY).action == "allow"
