"""The site as files: every link leads to a file that is there, from any folder."""

import re
import sqlite3
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from pipelines.commands.cli import app
from pipelines.site.interface import interfaces
from tests.site import RAW_DOCS, publish

_LINK = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    publish(folder / "outputs", [RAW_DOCS / "plan_ru.html", RAW_DOCS / "decree_kk.pdf"])
    assert write(folder / "outputs", folder / "site") == 0
    return folder / "site"


def write(output: Path, folder: Path) -> int:
    return CliRunner().invoke(app, ["site", str(folder), "--output-dir", str(output)]).exit_code


def test_every_link_leads_to_a_place_that_is_there(copy: Path) -> None:
    pages = {path.resolve(): path.read_text("utf-8") for path in copy.rglob("*.html")}
    for path, text in pages.items():
        for link in set(_LINK.findall(text)):
            parts = urlsplit(link)
            assert not parts.scheme, (path, link)
            assert not link.startswith("/"), (path, link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.exists(), (path, link)
            if parts.fragment and target in pages:
                assert f'id="{parts.fragment}"' in pages[target], (path, link)


def test_pages_hold_the_rows_in_each_language(copy: Path) -> None:
    for code in interfaces():
        page = (copy / code / "plan.html").read_text("utf-8")
        assert page.count("<tr>") == 1 + 60
        assert f'<html lang="{code}">' in page
    with sqlite3.connect(copy / "zhospar.db") as connection:
        assert connection.execute("SELECT count(*) FROM plan_rows").fetchone() == (60,)
    connection.close()


def test_a_copy_is_replaced_and_another_folder_is_not(copy: Path, tmp_path: Path) -> None:
    output = copy.parent / "outputs"
    (copy / "old.html").write_text("", encoding="utf-8")
    assert write(output, copy) == 0
    assert not (copy / "old.html").exists()
    (tmp_path / "mine.txt").write_text("", encoding="utf-8")
    assert write(output, tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
