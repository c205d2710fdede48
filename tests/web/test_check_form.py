"""From what was typed to what is checked."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.exceptions import HTTPException

from majiao.engine.check_shapes import Turn
from majiao.web.check.form import KINDS, MOST, Form, read_form
from majiao.web.check.turns import read_turns
from majiao.web.pages.languages import words


def turns(text):
    return [(turn.role, turn.text) for turn in read_turns(text)]


def test_lines_that_say_who_speaks_become_turns():
    assert turns("客服：您好\n我：怎么办？\n对方: 加QQ\n") == [
        ("contact", "您好"),
        ("customer", "怎么办？"),
        ("contact", "加QQ"),
    ]
    assert turns("Caller: hello\nME : what?\nthey: pay") == [
        ("contact", "hello"),
        ("customer", "what?"),
        ("contact", "pay"),
    ]


def test_lines_without_a_speaker_go_on_with_the_turn():
    assert turns("有人来电\n客服：您好\n我是客服\n\n我：哦") == [
        ("contact", "有人来电"),
        ("contact", "您好\n我是客服"),
        ("customer", "哦"),
    ]


@pytest.mark.parametrize(
    "text",
    ["我觉得：不对", "I think: no", "您好\n再见", "", "时间：三点", "客服说您好", "https://x"],
)
def test_text_without_speakers_stays_one_text(text):
    assert read_turns(text) == ()


def test_too_many_turns_are_read_as_one_text():
    assert len(read_turns("我：a\n" * 1000)) == 1000
    assert read_turns("我：a\n" * 1001) == ()


@given(
    st.lists(st.sampled_from(["我：", "客服:", " ", "\n", "x", "：", "🧧", "\u3000"]), max_size=40)
)
def test_no_word_is_lost(parts):
    text = "".join(parts)
    found = read_turns(text)
    assert all(isinstance(turn, Turn) for turn in found)
    if found:
        assert sum(turn.text.count("🧧") for turn in found) == text.count("🧧")


def body(**fields):
    return urlencode(fields).encode()


def test_a_form_is_read_with_its_line_ends_as_line_feeds():
    form = read_form(body(kind="sms", text="a\r\nb\rc\nd", shop="某店", phone="170"))
    assert form == Form("sms", "a\nb\nc\nd", "某店", "170")


@pytest.mark.parametrize("raw", [b"", b"text", b"\xff=\xfe", b"text=%FF%FE", b"kind=fax&text=x"])
def test_odd_forms_are_read_as_something_else(raw):
    assert read_form(raw).kind == "other"


def test_a_flood_of_fields_is_refused():
    with pytest.raises(HTTPException):
        read_form(b"&".join(b"a%d=1" % n for n in range(100)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_checked(kind):
    item = Form(kind, "客服：您好", " 某店 ", "17000000000").item()
    assert (item.turns is not None) == (kind in {"call", "chat"})
    assert item.context.brand == "某店"
    assert item.context.phone == "17000000000"


def test_what_is_wrong_is_said_in_words():
    t = words("en")
    assert "no text yet" in Form(text=" \n").problems(t)["text"]
    assert "20001 characters" in Form(text="x" * (MOST + 1)).problems(t)["text"]
    assert Form(text="🧧" * MOST).problems(t) == {}
    assert set(Form(text="x", shop="x" * 201, phone="1" * 201).problems(t)) == {"shop", "phone"}
