"""What a piece of our code rests on, told from the source text alone.

Code rests on

- the modules it imports, wherever the import stands. A name that a package only
  hands on is followed to the module that defines it, so that
  `from schemas.tables import FigureRow` rests on `schemas.tables.figures` alone;
  a package's `__init__` counts where something of its own is imported from it;
- the modules it names in a string, as for `import_module`: "extractors.readers.pdf",
  also with ":function" after it; for f"extractors.languages.{code}", and for
  f"{__name__}.{code}", all modules of that package;
- the data files (.toml and .tsv, in any folder of its own package) whose name or stem
  it spells as a string: `load_tsv("units.tsv", …)`, `language.data("deadlines", …)`;
- the libraries it imports or names in a string;
- and what those modules rest on.

Docstrings say nothing. What does not belong here: which code matters, and
fingerprints of it (`pipelines.fingerprints`).
"""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

DATA = (".toml", ".tsv")
T = TypeVar("T")
Import = tuple[str, str]  # a module, and the name imported from it: "" for all of it


class Mentions(NamedTuple):
    """What a piece of a module's text names: imports, strings, and how f-strings begin."""

    module: str
    imports: frozenset[Import]
    strings: frozenset[str]
    beginnings: frozenset[str]


class Reach(NamedTuple):
    """What code rests on: modules and data files of ours, and libraries."""

    modules: frozenset[str] = frozenset()
    data: frozenset[Path] = frozenset()
    libraries: frozenset[str] = frozenset()


class Module:
    """A module of ours; its text is taken apart when it is asked for."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    def tree(self) -> ast.Module:
        """Return its syntax tree, which is not kept: so many nodes would slow the rest down."""
        return ast.parse(self.path.read_bytes())

    @property
    def bindings(self) -> Mapping[str, Import]:
        """What its own imports bind, by name."""
        return self._told[0]

    @property
    def mentions(self) -> Mentions:
        """All that it names."""
        return self._told[1]

    def mentions_of(self, nodes: Iterable[ast.AST]) -> Mentions:
        """Return what some of its syntax names, over its imports, too."""
        found = _mentioned(self.name, nodes)
        names = {node.id for node in _walk(nodes) if isinstance(node, ast.Name)}
        bound = {self.bindings[name] for name in names & self.bindings.keys()}
        return found._replace(imports=found.imports | bound)

    @cached_property
    def _told(self) -> tuple[Mapping[str, Import], Mentions]:
        return _told(self.name, self.path.read_bytes())


class Sources:
    """The modules and data files of some packages below a folder.

    `libraries` gives, for a name that can be imported, the libraries that it may be of.
    """

    def __init__(
        self, root: Path, packages: Iterable[str], libraries: Mapping[str, Iterable[str]]
    ) -> None:
        files = sorted(file for name in packages for file in (root / name).rglob("*.py"))
        code = [Module(_dotted(file, root), file) for file in files]
        self.modules = {module.name: module for module in code}
        self._libraries = libraries
        self._below = _grouped(self.modules, lambda name: name.rpartition(".")[0] + ".")
        self._data = {name: _data(root / name) for name in packages}
        self._direct: dict[str, Reach] = {}

    def reach(self, found: Mentions) -> Reach:
        """Return all that code with these mentions rests on."""
        start = self.direct_reach(found)
        reached: dict[str, Reach] = {}
        waiting = list(start.modules)
        while waiting:
            if (name := waiting.pop()) not in reached:
                reached[name] = self._reach_of_module(name)
                waiting += reached[name].modules
        every = (start, *reached.values())
        return Reach(
            modules=frozenset(reached),
            data=frozenset().union(*(reach.data for reach in every)),
            libraries=frozenset().union(*(reach.libraries for reach in every)),
        )

    def direct_reach(self, found: Mentions) -> Reach:
        """Return what code with these mentions names itself."""
        modules = {self._home(*pair) for pair in found.imports if pair[0] in self.modules}
        modules |= self.modules.keys() & {text.partition(":")[0] for text in found.strings}
        modules |= {name for start in found.beginnings for name in self._below.get(start, ())}
        at_hand = self._data[_package(found.module)]
        data = {file for text in found.strings for file in at_hand.get(text, ())}
        names = found.strings | set(map(_package, (module for module, _ in found.imports)))
        libraries = {library for name in names for library in self._libraries.get(name, ())}
        return Reach(frozenset(modules), frozenset(data), frozenset(libraries))

    def _reach_of_module(self, name: str) -> Reach:
        if name not in self._direct:
            self._direct[name] = self.direct_reach(self.modules[name].mentions)
        return self._direct[name]

    def _home(self, module: str, name: str) -> str:
        """Return the module that defines what is imported from one under a name."""
        if f"{module}.{name}" in self.modules:
            return f"{module}.{name}"
        target = self.modules[module].bindings.get(name, ("", ""))
        handed_on = target[0] in self.modules and target[1] == name
        return self._home(*target) if handed_on else module


@cache
def _told(module: str, text: bytes) -> tuple[Mapping[str, Import], Mentions]:
    """Return what a module's imports bind, and all that it names."""
    tree = ast.parse(text)
    imports = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    bindings = dict(binding for node in imports for binding in _bindings(node))
    return bindings, _mentioned(module, [tree])


def _mentioned(module: str, nodes: Iterable[ast.AST]) -> Mentions:
    imports: set[Import] = set()
    strings: set[str] = set()
    beginnings: set[str] = set()
    for node in _walk(nodes):
        if isinstance(node, ast.Import | ast.ImportFrom):
            imports.update(target for _, target in _bindings(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            strings.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            beginnings.add(_beginning(node, module))
    return Mentions(module, frozenset(imports), frozenset(strings), frozenset(beginnings))


def _dotted(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _package(module: str) -> str:
    return module.partition(".")[0]


def _data(folder: Path) -> dict[str, list[Path]]:
    """Return the data files below a folder, by name and by stem."""
    files = sorted(file for file in folder.rglob("*.*") if file.suffix in DATA)
    return _grouped(files, lambda file: file.name) | _grouped(files, lambda file: file.stem)


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _bindings(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, Import]]:
    """Yield the names that an import binds, and what each is."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, (node.module or "", alias.name)
        else:
            yield alias.asname or alias.name.partition(".")[0], (alias.name, "")


def _walk(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield nodes and all below them, docstrings aside."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if not is_docstring(node):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


def is_docstring(node: ast.AST) -> bool:
    """Tell whether a statement is a string that nothing uses."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _beginning(node: ast.JoinedStr, module: str) -> str:
    """Return how an f-string begins, up to the first value but `__name__`."""
    start = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            start += str(part.value)
        elif _is_own_name(part):
            start += module
        else:
            break
    return start


def _is_own_name(part: ast.expr) -> bool:
    value = part.value if isinstance(part, ast.FormattedValue) else None
    return isinstance(value, ast.Name) and value.id == "__name__"
