import msgspec
from hypothesis import given
from hypothesis import strategies as st

from majiao.state import Recent

WINDOW = 100.0
sightings = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(1000, 1400).map(float)), max_size=40
)


def filled(pairs, limit=100):
    recent = Recent()
    for value, at in pairs:
        recent.add(value, at, WINDOW, limit)
    return recent


def truth(pairs):
    """Say what is in the window: the last sighting of each value, if it is fresh."""
    newest = max((at for _, at in pairs), default=0.0)
    last = {value: max(at for v, at in pairs if v == value) for value, _ in pairs}
    return {value: at for value, at in last.items() if at > newest - WINDOW}


def test_a_value_is_new_once_in_a_window():
    recent = Recent()

    assert recent.add("a", 1000.0, WINDOW, 10)
    assert not recent.add("a", 1050.0, WINDOW, 10)
    assert recent.add("a", 1150.0, WINDOW, 10)


def test_what_is_later_than_the_window_is_ignored():
    recent = filled([("a", 1000.0)])

    assert not recent.add("b", 900.0, WINDOW, 10)
    assert recent.count() == 1


def test_a_late_value_does_not_outstay_the_window():
    recent = filled([("new", 1090.0), ("late", 1010.0), ("newer", 1120.0)])

    assert set(recent.seen) == {"new", "newer"}


def test_over_the_limit_the_first_is_forgotten_and_counted():
    recent = filled([("a", 1000.0), ("b", 1001.0), ("c", 1002.0)], limit=2)

    assert set(recent.seen) == {"b", "c"}
    assert recent.dropped == 1


def test_a_value_can_be_discarded():
    recent = filled([("a", 1000.0)])

    assert recent.discard("a")
    assert not recent.discard("a")
    assert recent.count() == 0


@given(sightings)
def test_holds_exactly_the_window(pairs):
    assert filled(pairs).seen == truth(pairs)


@given(sightings, st.randoms())
def test_order_of_arrival_does_not_matter(pairs, random):
    assert filled(pairs).seen == filled(random.sample(pairs, len(pairs))).seen


@given(sightings, st.integers(1, 4))
def test_never_holds_more_than_the_limit(pairs, limit):
    recent = filled(pairs, limit)

    assert recent.count() <= limit
    assert recent.count() <= len(truth(pairs))


@given(sightings)
def test_survives_encoding_in_order(pairs):
    recent = filled(pairs)
    decoded = msgspec.msgpack.decode(msgspec.msgpack.encode(recent), type=Recent)

    assert decoded == recent
    assert list(decoded.seen) == list(recent.seen)


def test_adding_at_the_limit_sorts_nothing():
    recent = Recent()
    for number in range(5000):
        recent.add(str(number), 1000.0 + number / 1000, WINDOW, 64)

    assert recent.count() == 64
    assert recent.dropped == 5000 - 64
    assert recent.late is None
