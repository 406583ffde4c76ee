"""A lint rule of our own: what is known of a language stands in its folder, nowhere else.

`python -m tools.lint_languages` fails where code of `extractors/` outside
`extractors/languages/`

- has Cyrillic letters in a string (docstrings and comments aside): a word or a
  pattern of a language, which belongs to the data files of its folder;
- imports a language's folder: it is to ask `extractors.languages.LANGUAGES`;
- compares with a language's code: what the other languages do is for them to say.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from extractors.languages import LANGUAGES

ROOT = Path(__file__).parent.parent / "extractors"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_FOLDER = re.compile(rf"extractors\.languages\.(?:{'|'.join(LANGUAGES)})(?:\.|$)")


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
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        letters = _CYRILLIC.search(node.value)
        return f"words of a language in the code: {node.value[:40]!r}" if letters else None
    if isinstance(node, ast.ImportFrom) and _FOLDER.match(node.module or ""):
        return f"imports the folder of a language: {node.module}"
    if isinstance(node, ast.Compare):
        codes = [c.value for c in (node.left, *node.comparators) if isinstance(c, ast.Constant)]
        named = next((code for code in codes if code in LANGUAGES), None)
        return f"compares with the language {named!r}" if named else None
    return None


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the nodes of docstrings, and of strings that stand alone as comments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def modules() -> Iterator[Path]:
    """Yield the modules that the rule holds for."""
    return (p for p in sorted(ROOT.rglob("*.py")) if ROOT / "languages" not in p.parents)


def main() -> int:
    """Print the faults; return 1 if there are any."""
    faults = [fault for path in modules() for fault in faults_of(path)]
    for fault in faults:
        place = fault.path.relative_to(ROOT.parent)
        print(f"{place}:{fault.line}: {fault.message}")
    print(f"{len(faults)} faults", file=sys.stderr)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
