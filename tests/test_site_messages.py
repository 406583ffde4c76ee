"""The interface: no catalogue lacks a message, no template holds words of its own."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from extractors.findings.rules import RULES
from extractors.languages.sorting import alphabetical
from pipelines.site.application import site_metadata
from pipelines.site.around import MENU
from pipelines.site.interface import Interface, interfaces, of_browser
from schemas.base import Row
from schemas.generate.columns import columns
from schemas.tables import (
    TABLES,
    AbbreviationRow,
    ActionDeadlineRow,
    ActionFundingRow,
    DocumentRow,
    FigureRow,
    FindingRow,
    QuarantineRow,
    SearchEntryRow,
)
from schemas.views import VIEWS

TEMPLATES = sorted(
    (file.name, file.read_text("utf-8"))
    for file in files("pipelines.site").joinpath("templates").iterdir()
    if file.name.endswith(".html")
)
EACH = pytest.mark.parametrize("interface", interfaces().values(), ids=interfaces().keys())
SAID: list[tuple[str, type[Row], str]] = [
    ("document", DocumentRow, "kind"),
    ("funding", ActionFundingRow, "kind"),
    ("source_kind", ActionFundingRow, "source_kind"),
    ("precision", ActionDeadlineRow, "precision"),
    ("qualifier", FigureRow, "qualifier"),
    ("figure", FigureRow, "kind"),
    ("origin", AbbreviationRow, "origin"),
    ("severity", FindingRow, "severity"),
    ("entry", SearchEntryRow, "kind"),
    ("reason", QuarantineRow, "reason"),
]
# Names that are the same in all languages.
NAMES = {"zhospar", "Datasette", "CSV", "XLSX", "ICS", "JSON", "SQL", "BibTeX", "Excel"}
FILES = re.compile(r"[\w-]+\.(?:db|json|ics)")


def test_languages_have_the_same_messages() -> None:
    (first, *others) = interfaces().values()
    for other in others:
        assert set(other.messages) == set(first.messages)
        for key, message in other.messages.items():
            assert placeholders(message) == placeholders(first.messages[key]), (other.code, key)


def placeholders(message: object) -> set[str]:
    text = message["other"] if isinstance(message, dict) else message
    return set(re.findall(r"{(\w+)}", str(text)))


@EACH
def test_every_form_of_a_number_is_there(interface: Interface) -> None:
    for key, message in interface.messages.items():
        if isinstance(message, dict):
            values = dict.fromkeys(placeholders(message), "x")
            for number in (0, 1, 2, 5, 11, 21, 1.5):
                assert interface(key, **{**values, "n": number})


@EACH
def test_messages_are_in_their_own_letters(interface: Interface) -> None:
    cyrillic = [key for key, text in interface.messages.items() if re.search("[а-я]", str(text))]
    assert len(cyrillic) in (0, *range(len(interface.messages) - 20, len(interface.messages)))


@EACH
@pytest.mark.parametrize(("group", "model", "name"), SAID)
def test_every_value_of_a_closed_list_has_a_word(
    interface: Interface, group: str, model: type[Row], name: str
) -> None:
    (column,) = (column for column in columns(model) if column.name == name)
    assert column.choices
    missing = [
        choice for choice in column.choices if f"value.{group}.{choice}" not in interface.messages
    ]
    assert missing == []


@EACH
def test_tables_rules_and_questions_have_names(interface: Interface) -> None:
    wanted = {f"table_label.{model.table}" for model in (*VIEWS, *TABLES)}
    wanted |= {f"finding.{rule}" for rule in RULES}
    wanted |= {f"menu.{name}" for _, name in MENU}
    databases = site_metadata()["databases"]
    for name, question in databases["zhospar"]["queries"].items():
        asked = set(re.findall(r"(?<![:\w]):(\w+)", question["sql"]))
        wanted |= {f"question.{name}.{part}" for part in ("title", "description", *asked)}
    assert wanted <= set(interface.messages)


@pytest.mark.parametrize(("name", "source"), TEMPLATES)
def test_templates_ask_for_messages_that_are(name: str, source: str) -> None:
    messages = next(iter(interfaces().values())).messages
    for key, joined in re.findall(r"""\bt\("([\w.]+)"(\s*[+~])?""", source):
        found = any(m.startswith(key) for m in messages) if joined else key in messages
        assert found, key


def test_every_message_that_is_said_is_there_and_no_other() -> None:
    modules = Path(str(files("pipelines.site"))).glob("*.py")
    sources = [source for _, source in TEMPLATES] + [path.read_text("utf-8") for path in modules]
    said = set(re.findall(r'"((?:[a-z_]+\.)+[\w]*)"', "\n".join(sources)))
    joined = tuple(key for key in said if key.endswith("."))
    joined += ("value.", "table_label.", "finding.")
    messages = next(iter(interfaces().values())).messages
    known = {key.partition(".")[0] for key in messages if "." in key}
    asked = {key for key in said if key.partition(".")[0] in known and not key.endswith(".")}
    files_named = (".html", ".css", ".toml", ".py")
    assert {key for key in asked - set(messages) if not key.endswith(files_named)} == set()
    silent = [k for k in messages if "." in k and k not in said and not k.startswith(joined)]
    assert silent == []


@pytest.mark.parametrize(("name", "source"), TEMPLATES)
def test_templates_hold_no_words_of_their_own(name: str, source: str) -> None:
    assert [text for text in texts(source) if words(text)] == []


def texts(source: str) -> Iterator[str]:
    """Yield what a template shows beside what it is given: texts and attributes for people."""
    source = re.sub(r"(?s)\{#.*?#\}|<(style|script|textarea)\b.*?</\1>", "", source)
    source = re.sub(r"(?s)\{%.*?%\}|\{\{.*?\}\}", "", source)
    yield from re.findall(r'(?:title|aria-label|placeholder|alt|data-label)="([^"]*)"', source)
    yield from re.sub(r"(?s)<[^<>]*>", "\n", source).splitlines()


def words(text: str) -> list[str]:
    text = re.sub(r"&\w+;", "", FILES.sub("", text))
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES]


def test_the_lint_sees_words() -> None:
    source = '<p title="Name">{{ x }} Words</p><b>{% if a %}CSV{% endif %} · № </b>'
    assert [text for text in texts(source) if words(text)] == ["Name", " Words"]


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
        ("ru;q=0.4, kk;q=0.7", "kk"),
        ("de-DE, fr;q=0.9", "en"),
        ("de, ru-KZ;q=0.5, en;q=0.3", "ru"),
        ("ru;q=x, kk;q=", "kk"),
        ("*;q=0.5", "en"),
    ],
)
def test_the_browsers_language_comes_first(accepted: str, code: str) -> None:
    assert of_browser(accepted).code == code


def test_numbers_and_days_are_written_as_in_the_language() -> None:
    russian, english = interfaces()["ru"], interfaces()["en"]
    assert russian.number(1234567.5).replace("\xa0", " ") == "1 234 567,5"
    assert english.number(1234567.5) == "1,234,567.5"
    assert russian.number(None) == ""
    assert russian.day("2027-06-30").split() == ["30", "июн.", "2027", "г."]
    assert russian.day("летом") == "летом"
    counted = [russian("plan.found", n=n) for n in (1, 2, 5, 21)]
    assert counted == ["1 мероприятие", "2 мероприятия", "5 мероприятий", "21 мероприятие"]


def test_names_are_sorted_by_the_kazakh_alphabet() -> None:
    names = ["Үкімет", "Ұлттық банк", "Іле", "Ғылым", "Гараж", "Денсаулық", "Ақмола", "Әкімдік",
             "Қаржы", "Келісім", "Өнер", "Облыс", "ABC", "7-бөлім", "Ёлка", "Ель"]  # fmt: skip
    assert sorted(names, key=alphabetical) == [
        "7-бөлім", "ABC", "Ақмола", "Әкімдік", "Гараж", "Ғылым", "Денсаулық", "Ель", "Ёлка",
        "Келісім", "Қаржы", "Облыс", "Өнер", "Ұлттық банк", "Үкімет", "Іле",
    ]  # fmt: skip
