import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from majiao.state import Decayed

HALF_LIFE = 100.0
events = st.lists(
    st.tuples(st.floats(-50, 50), st.floats(1e6, 1e6 + 2000)), min_size=1, max_size=20
)


def filled(pairs):
    counter = Decayed()
    for amount, at in pairs:
        counter.add(amount, at, HALF_LIFE)
    return counter


def test_halves_after_each_half_life():
    counter = filled([(8.0, 1000.0)])

    assert counter.read(1100.0, HALF_LIFE) == pytest.approx(4.0)
    assert counter.read(1300.0, HALF_LIFE) == pytest.approx(1.0)


def test_a_moment_in_the_past_gives_the_last_known_sum():
    assert filled([(8.0, 1000.0)]).read(0.0, HALF_LIFE) == 8.0


def test_a_first_event_before_1970_counts_in_full():
    assert filled([(3.0, -1e9)]).read(-1e9, HALF_LIFE) == 3.0


@given(events, st.randoms())
def test_order_of_arrival_does_not_matter(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    now = max(at for _, at in pairs)

    one, other = filled(pairs), filled(shuffled)

    assert one.read(now, HALF_LIFE) == pytest.approx(other.read(now, HALF_LIFE), abs=1e-6)


@given(events)
def test_survives_encoding(pairs):
    counter = filled(pairs)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(counter), type=Decayed) == counter
