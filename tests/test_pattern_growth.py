"""No pattern takes more time than in proportion to its text, whatever that repeats.

Each pattern of the project is run, as the code runs it, on texts that repeat what it could
repeat. Mends, the first that fits: look behind a run, so that it is tried from its start only;
`*+` where nothing after it could take part of it; a bound (`\\w{0,20}` for a word's ending).
"""

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from extractors import flow
from tests.growth import (
    Clock,
    Named,
    hard_strings,
    is_worse_than_linear,
    project_patterns,
    runs_of,
    seconds,
    single_spaced,
    texts_of,
)

_SIZE = 1500  # characters, of the smallest text; the largest has four times as many
_CLOCK = Clock(harmless=0.012, hopeless=0.25)  # quadratic ones take 15 ms and more
_SPACED = ("extractors.readers", "extractors.text")  # rooms whose texts have runs of spaces
_FILLS_CACHES = {
    "a.txt": "О развитии посёлка Самал\n\nВ посёлке Самал в 2024 году открыто 1417 библиотек.",
    "b.txt": "Самал ауылын дамыту туралы\n\nСамал ауылында 2024 жылы 1417 кітапхана ашылды.",
    "d.txt": "Дети\n\nВ 2024 году от 5 до 10 тыс. школьников, в том числе в возрасте с 5 до 7 лет"
    " – 300 чел., 12 Гкал, на 15 % больше, чем в 2023 году. Из них 40 (30 %).\n\nВсего школ: 5.",
    "e.txt": "Балалар туралы\n\n2024 жылы 5 мыңнан 10 мыңға дейін бала, оның ішінде 300 "
    "қыз, 2023 жылмен салыстырғанда 15 %-ға артық. Мектеп саны – 5.",
    "c.md": "# План\n\n| № | Мероприятие | Срок | Ответственные | Сумма, млн тенге |\n"
    "|---|---|---|---|---|\n| 1 | Открыть школу | июнь 2026 года | МОН РК | 5 |\n",
}


def test_each_pattern_takes_linear_time() -> None:
    """Caches hold what has been run: a process of its own finds the same patterns each time."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        count, slow = pool.submit(_slow_strings).result()
    assert count > 900
    assert not slow, "\n".join(slow)


def _slow_strings() -> tuple[int, list[str]]:
    for name, text in _FILLS_CACHES.items():
        flow.extract(name, text.encode())
    patterns = project_patterns()
    return len(patterns), [found for named in patterns if (found := _slow_string(named))]


@pytest.mark.parametrize(
    "source",
    [
        r"\d+(?:\.\d+)*\.\s",  # tried from each digit of a run
        r"\w+:",
        r"\s+$",
        r"[.!?]\W*$",
        r"\[.*?\]",  # looks for the end of each opening
        r"^\W*[\w-]+:",  # two repeats of the same
        r"(?:\w+\s?)+:",  # without end
        r"целев\w+\s+показател",
    ],
)
def test_slow_patterns_are_told(source: str) -> None:
    assert _slow_string(Named(f"extractors.readers.{source}", re.compile(source)))


def _slow_string(named: Named) -> str | None:
    """Return the pattern's name and a string whose time grows faster than its length."""
    runs, spaced = runs_of(named), named.name.startswith(_SPACED)

    def tried(text: str) -> None:
        for run in runs:
            run(text if spaced else single_spaced(text))

    for opening, piece in hard_strings(named.pattern):
        for index, text in enumerate(texts_of(opening, piece, 4 * _SIZE)):
            if seconds(lambda: tried(text), _CLOCK.hopeless) > _CLOCK.harmless:  # noqa: B023
                resized = lambda size: tried(texts_of(opening, piece, size)[index])  # noqa: B023,E731
                if is_worse_than_linear(resized, _SIZE, _CLOCK):
                    return f"{named.name}: {opening!r} + {piece!r} * n, {named.pattern.pattern!r}"
    return None
