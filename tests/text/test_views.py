"""Folding never loses its way back to the text as sent."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from majiao.text.views import fold, squeeze

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("退款加扣QQ１２①⑩⒈ⓠ🅠 \u200b\u00ad\ufe0f\u0301~·共享螢幕驗證碼qQ.点"),
    ),
    max_size=80,
)


@given(ODD)
@settings(deadline=None, max_examples=300)
def test_every_character_of_a_view_comes_from_the_text_in_order(text):
    view = squeeze(fold(text))
    spans = [view.span(place, place + 1) for place in range(len(view.text))]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(ODD)
@settings(deadline=None)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text

    assert fold(once).text == once


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＱＱ１２３", "qq123"),
        ("ⓠⓠ ①②③", "qq 123"),
        ("❶❸❶⓿", "1310"),
        ("⒈⒊⒈", "131"),
        ("𝟏𝟕𝟎", "170"),
        ("١٣١", "131"),
        ("🅀🅠", "qq"),
        ("退\u200b款", "退款"),
        ("1\ufe0f\u20e33\ufe0f\u20e3", "13"),
        ("驗證碼 退費", "验证码 退费"),
        ("tаobao.cn", "taobao.cn"),  # a Cyrillic а
    ],
)
def test_disguises_fold_away(written, read):
    assert fold(written).text == read


def test_words_cut_apart_are_closed_up_and_quoted_as_they_stand():
    text = "要求 加 了 QQ 后 ， 将 网址 发过来 ， 即可 办理"
    view = squeeze(fold(text))
    place = view.text.index("加了qq")
    start, end = view.span(place, place + len("加了qq"))

    assert view.text.startswith("要求加了qq后")
    assert text[start:end] == "加 了 QQ"


def test_characters_spelled_apart_are_closed_up():
    assert squeeze(fold("请加微信 订 单 冻 结 了")).text == "请加微信订单冻结了"
    assert squeeze(fold("订~单·冻-结")).text == "订单冻结"


def test_spaces_that_stand_for_commas_stay():
    chat = "喂你好 航空公司地服 你那个行李要退钱给你"

    assert squeeze(fold(chat)).text == chat


def test_plain_text_needs_no_map():
    assert fold("Plain words").places is None
    assert fold("普通的话").places is None
