"""The rule that what is known of a language stands in its folder."""

from pathlib import Path

import pytest

from tools.lint_languages import faults_of


def _faults(tmp_path: Path, code: str) -> list[str]:
    path = tmp_path / "module.py"
    path.write_text(code, encoding="utf-8")
    return [fault.message for fault in faults_of(path)]


@pytest.mark.parametrize(
    "code",
    [
        'word = "год"',
        'pattern = rf"год{x}"',
        'pattern = r"\\u0430"',
        "from extractors.languages import kk",
        "import extractors.languages.kk",
        "from extractors.languages.ru import morphology",
        'import_module("extractors.languages.kk")',
        'is_kazakh = language == "kk"',
        'known = language in ("kk", "ru")',
        'language = LANGUAGES["ru"]',
        'def detect(text, default="ru"): ...',
    ],
)
def test_what_the_rule_forbids(tmp_path: Path, code: str) -> None:
    assert len(_faults(tmp_path, code)) >= 1


@pytest.mark.parametrize(
    "code",
    [
        '"""A docstring on "год"."""',
        "# a comment on год",
        "from extractors.languages import LANGUAGES",
        "lemma = LANGUAGES[code].lemma(word)",
        'name = "krunch"',
    ],
)
def test_what_it_allows(tmp_path: Path, code: str) -> None:
    assert _faults(tmp_path, code) == []
