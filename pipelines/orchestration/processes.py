"""Processes that extract documents one at a time, within limits.

What belongs here: starting and ending them, and what becomes of a document whose
process dies or exceeds a limit. What does not: what is done with a document
(`pipelines.orchestration.workers`).
"""

import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from typing import cast

from extractors.readers.ocr import can_read
from pipelines.limits import MEGABYTE, Limits
from pipelines.logs import quiet_libraries
from pipelines.options import Options
from pipelines.orchestration.workers import Outcome, exceeded, extract_file, failed
from pipelines.planning.sources import SourceFile

# A server that has loaded the extractors and has no threads, of which each process is a copy.
START_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_PICTURED = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")  # whose pages may be pictures
_PATIENCE = 5  # seconds for a process that has hung up to be gone
_WAITING = 6  # times its processor time that a document may take by the clock


def warm_up() -> None:
    """Begin to load the extractors beside what the caller does meanwhile."""
    if START_METHOD == "forkserver":
        from multiprocessing.forkserver import ensure_running

        multiprocessing.set_forkserver_preload([__name__, "extractors.flow"])
        ensure_running()


def extract_all(
    sources: Sequence[SourceFile], *, workers: int, options: Options, limits: Limits
) -> Iterator[Outcome]:
    """Extract every file and yield its outcome as soon as it is there, in any order.

    The largest go first, so that none is waited for at the end. A file whose
    process dies is tried once more when no other is read, since another may have
    taken the memory.
    """
    lost: list[SourceFile] = []
    largest_first = sorted(sources, key=lambda source: -source.size)
    yield from _extract(largest_first, workers, options, limits, lost)
    for source in lost:
        dead: list[SourceFile] = []
        yield from _extract([source], 1, options, limits, dead)
        yield from map(_ended_its_process, dead)


def _extract(
    sources: Sequence[SourceFile],
    workers: int,
    options: Options,
    limits: Limits,
    lost: list[SourceFile],
) -> Iterator[Outcome]:
    """Yield outcomes; the files whose processes died are added to `lost`."""
    waiting = deque(sources)
    idle = [_Process(options, limits) for _ in range(min(workers, len(sources)))]
    busy: list[_Process] = []
    try:
        while waiting or busy:
            while waiting and idle:
                busy.append(idle.pop())
                busy[-1].give(waiting.popleft())
            for process in _ready(busy):
                busy.remove(process)
                idle.append(process)
                outcome = process.take()
                if outcome is None:
                    lost.append(process.source)
                else:
                    yield outcome
    finally:
        for process in (*idle, *busy):
            process.end()


def _ready(busy: Sequence["_Process"]) -> list["_Process"]:
    """Wait for processes that have answered, have died or are out of time."""
    left = min(process.deadline for process in busy) - time.monotonic()
    answered = wait([process.connection for process in busy], timeout=max(0, left))
    now = time.monotonic()
    return [p for p in busy if p.connection in answered or p.deadline <= now]


class _Process:
    """A process that extracts files; when it is ended, the next file starts another."""

    source: SourceFile
    deadline: float
    connection: Connection

    def __init__(self, options: Options, limits: Limits) -> None:
        self.options = options
        self.limits = limits
        self.process: multiprocessing.process.BaseProcess | None = None

    def give(self, source: SourceFile) -> None:
        """Let it begin with a file."""
        if self.process is None:
            self._start()
        self.source = source
        seconds = self._seconds(source)
        self.deadline = time.monotonic() + _WAITING * seconds
        with suppress(OSError):  # if it died while it was idle, `take` will tell
            self.connection.send((source, seconds))

    def take(self) -> Outcome | None:
        """Return what became of its file; None if the process died."""
        if not self.connection.poll():
            self.end()
            return exceeded(self.source, self._too_slow())
        try:
            outcome = pickle.loads(self.connection.recv_bytes())
        except (EOFError, OSError):
            return self._after_death()
        assert isinstance(outcome, Outcome)
        if outcome.failure:  # its memory may be full of what was read
            self.end()
        return outcome

    def end(self) -> int | None:
        """End it, whatever it does; return its exit code."""
        if self.process is None:
            return None
        self.connection.close()
        self.process.kill()
        self.process.join()
        code, self.process = self.process.exitcode, None
        return code

    def _after_death(self) -> Outcome | None:
        """Tell whether its time had run out; else return None."""
        assert self.process is not None
        self.process.join(_PATIENCE)
        out_of_time = self.end() == -signal.SIGPROF
        return exceeded(self.source, self._too_slow()) if out_of_time else None

    def _start(self) -> None:
        context = cast(SpawnContext, multiprocessing.get_context(START_METHOD))
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(theirs, self.options, self.limits), daemon=True
        )
        self.process.start()
        theirs.close()

    def _seconds(self, source: SourceFile) -> float:
        pictures = source.path.lower().endswith(_PICTURED) and can_read()
        return self.limits.seconds_for(source.size, pictures=pictures)

    def _too_slow(self) -> str:
        seconds = self._seconds(self.source)
        return (
            f"Reading took more than {seconds:.0f} s of a processor: "
            "give it more time (zhospar run --time-limit) or split the file."
        )


def _serve(connection: Connection, options: Options, limits: Limits) -> None:
    """Extract the files that come in, until there are no more."""
    quiet_libraries()
    _limit_memory(limits.memory)
    while True:
        try:
            source, seconds = connection.recv()
        except EOFError:
            return
        _end_after(seconds)
        answer = _answer(extract_file(source, options), limits)
        _end_after(0)
        connection.send_bytes(answer)


def _answer(outcome: Outcome, limits: Limits) -> bytes:
    """Return an outcome as bytes, or that it is too large."""
    answer = pickle.dumps(outcome)
    if len(answer) <= limits.result * MEGABYTE:
        return answer
    detail = (
        f"What was found in it takes more than {limits.result} MB: "
        "split the file, or look whether it holds what it should."
    )
    return pickle.dumps(exceeded(outcome.source, detail))


def _limit_memory(megabytes: int) -> None:
    """Make the system refuse this process more memory, where it can."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE, most))


def _end_after(seconds: float) -> None:
    """Let the system end this process after seconds of a processor, where it can; 0: never.

    Nothing that Python does could: a pattern that backtracks lets nobody interrupt it.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _ended_its_process(source: SourceFile) -> Outcome:
    detail = (
        "Reading the file ended its process twice, as when memory runs out: "
        "split the file or give it more memory (zhospar run --memory-limit)."
    )
    return failed(source, "extraction_failed", detail)
