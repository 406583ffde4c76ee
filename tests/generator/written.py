"""The sample documents of `raw_docs/`: written by hand, printed by the generator.

What belongs here: from the texts in `samples/` to manuscripts and files, and
the truth of them. What does not: random documents (`plans`, `documents`).
Run `python -m tests.generator.written` to print the files again.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.generator.annotated import ExpectedFigure, figures, plain
from tests.generator.documents import ExpectedIndicator
from tests.generator.docx import to_docx
from tests.generator.dump import strip_text
from tests.generator.html import to_html
from tests.generator.look import LEGAL
from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph
from tests.generator.markdown import to_md
from tests.generator.pdf import to_pdf
from tests.generator.plans import NAMED, Action, Column, Plan, Section

RAW_DOCS = Path(__file__).parents[2] / "raw_docs"
YEAR_WORDS = {"kk": "{year} жыл – {value} {unit}", "ru": "{year} год – {value} {unit}"}
INDICATOR_WORDS = {"kk": "{number}-индикатор. ", "ru": "индикатор {number}. "}


@cache
def source(name: str) -> dict[str, Any]:
    """A hand-written text."""
    file = Path(__file__).parent / "samples" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def indicators(language: str) -> list[ExpectedIndicator]:
    """The target indicators of the sample plan."""
    years = range(source("plan")["first_year"], source("plan")["last_year"] + 1)
    return [
        ExpectedIndicator(
            i["number"], i[language], i["unit"], dict(zip(years, i["values"], strict=True))
        )
        for i in source("plan")["indicators"]
    ]


def indicator_text(indicator: ExpectedIndicator, language: str) -> str:
    """An indicator as a document writes it: its name, and each year's value in brackets."""
    values = ", ".join(
        YEAR_WORDS[language].format(
            year=year, value=f"{value:g}".replace(".", ","), unit=indicator.unit
        )
        for year, value in indicator.values.items()
    )
    return f"{indicator.name} ({values})"


def sample_plan(language: str) -> Plan:
    """The plan of 30 rows in Kazakh or Russian."""
    told = source("plan")
    columns = tuple(Column(*pair) for pair in zip(NAMED, told[language]["columns"], strict=True))
    rows: list[Action | Section] = []
    for row in told["rows"]:
        if "kind" in row:
            rows.append(Section(row["kind"], row["number"], section_text(row, language)))
        else:
            number = sum(isinstance(r, Action) for r in rows) + 1
            rows.append(Action((f"{number}.", *row[language])))
    title, years = told[language]["title"], (told["first_year"], told["last_year"])
    return Plan(language, title, columns, tuple(rows), True, *years, {})


def section_text(row: dict[str, Any], language: str) -> str:
    """A section's words, an indicator's filled in."""
    written: str = row[language][0]
    if row["kind"] != "indicator":
        return written
    indicator = next(i for i in indicators(language) if i.number == row["number"])
    head = INDICATOR_WORDS[language].format(number=indicator.number)
    return written.format(indicator=head + indicator_text(indicator, language))


def abbreviations(language: str) -> dict[str, str]:
    """The abbreviations that stand under the plan."""
    return dict(entry[language] for entry in source("plan")["abbreviations"])


def abbreviation_paragraphs(language: str) -> list[Paragraph]:
    """The list under the plan, an entry a line."""
    title = Paragraph(source("plan")[language]["abbreviations_title"])
    entries = [f"{short} – {full}" for short, full in abbreviations(language).items()]
    return [title, *map(Paragraph, entries)]


def plan_manuscript(language: str) -> Manuscript:
    """The plan on its own, with its title and its list of abbreviations."""
    plan = sample_plan(language)
    title = Paragraph(plan.title, "title", 1, "centre", True)
    return Manuscript(
        language, (title, plan.grid(), *abbreviation_paragraphs(language)), plan.title
    )


def decree_manuscript() -> Manuscript:
    """The Kazakh decree: points, passport, concept, appendix with the plan, abbreviations."""
    told = source("decree_kk")
    parts: list[Paragraph | Grid] = [
        Paragraph(told["title"], "title", 1, "left", True),
        Paragraph(told["dateline"], align="left"),
        *map(Paragraph, (told["preamble"], *told["points"])),
        Paragraph(told["signature"][0], "signature"),
        Paragraph(told["signature"][1], "signature", align="left"),
    ]
    for section in told["sections"]:
        parts += section_parts(section)
    appendix = told["appendix"]
    parts += [Paragraph(line, "note", align="right") for line in appendix["lines"]]
    parts += plan_manuscript("kk").parts
    parts.append(Paragraph(told["closing"], "note", align="left"))
    return Manuscript("kk", tuple(parts), told["title"])


def section_parts(section: dict[str, Any]) -> list[Paragraph | Grid]:
    """A section of the concept: heading, text, and the passport or indicators if it has them."""
    level = {"part": 1, "chapter": 2, "paragraph": 3}[section["kind"]]
    parts: list[Paragraph | Grid] = [Paragraph(section["heading"], "heading", level, "left", True)]
    if section.get("facts"):
        parts.append(facts_grid())
    if section.get("indicators"):
        parts.append(Paragraph("Нысаналы индикаторлар:"))
        parts += map(Paragraph, indicator_lines())
    return [*parts, *(Paragraph(plain(text)) for text in section.get("text", []))]


def indicator_lines() -> list[str]:
    """The chapter's list of indicators: "1) ...;" to the last one's full stop."""
    listed = [f"{i.number}) {indicator_text(i, 'kk')}" for i in indicators("kk")]
    return [f"{text}{';' if text != listed[-1] else '.'}" for text in listed]


def facts_grid() -> Grid:
    """The passport: names on the left, facts on the right."""
    facts = source("decree_kk")["facts"]
    cells = [
        GridCell(row, column, fact[name])
        for row, fact in enumerate(facts)
        for column, name in enumerate(("name", "value"))
    ]
    return Grid(tuple(cells), len(facts), (1.0, 1.0))


def report_manuscript() -> Manuscript:
    """The Russian report with its table."""
    told = source("report_ru")
    parts: list[Paragraph | Grid] = [
        Paragraph(told["event"], bold=True),
        Paragraph(told["title"], "title", 1),
    ]
    for section in told["sections"]:
        parts.append(Paragraph(section["heading"], bold=True))
        parts += [Paragraph(plain(text)) for text in section["text"]]
        parts += [Paragraph(plain(text), "list_item") for text in section.get("list", [])]
    table = told["table"]
    rows = [table["columns"], *table["rows"]]
    cells = [GridCell(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row)]
    parts += [
        Paragraph(table["caption"], bold=True),
        Grid(tuple(cells), len(rows), (1.0,) * len(table["columns"]), 1),
    ]
    return Manuscript("ru", tuple(parts), told["title"])


def news_text() -> bytes:
    """The news page as saved text, with its menus and links."""
    told = source("news_kk")
    article = "\n\n".join(map(plain, told["text"]))
    page = told["before"] + told["title"] + told["under_title"] + article + told["after"]
    return str(page).encode()


def expected_figures(name: str) -> list[ExpectedFigure]:
    """The figures that a sample's prose states: "decree_kk", "report_ru" or "news_kk"."""
    told = source(name)
    texts = list(told.get("text", []))
    for section in told.get("sections", []):
        texts += [*section.get("text", []), *section.get("list", [])]
    return figures(texts)


def decree_date() -> date:
    """The day on which the sample decree was passed."""
    return date.fromisoformat(source("decree_kk")["date"])


def sample_files() -> dict[str, bytes]:
    """The files of `raw_docs/` by name."""
    decree = to_pdf(decree_manuscript(), LEGAL)
    return {
        "decree_kk.pdf": decree,
        "decree_kk.txt": strip_text(decree),
        "plan_ru.docx": to_docx(plan_manuscript("ru")),
        "plan_ru.html": to_html(plan_manuscript("ru")),
        "report_ru.md": to_md(report_manuscript()),
        "news_kk.txt": news_text(),
    }


def main() -> None:
    """Print the sample files into `raw_docs/`."""
    RAW_DOCS.mkdir(exist_ok=True)
    for name, data in sample_files().items():
        (RAW_DOCS / name).write_bytes(data)


if __name__ == "__main__":
    main()
