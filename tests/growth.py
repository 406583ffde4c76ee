"""Strings that are hard for a pattern, and a measure of how its time grows with them.

What belongs here: which patterns the project has, what each could repeat, and clocks. What
does not: which growth is too much for what (`tests/test_pattern_growth.py`,
`tests/test_growth.py`).
"""

import ast
import gc
import re
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import product
from math import inf
from pathlib import Path
from pkgutil import walk_packages
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]  # the trees that `re` compiles
from time import process_time
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

ROOMS = ("extractors", "schemas", "pipelines")
_SEARCHES = {"search", "finditer", "findall", "sub", "subn"}  # strings have a `split`, too
_METHODS = _SEARCHES | {"match", "fullmatch"}
_MANY = 8  # repeats that may be more are taken for unbounded
ENDS = ("\x00", "ж")  # what hardly any pattern expects after its repeats
_SAMPLES = "аА1 -.,(«\"№a_\n:/'@%|*"
_GENERIC = (" ", "\n", "1", "а", "А", "a", "-", "1.", "1-", "1 ", "а ", "А ", "а-", "А. ", "«", '"',
            "(", "[", "а, ", "№ 1 ", "«а» ", "1, ", "1 % ", "01.01.2020 ", "_", ".", "мектеп ",
            "а\n", "<", "&")  # fmt: skip
_BRANCHES = 12  # so many of a choice are tried each; longer choices are lists of words


class Named(NamedTuple):
    """A pattern of the project; `name` says where it was found."""

    name: str
    pattern: re.Pattern[str]


# -- which patterns there are ---------------------------------------------------------------------


def project_patterns() -> list[Named]:
    """Return all patterns of the project, each once.

    They are those that modules, lexica, objects and caches of functions hold after what has been
    run, and those that stand as literals in calls of `re`.
    """
    found: dict[tuple[str, int], Named] = {}
    for named in (*_held_by_modules(), *_literals()):
        found.setdefault((named.pattern.pattern, named.pattern.flags), named)
    return list(found.values())


def _held_by_modules() -> Iterator[Named]:
    seen: dict[int, object] = {}  # kept, so that no other object takes their ids
    for module in [module for room in ROOMS for module in _modules(room)]:
        for name, value in vars(module).items():
            yield from _held(value, f"{module.__name__}.{name}", seen)


def _modules(room: str) -> Iterator[Any]:
    package = import_module(room)
    for info in walk_packages(package.__path__, f"{room}."):
        yield import_module(info.name)


def _held(value: object, name: str, seen: dict[int, object]) -> Iterator[Named]:
    """Yield the patterns that a value holds: in collections, models, and results kept by caches."""
    if id(value) in seen:
        return
    seen[id(value)] = value
    if isinstance(value, re.Pattern):
        yield from [Named(name, value)] if isinstance(value.pattern, str) else []
        return
    for key, inner in _children(value):
        if not isinstance(inner, str | int | float | type(None)):
            yield from _held(inner, _own_name(value, name) + key, seen)


def _own_name(value: object, name: str) -> str:
    """Return the name of a model's class, which says who asks for its words, or the name."""
    kind = type(value)
    return f"{kind.__module__}.{kind.__name__}" if isinstance(value, BaseModel) else name


def _children(value: object) -> Iterable[tuple[str, object]]:
    """Return what stands in a value, each part with the rest of its name."""
    if isinstance(value, dict | MappingProxyType):
        return [(f"[{key!r}]", inner) for key, inner in value.items()]
    if not _is_ours(value):
        return [("", part) for part in value] if type(value) in _COLLECTIONS else []
    if hasattr(value, "cache_info"):
        kept = [part for part in gc.get_referents(value) if type(part) is dict]
        return [("", list(part.values())) for part in kept]
    if isinstance(value, tuple):
        return [(f".{key}", getattr(value, key)) for key in getattr(value, "_fields", ())]
    if isinstance(value, type):
        return [(f".{key}", inner) for key, inner in vars(value).items()]
    return [(f".{key}", inner) for key, inner in getattr(value, "__dict__", {}).items()]


_COLLECTIONS = (list, tuple, set, frozenset)


def _is_ours(value: object) -> bool:
    is_of = value if hasattr(value, "cache_info") or isinstance(value, type) else type(value)
    return str(getattr(is_of, "__module__", "")).split(".")[0] in ROOMS


def _literals() -> Iterator[Named]:
    """Yield the patterns that stand in the code as the first argument of a function of `re`."""
    calls = (node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call))
    for node in calls:
        if isinstance(node.func, ast.Attribute) and _name_of(node.func.value) == "re":
            text = node.args[0] if node.args and node.func.attr in _METHODS else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield Named(f"{text.value[:20]}:{node.func.attr}", re.compile(text.value))


# -- how the code uses them -----------------------------------------------------------------------


def runs_of(named: Named) -> list[Callable[[str], object]]:
    """Return what the code does with a pattern; where that is not seen, it is searched with."""
    pattern = named.pattern
    last = re.split(r"[.\[:]", named.name.rstrip("]'"))[-1]
    used = _METHODS & {last} or _uses().get(last, set())
    matches = {"match": pattern.match, "fullmatch": pattern.fullmatch}
    runs = [match for name, match in matches.items() if name in used]
    return [*runs, *([_all_found(pattern)] if used & _SEARCHES or not runs else [])]


def _all_found(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


@cache
def _uses() -> dict[str, set[str]]:
    """Return by which methods of patterns each name is used, directly or by another name."""
    used: dict[str, set[str]] = defaultdict(set)
    local: dict[tuple[str, str], set[str]] = defaultdict(set)
    scopes = [node for tree in _trees() for node in ast.walk(tree) if _is_scope(node)]
    for scope in scopes:
        for node in ast.walk(scope):
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                for name in _names(node.value) - {"re"}:
                    used[name].add(node.attr)
                    local[_title(scope), name].add(node.attr)
    functions = [scope for scope in scopes if isinstance(scope, ast.FunctionDef)]
    parameters = _parameters(functions)
    others = [other for scope in functions for other in _others(scope, parameters)]
    for _ in range(3):  # a name of a name of a name
        for inner, outer, names in others:
            for name in names:
                used[name] |= local[inner]
                local[outer, name] |= local[inner]
    return used


_Other = tuple[tuple[str, str], str, set[str]]  # function and name in it, another, names in that


def _others(scope: ast.AST, parameters: dict[str, list[str]]) -> Iterator[_Other]:
    """Yield the names that a function gives to what has other names: by `=`, `for` and calls."""
    title = _title(scope)
    for node in ast.walk(scope):
        targets, value = _bound(node)
        yield from (((title, name), title, _names(value)) for t in targets for name in _names(t))
        if isinstance(node, ast.Call) and (called := _name_of(node.func)) in parameters:
            pairs = zip(parameters[called or ""], node.args, strict=False)
            given = [*pairs, *((k.arg or "", k.value) for k in node.keywords)]
            yield from (((called or "", name), title, _names(value)) for name, value in given)


def _bound(node: ast.AST) -> tuple[list[ast.expr], ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets, node.value
    if isinstance(node, ast.NamedExpr):
        return [node.target], node.value
    if isinstance(node, ast.For | ast.comprehension):
        return [node.target], node.iter
    return [], ast.Constant(None)


def _parameters(functions: Iterable[ast.FunctionDef]) -> dict[str, list[str]]:
    return {function.name: [a.arg for a in function.args.args] for function in functions}


@cache
def _trees() -> list[ast.Module]:
    files = [file for room in ROOMS for file in sorted(Path(room).rglob("*.py"))]
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def _is_scope(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef)


def _title(scope: ast.AST) -> str:
    return str(getattr(scope, "name", ""))


def _names(value: ast.AST) -> set[str]:
    """Return the names of what an expression may be; a call is called as its function."""
    if isinstance(value, ast.Name | ast.Attribute):
        return {_name_of(value) or ""}
    return {name for part in _parts(value) for name in _names(part)}


def _parts(value: ast.AST) -> list[ast.expr]:
    match value:
        case ast.Subscript(value=part) | ast.Call(func=part) | ast.Starred(value=part):
            return [part]
        case ast.IfExp(body=one, orelse=other):
            return [one, other]
        case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            return parts
        case ast.GeneratorExp(elt=part) | ast.ListComp(elt=part):
            return [part]
    return []


def _name_of(node: ast.AST) -> str | None:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", None)


# -- what a pattern can repeat --------------------------------------------------------------------


def hard_strings(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return pairs of an opening and a piece: the opening and many pieces are hard to match.

    A pattern that repeats nothing has none: it looks at so many characters from each, and no more.
    """
    tree = list(parser.parse(pattern.pattern, pattern.flags))
    own = {(before, piece) for before, piece in _repeats(tree, "") if piece}
    if not own:
        return []
    pieces = {piece for _, piece in own} | {before + piece for before, piece in own}
    return sorted(own | set(product([""], {*pieces, _sample(tree), *_GENERIC} - {""})))


def _repeats(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield what each unbounded repeat repeats, after a sample of what stands before it."""
    for code, argument in nodes:
        for inner in _inner(code, argument):
            yield from _repeats(inner, before)
        if code in _REPEATS and argument[1] > _MANY:
            yield from ((before, piece) for piece in _samples(list(argument[2])))
        before += _sample([(code, argument)])


def _samples(nodes: list[Any]) -> set[str]:
    """Return short and longer texts that the nodes match, for each branch of a choice."""
    if len(nodes) == 1 and nodes[0][0] in (op.BRANCH, op.SUBPATTERN):
        inner = _inner(*nodes[0])[:_BRANCHES]
        return {text for nodes in inner for text in _samples(nodes)}
    return {_sample(nodes), _sample(nodes, more=2)}


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def _inner(code: Any, argument: Any) -> list[list[Any]]:
    if code in _REPEATS:
        return [list(argument[2])]
    if code is op.SUBPATTERN:
        return [list(argument[3])]
    if code is op.ATOMIC_GROUP:
        return [list(argument)]
    if code is op.BRANCH:
        return [list(branch) for branch in argument[1]]
    return [list(argument[1])] if code is op.ASSERT else []


def _sample(nodes: list[Any], more: int = 0) -> str:
    """Return a short text that the nodes match; it need not satisfy what they look around for.

    Repeats stand as often as they must, and `more`.
    """
    return "".join(_sample_of(code, argument, more) for code, argument in nodes)


def _sample_of(code: Any, argument: Any, more: int) -> str:
    if code is op.LITERAL:
        return chr(argument)
    if code is op.NOT_LITERAL:
        return "а" if argument != ord("а") else "б"
    if code is op.ANY:
        return "а"
    if code is op.IN:
        return _member(argument)
    if code in _REPEATS:
        return _sample(list(argument[2]), more) * min(argument[0] + more, argument[1], 60)
    if code is op.ASSERT:
        return ""
    return "".join(_sample(inner, more) for inner in _inner(code, argument)[:1])


def _member(items: list[tuple[Any, Any]]) -> str:
    """Return a character of a class, an ordinary one if it can."""
    negated = bool(items) and items[0][0] is op.NEGATE
    for char in _SAMPLES:
        if any(_holds(item, char) for item in items) != negated:
            return char
    return next((chr(a if c is op.LITERAL else a[0]) for c, a in items if c in _CHARACTERS), "")


_CHARACTERS = (op.LITERAL, op.RANGE)


def _holds(item: tuple[Any, Any], char: str) -> bool:
    code, argument = item
    if code is op.LITERAL:
        return ord(char) == argument
    if code is op.RANGE:
        return bool(argument[0] <= ord(char) <= argument[1])
    if code is not op.CATEGORY:
        return False
    name = str(argument).removeprefix("CATEGORY_")
    is_it = {
        "DIGIT": char.isdigit(),
        "SPACE": char.isspace(),
        "WORD": char.isalnum() or char == "_",
    }
    return not is_it[name[4:]] if name.startswith("NOT_") else is_it[name]


def texts_of(opening: str, piece: str, size: int) -> list[str]:
    """Return texts of about `size` characters, each with another end that fits no repeat."""
    return [opening + piece * max(1, size // len(piece)) + end for end in ENDS]


def single_spaced(text: str) -> str:
    """Return a text as readers hand it on (`schemas.document.SourcedText`)."""
    return re.sub(r"\s++", " ", text)


# -- clocks ---------------------------------------------------------------------------------------


class Clock(NamedTuple):
    """When a growth is told, in seconds of the processor."""

    harmless: float  # what takes less is not told from noise
    hopeless: float  # what takes more is broken off, and too much
    most: float = 9.0  # times what a quarter takes: 4 is linear, 16 quadratic
    tries: int = 3


def is_worse_than_linear(run: Callable[[int], object], size: int, clock: Clock) -> bool:
    """Tell whether a run takes more time than in proportion to its size: n, 2n, 4n.

    Other programs only ever add to a time. So the growth has to be too much each time.
    """
    for _ in range(clock.tries):
        large = seconds(lambda: run(4 * size), clock.hopeless)
        if large < clock.harmless:
            return False
        small = seconds(lambda: run(size), clock.hopeless)
        middle = seconds(lambda: run(2 * size), clock.hopeless)
        if large < clock.most * small or large < clock.most**0.5 * middle:
            return False
    return True


def seconds(run: Callable[[], object], most: float = inf) -> float:
    """Return the processor time that something takes, `inf` past `most`: then it is broken off.

    Python's patterns look for signals while they match.
    """
    before = signal.signal(signal.SIGVTALRM, _break_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, min(most, 3600))
    began = process_time()
    try:
        run()
        return process_time() - began
    except _TooLongError:
        return inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class _TooLongError(Exception):
    """What is measured takes longer than its limit."""


def _break_off(*_: object) -> None:
    raise _TooLongError
