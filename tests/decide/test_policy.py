"""A policy file is read exactly, or refused with the place."""

import pytest

from majiao.decide import PolicyError, default_policy, load_policy
from majiao.engine.plugins import detector_classes, spoofable

RULE = """
name = "mine"
revision = 2
[[rules]]
name = "a rule"
on = ["login"]
detectors = ["unlike-past"]
level = "caution"
action = "challenge"
"""


def test_a_policy_has_a_reference():
    assert load_policy(RULE).ref == "mine@2"


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("[[rules]]", "[[rules]", "not valid TOML"),
        ('"mine"', '"Mine!"', r"at \$\.name"),
        ("revision = 2", "revision = 0", r"at \$\.revision"),
        ("revision = 2", "", r"at \$\.revision"),
        ('["login"]', '["logon"]', r"at \$\.rules\[0\]\.on\[0\]"),
        ('["login"]', '["report"]', r"at \$\.rules"),
        ('"caution"', '"bad"', r"at \$\.rules\[0\]\.level"),
        ('"challenge"', '"allow"', r"at \$\.rules\[0\]\.action"),
        ('level = "caution"', 'level = "caution"\nat_least = 2', r"at \$\.rules\[0\]\.at_least"),
        (
            'level = "caution"',
            'level = "caution"\nwhere = {surface=["address"]}',
            r"login has no field `surface`, at \$\.rules\[0\]\.where\.surface",
        ),
        (
            'level = "caution"',
            'level = "caution"\nfollow_ups = ["phone_them"]',
            r"unknown follow-up 'phone_them', at \$\.rules\[0\]\.follow_ups\[0\]",
        ),
        ('level = "caution"', 'level = "caution"\nlevl = 1', r"unknown field `levl`"),
        (
            'level = "caution"',
            'level = "caution"\nwhere = {outcome=["sucess"]}',
            r"outcome is never 'sucess', at \$\.rules\[0\]\.where\.outcome",
        ),
        (
            'level = "caution"',
            'level = "caution"\nfollow_ups = ["freeze:adress"]',
            r"unknown follow-up 'freeze:adress'",
        ),
        (
            '["unlike-past"]',
            '["unlike-past", "unlike-past"]\nat_least = 2',
            r"at \$\.rules\[0\]\.at_least",
        ),
    ],
)
def test_the_error_names_the_place(old, new, error):
    with pytest.raises(PolicyError, match=error):
        load_policy(RULE.replace(old, new))


def test_what_an_outsider_can_write_may_not_block_alone():
    blocking = RULE.replace('"challenge"', '"block"')
    with pytest.raises(PolicyError, match="may not block"):
        load_policy(blocking, spoofable=frozenset({"unlike-past"}))
    assert load_policy(blocking).rules[0].action == "block"
    helped = blocking.replace('["unlike-past"]', '["unlike-past", "accounts-per-source"]')
    with pytest.raises(PolicyError, match="may not block"):
        load_policy(helped, spoofable=frozenset({"unlike-past"}))
    both = helped.replace("action", "at_least = 2\naction")
    assert load_policy(both, spoofable=frozenset({"unlike-past"})).rules[0].at_least == 2


def test_a_detector_that_does_not_exist_is_refused():
    with pytest.raises(
        PolicyError, match=r"no detector is called 'unlike-past', at \$\.rules\[0\]"
    ):
        load_policy(RULE, known=frozenset({"planted-notice"}))


def test_the_default_names_only_detectors_that_exist():
    known = {detector.about.id for detector in detector_classes()}
    named = {
        name for rule in default_policy(spoofable=spoofable()).rules for name in rule.detectors
    }
    assert named == known
