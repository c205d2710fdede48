import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majiao.state import Tally

HALF_LIFE = 100.0
START = 1e9
sightings = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.floats(START, START + 3000)), min_size=1, max_size=30
)


def filled(pairs, limit=100):
    tally = Tally()
    for value, at in pairs:
        tally.add(value, at, HALF_LIFE, limit)
    return tally


def test_counts_fade():
    tally = filled([("a", START), ("a", START), ("b", START + 100)])

    assert tally.read("a", START + 100, HALF_LIFE) == pytest.approx(1.0)
    assert tally.read("b", START + 100, HALF_LIFE) == pytest.approx(1.0)
    assert tally.size(START + 200, HALF_LIFE) == pytest.approx(1.0)
    assert tally.share("a") == pytest.approx(0.5)


def test_an_empty_one_has_nothing():
    tally = Tally()

    assert tally.share("a") == 0.0
    assert tally.read("a", START, HALF_LIFE) == 0.0
    assert tally.size(START, HALF_LIFE) == 0.0


def test_decades_apart_do_no_harm():
    tally = filled([("a", START), ("b", START + 1e9), ("c", START - 1e9), ("b", START + 2e9)])

    assert tally.read("b", START + 2e9, HALF_LIFE) == pytest.approx(1.0)
    assert tally.size(START + 2e9, HALF_LIFE) == pytest.approx(1.0)
    assert tally.read("b", 0.0, HALF_LIFE) == pytest.approx(1.0)


def test_the_one_that_counts_least_is_forgotten_but_not_the_new_one():
    tally = filled([("a", START), ("a", START), ("b", START), ("c", START)], limit=2)

    assert set(tally.weights) == {"a", "c"}
    assert tally.size(START, HALF_LIFE) == pytest.approx(4.0)


@given(sightings)
def test_counts_what_was_seen_less_by_age(pairs):
    tally = filled(pairs)
    now = max(at for _, at in pairs)
    for value in "abcdef":
        expected = sum(2 ** ((at - now) / HALF_LIFE) for seen, at in pairs if seen == value)
        assert tally.read(value, now, HALF_LIFE) == pytest.approx(expected, rel=1e-6, abs=1e-12)


@given(sightings, st.randoms())
def test_order_of_arrival_does_not_matter(pairs, random):
    one, other = filled(pairs), filled(random.sample(pairs, len(pairs)))
    now = max(at for _, at in pairs)

    assert one.size(now, HALF_LIFE) == pytest.approx(other.size(now, HALF_LIFE), rel=1e-6)
    for value in "abcdef":
        assert one.share(value) == pytest.approx(other.share(value), rel=1e-6, abs=1e-12)


@given(sightings, st.integers(1, 4))
def test_never_holds_more_than_the_limit(pairs, limit):
    assert len(filled(pairs, limit).weights) <= limit


@given(sightings)
def test_survives_encoding(pairs):
    tally = filled(pairs)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(tally), type=Tally) == tally
