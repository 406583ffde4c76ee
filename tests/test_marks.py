"""Cutting text at marks: nothing of the text is lost, each mark covers its own words."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.site.marks import Mark, segments

texts = st.text(alphabet="аб ә1%", max_size=40)
spans = st.lists(st.tuples(st.integers(-1, 45), st.integers(-1, 45)), max_size=6)


@given(texts, spans)
def test_pieces_are_the_text_and_marks_cover_their_words(
    text: str, ends: list[tuple[int, int]]
) -> None:
    marks = [Mark(start, end, "figures", str(i)) for i, (start, end) in enumerate(ends)]
    cut = list(segments(text, marks))
    assert "".join(piece.text for piece in cut) == text
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            covered = "".join(piece.text for piece in cut if mark in piece.marks)
            assert covered == text[mark.start : mark.end]
            assert sum(mark in piece.starts for piece in cut) == 1


def test_the_innermost_mark_comes_first() -> None:
    outer, inner = Mark(0, 10, "legal_references", "r"), Mark(3, 5, "figures", "f")
    middle = next(p for p in segments("0123456789", [outer, inner]) if p.text == "34")
    assert middle.marks == (inner, outer)
