"""Cells right and seconds, beside other readers of tables, on PDFs whose truth is given.

Run `python -m benchmarks.peers [FOLDER]` or `make peers`. The folder holds NAME.pdf and,
there or in `--truth`, NAME.jsonl: a row of the plan a line, cells by field (as
`benchmarks.plans --write` writes them, and as hand-made truth has them). Without a folder
ten plans are made up and printed. A tool that is not installed is left out and named.

The others know no fields: of them a cell counts if it is anywhere in the row that is most
like its own, white space aside, once rows whose first cell is empty are joined to those
above. Of ours it counts in its own field only; the line "anywhere" counts as for the others.
Seconds are those of all documents once a first one has been read; what that took more is
the start. Each tool runs in a process of its own; all of them read local files only.

The extra `bench` brings camelot and opendataloader (which wants Java). img2table is not in
it: the OpenCV that it asks for overwrites the one of camelot, so where both are wanted,
`pip install img2table==2.0.0` comes last. Tools under the GPL or AGPL are no part of this.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import pdfplumber

from benchmarks.plans import available, write
from tests.generator.comparison import blind
from tests.generator.plans import NAMED
from tests.generator.printers import PRINTERS

Row = Sequence[str]
Fields = Mapping[str, str]
NO_CELLS = ("note", "why")  # of hand-made truth
BARE = "pdfplumber, text only"
OURS = "zhospar"
ANYWHERE = "zhospar, anywhere"
MADE_UP = range(1000, 1010)  # seeds


def by_pdfplumber(path: Path) -> list[Row]:
    """What anyone would write first."""
    with pdfplumber.open(path) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return joined([[cell or "" for cell in row] for table in tables for row in table])


def by_camelot(path: Path) -> list[Row]:
    """By lines, else by the alignment of words; pages are drawn by pdfium."""
    import camelot

    for flavour in ("lattice", "network", "stream"):
        tables = camelot.read_pdf(str(path), pages="all", flavor=flavour, suppress_stdout=True)
        if rows := [row for table in tables for row in table.df.values.tolist()]:
            return joined(rows)
    return []


def by_img2table(path: Path) -> list[Row]:
    """By the picture of the page, words by the PDF's own text."""
    from img2table.document import PDF

    pages = PDF(str(path)).extract_tables(ocr=None, borderless_tables=False)
    rows = [row for page in pages.values() for table in page for row in table.content.values()]
    return joined([[cell.value or "" for cell in row] for row in rows])


def by_opendataloader(path: Path) -> list[Row]:
    """A program in Java; each call starts a machine of its own."""
    import opendataloader_pdf

    with TemporaryDirectory() as folder:
        opendataloader_pdf.convert(
            input_path=[str(path)], output_dir=folder, format="json", quiet=True
        )
        told = json.loads(next(Path(folder).glob("*.json")).read_text(encoding="utf-8"))
    rows = [node for node in nodes(told) if node.get("type") == "table row"]
    return joined([[content(cell) for cell in row["cells"]] for row in rows])


def nodes(told: Any) -> list[dict[str, Any]]:
    """All objects of a tree, in order."""
    if isinstance(told, list):
        return [node for part in told for node in nodes(part)]
    return [told, *nodes(list(told.values()))] if isinstance(told, dict) else []


def content(cell: dict[str, Any]) -> str:
    """The words of a cell's paragraphs."""
    return " ".join(node["content"] for node in nodes(cell) if "content" in node)


def joined(rows: Sequence[Row]) -> list[Row]:
    """The rows, those whose first cell is empty joined to the rows above."""
    found: list[Row] = []
    for row in rows:
        if found and len(found[-1]) == len(row) and not row[0].strip():
            found[-1] = [f"{a} {b}".strip() for a, b in zip(found[-1], row, strict=True)]
        else:
            found.append(row)
    return found


def by_zhospar(path: Path) -> list[Fields]:
    """The plan's rows as published, by field; other columns by their titles."""
    from extractors.abbreviations import find_abbreviations
    from extractors.outline import parse
    from extractors.plans.actions import find_actions
    from extractors.readers import read

    parsed = parse(read(path.name, path.read_bytes()))
    rows = find_actions(parsed, find_abbreviations(parsed)).actions
    return [
        {**{name: getattr(row, name) or "" for name in NAMED}, **json.loads(row.extra or "{}")}
        for row in rows
    ]


def all_of_zhospar(path: Path) -> list[Fields]:
    """All families of rows, for their time."""
    from extractors.flow import extract

    extract(path.name, path.read_bytes())
    return []


def bare_text(path: Path) -> list[Row]:
    """The yardstick of time: a pass of pdfplumber that only takes the text."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
    return []


@dataclass(frozen=True)
class Tool:
    """A reader: `module` and `program` must be there; `reads` tables or takes its time only."""

    run: Callable[[Path], Sequence[Row | Fields]]
    module: str = "pdfplumber"
    program: str | None = None
    reads: bool = True

    @property
    def missing(self) -> str | None:
        """Why it cannot run here, or None."""
        if self.program and not which(self.program):
            return f"there is no {self.program}"
        return None if find_spec(self.module) else f"{self.module} is not installed"


TOOLS: Mapping[str, Tool] = {
    BARE: Tool(bare_text, reads=False),
    "pdfplumber, joined": Tool(by_pdfplumber),
    "camelot": Tool(by_camelot, "camelot"),
    "img2table": Tool(by_img2table, "img2table"),
    "opendataloader": Tool(by_opendataloader, "opendataloader_pdf", "java"),
    OURS: Tool(by_zhospar),
    "zhospar, all families": Tool(all_of_zhospar, reads=False),
}


@dataclass(frozen=True)
class Run:
    """What a tool made of each document; `seconds` of each, and of the start."""

    rows: list[Sequence[Row | Fields]]
    seconds: list[float]
    start: float


def run(name: str, paths: Sequence[Path]) -> Run:
    """Run a tool over the documents, the first of them twice; a fault gives no rows."""
    timed = [timed_run(TOOLS[name], path) for path in (paths[0], *paths)]
    (_, first), rest = timed[0], timed[1:]
    return Run([rows for rows, _ in rest], [s for _, s in rest], max(0.0, first - rest[0][1]))


def timed_run(tool: Tool, path: Path) -> tuple[Sequence[Row | Fields], float]:
    """The rows of a document, and seconds."""
    start = perf_counter()
    try:
        rows = tool.run(path)
    except Exception as error:  # a fault is a miss like any other
        print(f"{path.name}: {type(error).__name__}: {error}")
        rows = []
    return rows, perf_counter() - start


def run_apart(name: str, paths: Sequence[Path]) -> Run:
    """`run` in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, name, paths).result()


def truth_of(path: Path, folder: Path) -> list[Fields]:
    """The plan's rows as they must be: what is no text is no cell."""
    lines = (folder / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [cells_of(row.get("canonical", row)) for row in rows]


def cells_of(row: dict[str, Any]) -> Fields:
    """The cells of a row of truth, by field; hand-made truth calls the number "no"."""
    named = {"number" if key == "no" else key: text for key, text in row.items()}
    return {k: t for k, t in named.items() if isinstance(t, str) and blind(t) and k not in NO_CELLS}


def cells_right(truth: Sequence[Fields], rows: Sequence[Row | Fields], anywhere: bool) -> int:
    """How many cells are right, each row held against one row, the likest first."""
    expected, found = ([keys(row, anywhere) for row in side] for side in (truth, rows))
    shared = {(i, j): a & b for i, a in enumerate(expected) for j, b in enumerate(found) if a & b}
    right, paired = 0, (set[int](), set[int]())
    for pair in sorted(shared, key=lambda pair: -weight(shared[pair])):
        if not any(index in taken for index, taken in zip(pair, paired, strict=True)):
            right += shared[pair].total()
            for index, taken in zip(pair, paired, strict=True):
                taken.add(index)
    return right


def keys(row: Row | Fields, anywhere: bool) -> "Counter[Any]":
    """The cells without white space, each with its field unless they count anywhere."""
    if not isinstance(row, Mapping):
        return Counter(filter(None, map(blind, row)))
    pairs = [(field, blind(text)) for field, text in row.items() if blind(text)]
    return Counter(text for _, text in pairs) if anywhere else Counter(pairs)


def weight(shared: "Counter[Any]") -> int:
    """How much the shared cells say: the longer, the more."""
    return sum(n * (1 + min(len(str(key)), 20)) for key, n in shared.items())


def scores(runs: Mapping[str, Run], truths: Sequence[Sequence[Fields]]) -> dict[str, list[int]]:
    """Cells right of each document, by tool."""
    found = {
        name: [cells_right(t, rows, name != OURS) for t, rows in zip(truths, r.rows, strict=True)]
        for name, r in runs.items()
        if TOOLS[name].reads
    }
    ours = zip(truths, runs[OURS].rows, strict=True) if OURS in runs else ()
    found[ANYWHERE] = [cells_right(t, rows, anywhere=True) for t, rows in ours]
    return found


def show(
    paths: Sequence[Path], truths: Sequence[Sequence[Fields]], runs: Mapping[str, Run]
) -> None:
    """Print a line a tool, then a line a document, and say where we are below the best."""
    cells = [sum(map(len, truth)) for truth in truths]
    found = scores(runs, truths)
    show_tools(found, sum(cells), runs)
    print(f"\n{'cells right':32} {'cells':>6}", *(f"{name[:18]:>18}" for name in found))
    for i, path in enumerate(paths):
        best = max((c[i] for name, c in found.items() if name not in (OURS, ANYWHERE)), default=0)
        below = " below" if OURS in found and found[OURS][i] < best else ""
        counts = (f"{found[name][i]:18}" for name in found)
        print(f"{path.stem[:32]:32} {cells[i]:6}", *counts, below)


def show_tools(found: Mapping[str, Sequence[int]], cells: int, runs: Mapping[str, Run]) -> None:
    """Print how many cells each tool has right, and its seconds beside the bare pass."""
    bare = sum(runs[BARE].seconds)
    print(f"{'tool':24} {'cells right':>13} {'%':>6} {'seconds':>8} {'× text':>7} {'start':>6}")
    for name in (*runs, ANYWHERE):
        line = f"{name:24}"
        right = sum(found.get(name, ()))
        line += f" {right:6}/{cells:6} {100 * right / cells:6.1f}" if name in found else " " * 21
        if name in runs:
            seconds = sum(runs[name].seconds)
            line += f" {seconds:8.2f} {seconds / bare:7.1f} {runs[name].start:6.1f}"
        print(line)


def compare(folder: Path, truth: Path, names: Sequence[str]) -> None:
    """Run the tools on the folder's PDFs that have a truth, and print."""
    paths = sorted(p for p in folder.glob("*.pdf") if (truth / f"{p.stem}.jsonl").exists())
    if not paths:
        raise SystemExit(f"no PDF in {folder} has a truth in {truth}")
    runs = {}
    for name in names:
        if TOOLS[name].missing:
            print(f"{name}: left out, {TOOLS[name].missing}")
        else:
            runs[name] = run_apart(name, paths)
    show(paths, [truth_of(path, truth) for path in paths], runs)


def main() -> None:
    """Run the bench from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="PDFs; made up if not given")
    parser.add_argument("--truth", type=Path, help="where NAME.jsonl are, if not beside them")
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--known", type=float, default=0.0, help="share of titles that lexica hold")
    options = parser.parse_args()
    names = list(dict.fromkeys([BARE, *options.tools]))
    if options.folder:
        return compare(options.folder, options.truth or options.folder, names)
    with TemporaryDirectory() as made:
        papers = available([name for name in PRINTERS if PRINTERS[name].suffix == "pdf"])
        for seed, printer in zip(MADE_UP, papers * len(MADE_UP), strict=False):
            write([seed], [printer], options.known, Path(made))
        compare(Path(made), Path(made), names)


if __name__ == "__main__":
    main()
