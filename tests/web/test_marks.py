"""Marking the words that gave it away, whatever the spans are."""

from hypothesis import given
from hypothesis import strategies as st

from majiao.web.check.marks import Piece, Span, pieces

spans = st.lists(
    st.builds(
        Span,
        st.integers(-3, 30),
        st.integers(-3, 30),
        st.sampled_from([None, "link_form", "loan_lift"]),
    ),
    max_size=12,
)


@given(st.text(max_size=25), spans)
def test_the_pieces_join_to_the_text_and_cover_the_spans(text, found):
    parts = pieces(text, found)
    assert "".join(part.text for part in parts) == text
    place = 0
    for part in parts:
        inside = [s for s in found if s.start <= place < s.end]
        tactics = any(s.tactic for s in inside)
        assert part.look == ("tactic" if tactics else "entity" if inside else "")
        place += len(part.text)


@given(st.text(min_size=1, max_size=25), spans)
def test_every_tactic_that_is_in_the_text_is_labelled(text, found):
    inside = {s.tactic for s in found if max(s.start, 0) < min(s.end, len(text)) and s.tactic}
    assert {label for part in pieces(text, found) for label in part.labels} == inside


def test_overlapping_spans_are_cut_where_they_change():
    assert pieces("abcdef", [Span(0, 4, "loan_lift"), Span(2, 6, "link_form")]) == [
        Piece("ab", "tactic"),
        Piece("cd", "tactic", ("loan_lift",)),
        Piece("ef", "tactic", ("link_form",)),
    ]


def test_nothing_marked_is_one_piece_and_an_empty_text_none():
    assert pieces("abc", []) == [Piece("abc", "")]
    assert pieces("", [Span(0, 3, None)]) == []
