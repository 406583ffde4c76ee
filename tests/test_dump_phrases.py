"""Words of a date, a period or an amount stand in one cell."""

import pytest

from extractors.readers.dump.plan.phrases import kept_with_previous


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("соглашение 2-е полугодие 2026 года", {"полугодие", "года"}),
        ("отчёт 4 квартал 2026 года", {"квартал", "года"}),
        ("план до 10 января 2027 года", {"10", "января", "года"}),
        ("БКМ 8 082,9 млн теңге", {"082,9", "млн", "теңге"}),
        ("ақпарат 2027 жылғы қазан", {"жылғы"}),
        ("обновление читальных залов", set()),
    ],
)
def test_words_held_to_the_word_before(text: str, held: set[str]) -> None:
    words = text.split()
    assert {words[at] for at in kept_with_previous(tuple(words))} == held
