import msgspec
from hypothesis import given
from hypothesis import strategies as st

from majiao.state import Prints, compact, print_of

values = st.lists(st.text(max_size=3), max_size=30)


def filled(texts, limit=100):
    prints = Prints()
    for text in texts:
        prints.add(print_of(text), limit)
    return prints


def test_a_value_is_new_once():
    prints = Prints()

    assert prints.add(print_of("a"), 10)
    assert not prints.add(print_of("a"), 10)
    assert prints.has(print_of("a"))
    assert not prints.has(print_of("b"))


def test_one_noted_again_is_kept_longest():
    prints = filled(["a", "b", "a", "c"], limit=2)

    assert not prints.has(print_of("b"))
    assert prints.has(print_of("a"))
    assert prints.has(print_of("c"))


def test_the_last_can_be_forgotten():
    prints = filled("abc")
    prints.forget(2)
    prints.forget(0)

    assert [prints.has(print_of(text)) for text in "abc"] == [True, False, False]
    prints.forget(99)
    assert prints.run == b""


def test_a_hash_across_two_others_is_not_seen():
    prints = Prints(b"01234567" + b"89abcdef" + b"456789ab")

    assert prints.has(b"456789ab")
    assert not Prints(b"0123456789abcdef").has(b"456789ab")
    assert Prints(b"0123456789abcdef456789ab").add(b"23456789", 10)


def test_parts_are_told_apart():
    assert print_of("a", "bc") != print_of("ab", "c")


@given(values, st.integers(1, 5))
def test_never_holds_more_than_the_limit(texts, limit):
    prints = filled(texts, limit)

    assert len(prints.run) <= 8 * limit
    assert all(prints.has(print_of(text)) for text in texts[-1:])


@given(values)
def test_survives_encoding(texts):
    prints = filled(texts)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(prints), type=Prints) == prints


@given(st.text(max_size=300))
def test_a_compact_value_is_short_and_its_own(text):
    short = compact(text)

    assert len(short.encode()) <= 24
    assert compact(text) == short
    assert (short == text) == (len(text) <= 24 and text.isascii())
