"""The plan of a run: the inputs compared with the states that were published for them.

What does not belong here: finding the inputs (`pipelines.planning.sources`), reading
and writing states in the database (`pipelines.publishing`).
"""

import hashlib
import json
import os
from collections.abc import Container, Iterable, Mapping
from typing import Literal

from extractors.readers.forms import form_by_ending
from pipelines.planning.corrections import Entry, digest
from pipelines.planning.sources import SourceFile
from schemas.document import Frozen
from schemas.tables import DocumentStateRow, QuarantineRow

UNKNOWN_FORM = "unknown_form"
Change = Literal["new", "changed", "unchanged", "retired"]


class Published(Frozen):
    """What the database knows of the inputs, by path.

    `former` holds what another version published in tables that are made anew: what came
    from where, and none of it can be kept unread.
    """

    states: Mapping[str, DocumentStateRow] = {}
    quarantine: Mapping[str, QuarantineRow] = {}
    corrections: str = ""  # the digest of those that were applied
    former: tuple[DocumentStateRow, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents it holds."""
        return sum(s.status == "published" for s in (*self.states.values(), *self.former))

    @property
    def digest(self) -> str:
        """A fingerprint of the states: the same as long as nothing was published."""
        rows = [state.model_dump_json() for _, state in sorted(self.states.items())]
        rows += [self.corrections] if self.corrections else []
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class Task(Frozen):
    """A file to read, and why: "new", or what changed since it was read last."""

    source: SourceFile
    change: Literal["new", "changed"]
    reason: str


class RunPlan(Frozen):
    """What a run has to do to make the database mirror its inputs.

    `copies` maps the path of a file to the path whose bytes it shares; `moved` holds the
    former paths of files that keep their rows under another one; `lost` the paths among the
    retired that came from elsewhere, but stood in tables that are made anew; `told` the files of
    unknown form that an earlier run has told of, and that are as they were; `documents_before` is
    how many documents were published, `based_on` the digest of the states that the plan was made
    for. `corrections` are people's, of all documents.
    """

    tasks: tuple[Task, ...]
    unchanged: tuple[DocumentStateRow, ...]
    quarantined: tuple[QuarantineRow, ...]
    refused: tuple[SourceFile, ...]
    copies: dict[str, str]
    moved: frozenset[str]
    retired: tuple[DocumentStateRow, ...]
    lost: tuple[str, ...]
    told: frozenset[str]
    documents_before: int
    versions: str
    options: str
    based_on: str
    idle: bool
    corrections: tuple[Entry, ...] = ()

    @property
    def files(self) -> int:
        """How many input files there are."""
        return sum(map(len, (self.tasks, self.unchanged, self.refused, self.copies)))

    @property
    def documents_retired(self) -> int:
        """How many published documents go, and no other path has their bytes."""
        read = {task.source.sha256 for task in self.tasks}
        gone = (state for state in self.retired if state.sha256 not in read)
        return sum(state.status == "published" for state in gone)

    def change(self, path: str) -> Change:
        """Return what the plan holds of a path."""
        changes = {task.source.path: task.change for task in self.tasks}
        return changes.get(path, "unchanged")


def make_plan(
    sources: Iterable[SourceFile],
    published: Published,
    versions: Mapping[str, str],
    options: Mapping[str, object],
    *,
    folders: Iterable[str] = (),
    vanished: Container[str] = (),
    outright: Container[str] = (),
    reread: Container[str] = (),
    retry_exceeded: bool = False,
    corrections: Iterable[Entry] = (),
) -> RunPlan:
    """Compare the inputs with what was published from them.

    `folders` are the inputs that are folders: what was published from within them and is
    there no more is retired; what came from elsewhere stays, unless it is known to have
    `vanished`, as does what lies in a folder that cannot be read. A file is read again if its
    bytes, the code of any step or the options have changed; with `retry_exceeded` also if it
    exceeded a limit. A file that has another path now keeps its rows, and a copy never takes
    over from the file published first. `outright` are the files that are inputs themselves,
    `reread` those that are read again in any case.
    """
    sources, folders = tuple(sources), tuple(folders)
    version_text, option_text = _json(versions), _json(options)
    again = {"limit_exceeded"} if retry_exceeded else set()
    known = {path: s for path, s in published.states.items() if s.reason not in again}
    paths = {source.path for source in sources}
    gone = [state for path, state in published.states.items() if path not in paths]
    stays = [s for s in gone if _stays(s.path, folders, vanished, sources)]
    standing = {state.path: _as_source(state) for state in stays if state.document_id}
    originals = _originals((*sources, *standing.values()), published.states)
    moves = _moves(originals, published.states, standing, version_text, option_text)
    tasks = _tasks(
        (s for s in originals.values() if s.path not in moves and not _stands(s, standing, known)),
        known,
        version_text,
        option_text,
        reread,
    )
    without = {task.source.path for task in tasks} | moves.keys()
    kept = [source.path for source in originals.values() if source.path not in without]
    kept += [state.path for state in stays if not state.document_id]
    moved = frozenset(state.path for state in moves.values())
    staying = {state.path for state in stays} | moved
    plan = RunPlan(
        tasks=tasks,
        unchanged=(
            *(published.states[path] for path in kept),
            *(state.model_copy(update={"path": path}) for path, state in moves.items()),
        ),
        quarantined=tuple(row for path in kept if (row := published.quarantine.get(path))),
        refused=tuple(source for source in sources if source.refusal),
        copies=_copies((*sources, *standing.values()), originals),
        moved=moved,
        retired=(
            *(state for state in gone if state.path not in staying),
            *(state for state in published.former if state.path not in paths),
        ),
        lost=tuple(
            state.path
            for state in published.former
            if state.path not in paths and not is_in(state.path, folders)
        ),
        told=_told_before(sources, published, outright),
        documents_before=published.documents,
        versions=version_text,
        options=option_text,
        based_on=published.digest,
        corrections=tuple(corrections),
        idle=False,
    )
    return plan.model_copy(update={"idle": not plan.tasks and _mirrors(plan, published)})


def _stays(
    path: str, folders: Iterable[str], vanished: Container[str], sources: Iterable[SourceFile]
) -> bool:
    """Tell whether what was published from a path stays although that is not among the inputs."""
    is_elsewhere = not is_in(path, folders) and path not in vanished
    return is_elsewhere or _is_within(path, sources)


def is_in(path: str, folders: Iterable[str]) -> bool:
    """Tell whether a path lies in one of some folders."""
    absolute = os.path.abspath(path)
    return any(absolute.startswith(os.path.join(os.path.abspath(folder), "")) for folder in folders)


def _told_before(
    sources: Iterable[SourceFile], published: Published, outright: Container[str]
) -> frozenset[str]:
    """Return the files of unknown form that need not be told of again.

    They lie in a folder and are no documents, so they must not fail every later run of it.
    """
    now = {source.path: source.sha256 for source in sources}
    return frozenset(
        path
        for path, row in published.quarantine.items()
        if row.reason == UNKNOWN_FORM and path not in outright
        if now.get(path, row.sha256) == row.sha256
    )


def _as_source(state: DocumentStateRow) -> SourceFile:
    """Return what was published from elsewhere as a file, whose size nobody asks."""
    return SourceFile(path=state.path, size=0, sha256=state.sha256)


def _stands(
    source: SourceFile, standing: Mapping[str, SourceFile], states: Mapping[str, DocumentStateRow]
) -> bool:
    """Tell whether a file is one from elsewhere that has rows of its own."""
    return source.path in standing and states[source.path].status == "published"


def _moves(
    originals: Mapping[str, SourceFile],
    states: Mapping[str, DocumentStateRow],
    standing: Mapping[str, SourceFile],
    versions: str,
    options: str,
) -> dict[str, DocumentStateRow]:
    """Return the state of each file that was published from another path, by its path now.

    The ending says how bytes are read, so it has to be of the same form. Rows of another
    code or other options only do for a file from elsewhere, which is not read again.
    """
    moves = {}
    before = {s.sha256: s for s in states.values() if s.status == "published"}
    for sha256, source in originals.items():
        state = before.get(sha256)
        if state is None or state.path == source.path:
            continue
        is_current = (state.versions, state.options) == (versions, options)
        if (is_current or source.path in standing) and _same_form(state.path, source.path):
            moves[source.path] = state
    return moves


def _same_form(path: str, other: str) -> bool:
    return form_by_ending(path) == form_by_ending(other)


def _is_within(path: str, sources: Iterable[SourceFile]) -> bool:
    """Tell whether a path lies in a folder that could not be read."""
    return any(source.is_folder and path.startswith(f"{source.path}/") for source in sources)


def _tasks(
    originals: Iterable[SourceFile],
    states: Mapping[str, DocumentStateRow],
    versions: str,
    options: str,
    reread: Container[str],
) -> tuple[Task, ...]:
    """Return a task for each file that has to be read."""
    tasks = []
    for source in originals:
        known = states.get(source.path)
        reason = _reason_to_read(source, known, versions, options)
        if reason := reason or ("asked for" if source.path in reread else ""):
            tasks.append(Task(source=source, change="changed" if known else "new", reason=reason))
    return tuple(tasks)


def _copies(sources: Iterable[SourceFile], originals: Mapping[str, SourceFile]) -> dict[str, str]:
    """Return the files that share their bytes with an original, each with the original's path."""
    return {
        source.path: originals[source.sha256].path
        for source in sources
        if source.sha256 and source is not originals[source.sha256]
    }


def states_after(plan: RunPlan, outcomes: Iterable[DocumentStateRow]) -> list[DocumentStateRow]:
    """Return the states to publish: `outcomes` are those of the plan's tasks."""
    read = {state.path: state for state in (*plan.unchanged, *outcomes)}
    refused = [
        _state(plan, source, reason=source.refusal.reason)
        for source in plan.refused
        if source.refusal
    ]
    copies = [_copy(path, read[original]) for path, original in plan.copies.items()]
    return sorted([*read.values(), *refused, *copies], key=lambda state: state.path)


def quarantine_after(plan: RunPlan, outcomes: Iterable[QuarantineRow]) -> list[QuarantineRow]:
    """Return the rows of quarantine to publish; a copy shares the fate of its original."""
    read = {row.path: row for row in (*plan.quarantined, *outcomes)}
    refused = [source.refusal for source in plan.refused if source.refusal]
    copies = [
        read[original].model_copy(update={"path": path})
        for path, original in plan.copies.items()
        if original in read
    ]
    return sorted([*read.values(), *refused, *copies], key=lambda row: row.path)


def state_after_reading(
    plan: RunPlan, source: SourceFile, *, document_id: str | None, failure: QuarantineRow | None
) -> DocumentStateRow:
    """Return the state of a file that was read, or that could not be."""
    reason = failure.reason if failure else None
    return _state(plan, source, document_id=document_id, reason=reason)


def _originals(
    sources: Iterable[SourceFile], states: Mapping[str, DocumentStateRow]
) -> dict[str, SourceFile]:
    """Return the file that stands for each content, by SHA-256.

    That is the one that was published with it before, else the first with a known ending.
    """

    def order(source: SourceFile) -> tuple[bool, bool, str]:
        known = states.get(source.path)
        first = known and known.status == "published" and known.sha256 == source.sha256
        return not first, form_by_ending(source.path) is None, source.path

    originals: dict[str, SourceFile] = {}
    for source in sorted(sources, key=order):
        if source.sha256:
            originals.setdefault(source.sha256, source)
    return originals


def _reason_to_read(
    source: SourceFile, known: DocumentStateRow | None, versions: str, options: str
) -> str:
    """Return why a file has to be read, "" if it has not."""
    if known is None:
        return "new"
    if known.sha256 != source.sha256:
        return "its bytes changed"
    if known.status == "copy":
        return "it was a copy of another file"
    if known.options != options:
        return "the options changed"
    if known.versions != versions:
        return f"the code changed: {', '.join(_differing(known.versions, versions))}"
    return ""


def _differing(before: str, after: str) -> list[str]:
    old, new = json.loads(before), json.loads(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _mirrors(plan: RunPlan, published: Published) -> bool:
    """Tell whether the database already holds what the plan would publish."""
    states = {state.path: state for state in states_after(plan, ())}
    quarantine = {row.path: row for row in quarantine_after(plan, ())}
    is_corrected = digest(plan.corrections) == published.corrections
    return states == published.states and quarantine == published.quarantine and is_corrected


def _state(
    plan: RunPlan, source: SourceFile, *, reason: str | None, document_id: str | None = None
) -> DocumentStateRow:
    return DocumentStateRow.model_validate(
        {
            "path": source.path,
            "sha256": source.sha256,
            "status": "quarantined" if reason else "published",
            "reason": reason,
            "document_id": document_id,
            "versions": plan.versions,
            "options": plan.options,
        }
    )


def _copy(path: str, original: DocumentStateRow) -> DocumentStateRow:
    status = "copy" if original.status == "published" else original.status
    return original.model_copy(update={"path": path, "status": status})


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, sort_keys=True, ensure_ascii=False)
