"""Whole acts and letters made up at random, with what a reader must publish of them.

What belongs here: acts with their head, outline, figures, indicators, plan and
list of abbreviations. What does not: the plan itself (`plans`), the sample
documents written by hand (`written`).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, Literal

from tests.generator.annotated import ExpectedFigure, figures, plain
from tests.generator.deadlines import RU_GENITIVE
from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph
from tests.generator.plans import Plan, random_plan, vocabulary

Part = Paragraph | Grid
ListLayout = Literal["lines", "semicolons", "table", "two pairs a row"]
LAYOUTS: tuple[ListLayout, ...] = ("lines", "semicolons", "table", "two pairs a row")
KK_LOCATIVE = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы", "шілдедегі",
    "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
)  # fmt: skip
MONTHS = {"kk": KK_LOCATIVE, "ru": RU_GENITIVE}


@dataclass(frozen=True)
class Head:
    """What an act says of itself."""

    title: str
    number: str
    date: date
    issuer: str
    office: str
    signatory: str


@dataclass(frozen=True)
class ExpectedSection:
    """A heading of the outline: its kind, its number and how deep it stands."""

    kind: str
    number: str
    title: str
    depth: int


@dataclass(frozen=True)
class ExpectedIndicator:
    """A target indicator and its values by year."""

    number: str
    name: str
    unit: str
    values: dict[int, float]


@dataclass(frozen=True)
class Act:
    """A manuscript and all that is true of it."""

    manuscript: Manuscript
    head: Head
    sections: tuple[ExpectedSection, ...]
    figures: tuple[ExpectedFigure, ...]
    indicators: tuple[ExpectedIndicator, ...]
    abbreviations: dict[str, str]
    plan: Plan


@cache
def wording(language: str) -> dict[str, Any]:
    """The pieces of acts in a language."""
    file = Path(__file__).parent / "documents.toml"
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))[language]
    return told


def random_act(rng: Random, language: str, rows: int | None = None) -> Act:
    """An act with all its parts; `rows` is the size of its plan."""
    said = wording(language)
    head, opening = random_head(rng, language)
    outline = list(random_outline(rng, language))
    indicators = random_indicators(rng, language)
    plan = random_plan(rng, language, rows or rng.randint(3, 12))
    short = random_abbreviations(rng, language)
    prose = [part for _, part in outline]
    texts = [part.text for part in prose]
    parts: list[Part] = [
        *opening,
        *(unmarked(part) for part in prose),
        Paragraph(said["indicators_title"]),
        *map(Paragraph, indicator_lines(indicators, language)),
        Paragraph(plan.title, "title", 1, "centre", True),
        plan.grid(),
        Paragraph(said["abbreviations_title"]),
        *abbreviation_parts(short, language, rng.choice(LAYOUTS)),
    ]
    return Act(
        Manuscript(language, tuple(parts), head.title),
        head,
        tuple(section for section, _ in outline if section),
        tuple(figures(texts)),
        indicators,
        short,
        plan,
    )


def random_head(rng: Random, language: str) -> tuple[Head, list[Part]]:
    """Title, date line, preamble, numbered points and signature."""
    said = wording(language)
    issuer = rng.choice(said["issuers"])
    day = date(2024, 1, 1) + timedelta(days=rng.randrange(1000))
    number, signatory = str(rng.randint(1, 999)), rng.choice(said["names"])
    title = said["title"].format(subject=rng.choice(said["subjects"]))
    month = MONTHS[language][day.month - 1]
    line = issuer["dateline"].format(year=day.year, day=day.day, month=month, number=number)
    points = [f"{i}. {text}" for i, text in enumerate(said["points"], 1)]
    preamble = said["preamble"].format(issuer=issuer["name"], resolves=issuer["resolves"])
    opening: list[Part] = [
        Paragraph(title, "title", 1, "left", True),
        Paragraph(line, align="left"),
        *map(Paragraph, (preamble, *points)),
        Paragraph(f"{issuer['office']} {signatory}", "signature"),
    ]
    return Head(title, number, day, issuer["name"], issuer["office"], signatory), opening


def random_outline(
    rng: Random, language: str
) -> Iterator[tuple[ExpectedSection | None, Paragraph]]:
    """Parts, some with chapters, some of those with paragraphs, and prose under each."""
    said = wording(language)
    for number, text in enumerate(rng.sample(said["parts"], rng.randint(1, 4)), 1):
        yield heading("part", number, text, said, 1)
        yield from random_prose(rng, language)
        for below, chapter in enumerate(rng.sample(said["chapters"], rng.choice([0, 0, 2, 3])), 1):
            yield heading("chapter", below, chapter, said, 2)
            yield from random_prose(rng, language)


def heading(
    kind: str, number: int, text: str, said: dict[str, Any], depth: int
) -> tuple[ExpectedSection, Paragraph]:
    """A heading and its place in the outline."""
    title = said[kind].format(n=number, text=text)
    section = ExpectedSection(kind, str(number), title, depth)
    return section, Paragraph(title, "heading", depth, "left", True)


def random_prose(rng: Random, language: str) -> Iterator[tuple[None, Paragraph]]:
    """A paragraph or two, figures among them, still marked."""
    for _ in range(rng.randint(1, 2)):
        sentences = rng.sample(wording(language)["prose"], 1)
        sentences += [
            figure_sentence(rng, text)
            for text in rng.sample(wording(language)["figures"], rng.randint(0, 3))
        ]
        yield None, Paragraph(" ".join(sentences))


def figure_sentence(rng: Random, template: str) -> str:
    """A sentence with a figure, marked as `annotated` wants it."""
    count, tenths, share = rng.randint(6, 9999), rng.randint(11, 9999), rng.randint(2, 98)
    return template.format(
        n=f"{count:,}".replace(",", " "),
        v=count,
        d=f"{tenths / 10:.1f}".replace(".", ","),
        dm=tenths * 100_000,
        dk=tenths * 100,
        p=share,
    )


def unmarked(paragraph: Paragraph) -> Paragraph:
    """The paragraph as printed."""
    said = plain(paragraph.text)
    return Paragraph(said, paragraph.kind, paragraph.level, paragraph.align, paragraph.bold)


def random_indicators(rng: Random, language: str) -> tuple[ExpectedIndicator, ...]:
    """Two to five indicators in per cent over the same years."""
    first, years = rng.randint(2024, 2028), rng.randint(3, 5)
    names = rng.sample(vocabulary(language)["indicators"], rng.randint(2, 5))
    found = []
    for number, name in enumerate(names, 1):
        start, step = rng.randint(10, 60), rng.choice([1, 2.5, 5, 7])
        values = {first + i: start + step * i for i in range(years)}
        found.append(ExpectedIndicator(str(number), name, "%", values))
    return tuple(found)


def indicator_lines(indicators: tuple[ExpectedIndicator, ...], language: str) -> Iterator[str]:
    """ "1) name (2026 жыл – 60 %, ...);" and so on to a full stop."""
    form = vocabulary(language)["indicator_value"]
    for indicator in indicators:
        values = ", ".join(
            form.format(year=year, value=f"{value:g}".replace(".", ","))
            for year, value in indicator.values.items()
        )
        end = "." if indicator is indicators[-1] else ";"
        yield f"{indicator.number}) {indicator.name} ({values}){end}"


def random_abbreviations(rng: Random, language: str) -> dict[str, str]:
    """Three or more abbreviations, quoted ones among them, in alphabetical order."""
    known = wording(language)["abbreviations"]
    chosen = rng.sample(known, rng.randint(3, len(known)))
    return dict(sorted(chosen, key=lambda pair: pair[0].strip('"«')))


def abbreviation_parts(
    abbreviations: dict[str, str], language: str, layout: ListLayout
) -> list[Part]:
    """The list in one of its usual layouts."""
    pairs = list(abbreviations.items())
    if layout in ("lines", "semicolons"):
        lines = [f"{short} – {full}" for short, full in pairs]
        ends = [";"] * (len(lines) - 1) + ["."] if layout == "semicolons" else [""] * len(lines)
        return [Paragraph(line + end) for line, end in zip(lines, ends, strict=True)]
    header = wording(language)["abbreviation_header"]
    across = 1 if layout == "table" else 2
    rows = [header * across]
    for start in range(0, len(pairs), across):
        row = list(chain.from_iterable(pairs[start : start + across]))
        rows.append(row + [""] * (2 * across - len(row)))
    cells = [GridCell(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    return [Grid(tuple(cells), len(rows), (1.0, 2.0) * across, 1)]
