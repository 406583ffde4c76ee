"""A lint rule of our own: what is known of a language stands in its folder, nowhere else.

`python -m tools.lint_languages` fails where code outside the languages' folders

- has Cyrillic letters in a string (docstrings and comments aside), written out or
  escaped: a word or a pattern of a language, which belongs to the data files of its
  folder;
- imports a language's folder: it is to ask `extractors.languages.LANGUAGES`;
- names a language by its code: what the others do is for them to say.

The letters of the script itself are known to `extractors/languages/lookalikes.py` alone.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractors.languages import LANGUAGES

ROOT = Path(__file__).parent.parent
PACKAGES = ("extractors", "pipelines")
LETTERS = ROOT / "extractors" / "languages" / "lookalikes.py"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]|\\[uU]0*4[0-9a-fA-F]{2}")
_CODES = "|".join(LANGUAGES)
_FOLDER = re.compile(rf"(?:extractors\.)?(?:languages)?\.(?:{_CODES})(?:\.|$)")
_CODE = re.compile(rf"(?:{_CODES})")


class Fault(NamedTuple):
    """A place where the rule is broken, and how."""

    path: Path
    line: int
    message: str


def faults_of(path: Path) -> Iterator[Fault]:
    """Yield the faults of one module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = set(map(id, _docstrings(tree)))
    for node in ast.walk(tree):
        message = _message(node)
        if message and id(node) not in docstrings:
            yield Fault(path, getattr(node, "lineno", 0), message)


def _message(node: ast.AST) -> str | None:
    """Return what a node does that the rule forbids."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _message_of_string(node.value)
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [f"{node.module or ''}.{alias.name}" for alias in node.names]
    else:
        return None
    folder = next(filter(_FOLDER.search, names), None)
    return f"imports the folder of a language: {folder}" if folder else None


def _message_of_string(text: str) -> str | None:
    if _CYRILLIC.search(text):
        return f"words of a language in the code: {text[:40]!r}"
    if _FOLDER.search(text):
        return f"names the folder of a language: {text!r}"
    return f"names the language {text!r}" if _CODE.fullmatch(text) else None


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes of docstrings, and of strings that stand alone as comments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def modules() -> Iterator[Path]:
    """Yield the modules that the rule holds for: all but the languages' own."""
    folders = {ROOT / "extractors" / "languages" / code for code in LANGUAGES}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path != LETTERS and folders.isdisjoint(path.parents):
                yield path


def main() -> int:
    """Print the faults; return 1 if there are any."""
    faults = [fault for path in modules() for fault in faults_of(path)]
    for fault in faults:
        place = fault.path.relative_to(ROOT)
        print(f"{place}:{fault.line}: {fault.message}")
    print(f"{len(faults)} faults", file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
