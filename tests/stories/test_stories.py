"""The two stories the project began with, replayed through the command line."""

import pytest

from majiao.events import decode_event
from tests.stories.build import STORIES, lines
from tests.stories.pages import DOCS, PAGES, filled
from tests.stories.replaying import HERE, first_at, first_stop, log, replay, spoken

DANGDANG, AMAZON = "dangdang_refund_call", "amazon_planted_notice"

# Per story: by which stuffed login the run is seen, the logins that got in (the victim's last),
# by which turns the call is at caution and at danger, what was asked for.
FIRST_STOP = {DANGDANG: "gang-login-21", AMAZON: "gang-login-14"}
ENTERED = {
    DANGDANG: ["gang-login-20", "gang-login-45", "gang-login-32"],
    AMAZON: ["gang-login-22", "gang-login-41", "gang-login-34"],
}
CAUTION_BY = {DANGDANG: "gang-call-05", AMAZON: "gang-call-09"}
DANGER_BY = {DANGDANG: "gang-call-11", AMAZON: "gang-call-11"}
LINK = {DANGDANG: ("gang-chat-09", "www.guardeasy.cn"), AMAZON: ("gang-call-09", "xiaodangjia")}
TACTICS = {
    DANGDANG: {"channel_move", "link_form", "defence_disable"},
    AMAZON: {"link_form", "transfer_pretext", "escalate_repeat"},
}
CARD, HOST = "6230520010007697078", "ogsgn.xiaodangjia.asia"

each_story = pytest.mark.parametrize("name", [story.name for story in STORIES])


def quoted(decisions, events):
    """Check each quote against the words at its place, and give all quotes."""
    for decision in decisions:
        for evidence in (e for signal in decision["signals"] for e in signal["evidence"]):
            value = events[decision["event"]]
            for key in evidence["where"].split(".", 1):
                value = value[key]
            assert value[evidence["start"] : evidence["end"]] == evidence["quote"], decision
            yield evidence["quote"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_log_is_what_chain_and_surroundings_make(story):
    assert (HERE / f"{story.name}.jsonl").read_text(encoding="utf-8") == lines(story)


@each_story
def test_the_log_is_valid_in_time_order_and_mostly_honest(name):
    raw = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    events = [decode_event(line) for line in raw]
    assert [e.time for e in events] == sorted(e.time for e in events)
    assert len({e.id for e in events}) == len(events)
    assert sum(e.id.startswith("shop-") for e in events) >= 150


@each_story
def test_every_due_event_is_answered(name):
    due = {"login", "field_edit", "order_status", "order_access", "message"}
    assert list(replay(name)) == [i for i, e in log(name).items() if e["kind"] in due]


@each_story
def test_the_chain_is_first_stopped_at_a_stuffed_login_before_the_victims(name):
    stopped = first_stop(replay(name))
    order = list(log(name))
    assert log(name)[stopped]["kind"] == "login"
    assert order.index(stopped) <= order.index(FIRST_STOP[name])
    assert order.index(stopped) < order.index(ENTERED[name][-1])


@each_story
def test_every_right_password_of_the_run_is_challenged(name):
    decisions = replay(name)
    assert {i: decisions[i]["action"] for i in ENTERED[name]} == dict.fromkeys(
        ENTERED[name], "challenge"
    )


@pytest.mark.parametrize("without", [(), ("login",)])
def test_the_planted_notice_is_held_with_its_words_quoted(without):
    notice = replay(AMAZON, *without)["gang-notice"]
    assert notice["action"] == "hold"
    assert "freeze:address" in notice["follow_ups"]
    quotes = list(quoted([notice], log(AMAZON)))
    assert any(CARD in quote for quote in quotes)
    assert any(HOST in quote for quote in quotes)


@each_story
@pytest.mark.parametrize(
    "without", [(), ("login",), ("login", "field_edit")], ids=["all", "no login", "no field"]
)
def test_the_call_is_warned_about_in_time(name, without):
    decisions = replay(name, *without)
    order = [*log(name), "never"]
    caution, danger = first_at(decisions, "caution"), first_at(decisions, "danger")
    assert order.index(caution) <= order.index(CAUTION_BY[name]), caution
    assert order.index(danger) <= order.index(DANGER_BY[name]), danger
    assert decisions[caution]["action"] == decisions[danger]["action"] == "warn"
    assert "open_case" in decisions[danger]["follow_ups"]


@each_story
def test_the_link_is_warned_about(name):
    event, words = LINK[name]
    decision = replay(name)[event]
    assert decision["action"] == "warn"
    assert any(words in quote for quote in quoted([decision], log(name)))


@each_story
def test_the_tactics_are_heard(name):
    heard = {signal["tactic"] for d in spoken(replay(name)) for signal in d["signals"]}
    assert heard >= TACTICS[name]


@each_story
def test_every_quote_stands_where_it_is_said_to(name):
    assert list(quoted(replay(name).values(), log(name)))


@each_story
def test_every_honest_event_passes(name):
    bothered = {
        d["event"]: (d["action"], [s["reason"]["zh"] for s in d["signals"]])
        for d in replay(name).values()
        if d["event"].startswith("shop-") and d["action"] != "allow"
    }
    assert not bothered


@each_story
def test_the_page_about_the_story_says_what_the_replay_says(name):
    # If this fails, run `python -m tests.stories.pages` and read what changed.
    assert (DOCS / PAGES[name]).read_text(encoding="utf-8") == filled(name)
