"""The command line: what each command takes, says and returns.

What does not belong here: doing it. Modules that take long to load are loaded
by the command that needs them.
"""

import json
import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipelines.errors import NoInputError, UnconfirmedError, ZhosparError
from pipelines.publishing.paths import database_path

OK, FAULT, USAGE, SOME_QUARANTINED = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
models = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    models,
    name="models",
    help="Models of language, which are optional.\n\nExample: zhospar models download kk ru",
)
OutputDir = Annotated[str, typer.Option(help="Folder of zhospar.db and exports/.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done in detail.")]


@app.callback()
def zhospar() -> None:
    """Kazakh and Russian policy documents into validated tables.

    Example: zhospar run raw_docs --output-dir outputs
    """


@app.command()
def run(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files and folders [default: raw_docs]")
    ] = None,
    output_dir: Annotated[
        str, typer.Option(help="Folder for zhospar.db and exports/.")
    ] = "outputs",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes [default: one a core]")
    ] = None,
    max_size: Annotated[int, typer.Option(min=1, help="Largest file to read, in MB.")] = 200,
    time_limit: Annotated[
        float | None,
        typer.Option(min=1, help="Seconds of a processor for a document [default: by its size]"),
    ] = None,
    memory_limit: Annotated[
        int | None, typer.Option(min=1, help="MB that a document may take [default: 2000]")
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links that lead out of the folders.")
    ] = False,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Publish lines with personal contacts too.")
    ] = False,
    model_dir: Annotated[
        Path, typer.Option(help="Folder of the optional models: see `zhospar models --help`.")
    ] = Path("models"),
    yes: Annotated[
        bool, typer.Option("--yes", help="Retire even more than half of the documents.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Read documents and publish their tables.

    A file is added or updated. A folder is mirrored: what was published from it and
    is gone is retired, which needs --yes for more than half of all documents. What
    came from elsewhere stays. Only what is new or changed is read. What a .zhosparignore
    in a folder names is passed over (syntax of .gitignore).

    Exit code: 0 all published, 3 some in quarantine and the rest published, 2 wrong
    usage, 1 a fault (what was published stays as it was). Files of unknown form in a
    folder count in the run that finds them, and not again while they stay the same.

    Example: zhospar run raw_docs --output-dir outputs
    """
    from pipelines.commands.console import ConsoleReporter, print_summary
    from pipelines.commands.run import Settings
    from pipelines.commands.run import run as run_assets
    from pipelines.limits import MEGABYTE, Limits
    from pipelines.logs import log_to_console
    from pipelines.options import Options

    console = Console()
    log_to_console(verbose)
    limits = Limits(seconds=time_limit, memory=memory_limit or Limits().memory)
    settings = Settings(
        paths=tuple(paths or ["raw_docs"]),
        output_dir=output_dir,
        max_size=max_size * MEGABYTE,
        options=Options(
            keep_contacts=keep_contacts,
            model_dir=model_dir,
            retry_exceeded=bool(time_limit or memory_limit),
        ),
        workers=workers or os.cpu_count() or 1,
        limits=limits,
        follow_links=follow_links,
        yes=yes,
    )
    with _faults(output_dir), ConsoleReporter(console).shown() as reporter:
        result = run_assets(settings, reporter, verbose=verbose)
    if not result.plan.tasks:
        console.print("Nothing to read: all documents are unchanged.")
    else:
        told = f"Limits of a document: {limits.told}."
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    quarantined = print_summary(console, settings.database, result.plan)
    for warning in result.warnings:
        console.print(f"Warning: {warning}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(SOME_QUARANTINED if quarantined else OK)


@app.command()
def remove(
    names: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Path, folder, id, or part of a path")
    ],
    output_dir: OutputDir = "outputs",
    yes: Annotated[
        bool, typer.Option("--yes", help="Remove even more than half of the documents.")
    ] = False,
) -> None:
    """Take documents out of the database and the exports; the files themselves stay.

    A file that stays in a folder is published again when the folder is: name it in
    a .zhosparignore there.

    Example: zhospar remove decree.pdf --output-dir outputs
    """
    from pipelines.commands.console import ConsoleReporter, print_removed
    from pipelines.commands.run import Settings
    from pipelines.commands.run import remove as remove_documents
    from pipelines.options import Options

    if not database_path(output_dir).is_file():
        _fail(NoInputError(f"{database_path(output_dir)} does not exist"), USAGE)
    settings = Settings(
        paths=(), output_dir=output_dir, max_size=0, options=Options(), workers=1, yes=yes
    )
    console = Console()
    with _faults(output_dir), ConsoleReporter(console).shown() as reporter:
        result = remove_documents(settings, names, reporter)
    print_removed(console, result.plan)


@app.command()
def evaluate(
    database: Annotated[Path, typer.Argument(help="Published database", metavar="DB")],
    gold_dir: Annotated[Path, typer.Argument(help="Folder of gold, as JSON Lines")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Measure a database against hand-made gold: precision, recall and F1.

    Example: zhospar evaluate outputs/zhospar.db gold
    """
    from pipelines.commands.console import print_scores
    from pipelines.commands.evaluate import as_plain
    from pipelines.commands.evaluate import evaluate as compare

    if not gold_dir.is_dir():
        _fail(NoInputError(f"{gold_dir} is no folder"), USAGE)
    with _faults():
        scores = compare(database, gold_dir)
    if as_json:
        print(json.dumps([as_plain(score) for score in scores], ensure_ascii=False, indent=2))
    else:
        print_scores(Console(), scores)


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="Id, path, or part of the path")],
    output_dir: OutputDir = "outputs",
    table: Annotated[
        list[str] | None, typer.Option(help="Show this table; may be given several times.")
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows of each table.")] = 20,
) -> None:
    """Show a published document's tables in the terminal.

    Example: zhospar show decree.pdf --table actions --rows 50
    """
    from pipelines.commands.show import LISTED
    from pipelines.commands.show import show as print_document

    if unknown := set(table or ()) - set(LISTED):
        listed = ", ".join(LISTED)
        _fail(NoInputError(f"No table {', '.join(unknown)}; there are: {listed}"), USAGE)
    with _faults():
        print_document(Console(), database_path(output_dir), document, table or list(LISTED), rows)


@app.command()
def serve(
    output_dir: OutputDir = "outputs",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8001,
) -> None:
    """Serve the published tables, search and reading pages as a site, on this computer only.

    Nothing that is asked there changes the database. Stop it with Ctrl+C.

    Example: zhospar serve --port 8001
    """
    with _faults():
        from pipelines.site.application import serve as serve_site

        serve_site(
            database_path(output_dir),
            port,
            ready=lambda address: print(f"zhospar is at {address}", flush=True),
        )


@app.command()
def review(
    document: Annotated[str, typer.Argument(help="Id, path, or part of the path")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File [default: the document's name.html]")
    ] = None,
    output_dir: OutputDir = "outputs",
) -> None:
    """Write a document's reading page as one HTML file that needs no site, to be mailed.

    It shows the text with every value marked, the rows, and the findings.

    Example: zhospar review decree.pdf -o decree.html
    """
    from pipelines.commands.review import write_review

    with _faults():
        written = write_review(database_path(output_dir), document, output)
    print(f"Written: {written}")


@app.command()
def explain(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a row of any table")],
    output_dir: OutputDir = "outputs",
) -> None:
    """Say how a value was found: its source, the words around it, rule, confidence and row.

    Example: zhospar explain figure-0123456789abcdef
    """
    from pipelines.commands.console import print_explanation
    from pipelines.commands.explain import explain as explain_row
    from pipelines.publishing.database import reading_own

    with _faults(), reading_own(database_path(output_dir)) as connection:
        print_explanation(Console(), explain_row(connection, row_id))


@app.command()
def correct(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a row, as `explain` takes it")],
    field: Annotated[str, typer.Option(help="The column that is wrong.")],
    why: Annotated[str, typer.Option(help="Why it is wrong: what the source says.")],
    value: Annotated[
        str | None, typer.Option(help="What it should be; nothing (null) if not given.")
    ] = None,
    output_dir: OutputDir = "outputs",
) -> None:
    """Write a correction of a published value into corrections.yaml beside its document.

    Every later run applies it, as long as the words that it was made for stand in the source.
    A row whose key has several columns is named by all of them: ID/POSITION.

    Example: zhospar correct action-0123456789abcdef --field form --value "Отчет" --why "see p. 3"
    """
    from pipelines.commands.correct import correct as write_correction

    with _faults():
        file = write_correction(database_path(output_dir), row_id, field, value, why)
    Console().print(f"Written to {file}; `zhospar run` applies it.", markup=False, soft_wrap=True)


@models.command("download")
def download_models(
    languages: Annotated[
        list[str] | None, typer.Argument(help="Codes, such as kk [default: all]")
    ] = None,
    model_dir: Annotated[Path, typer.Option(help="Folder for the models.")] = Path("models"),
) -> None:
    """Fetch Stanza's models of Kazakh and Russian: the one command that needs a network.

    Stanza is an optional extra: pip install 'zhospar[stanza]'.

    Example: zhospar models download kk ru --model-dir models
    """
    from pipelines.commands.models import download

    with _faults():
        download(languages, model_dir)
    print(f"Models are in {model_dir}")


@app.command()
def dictionary() -> None:
    """Print the data dictionary: what each table and column holds, as Markdown.

    Example: zhospar dictionary > docs/data-dictionary.md
    """
    from schemas.generate.dictionary import dictionary as page
    from schemas.tables import TABLES
    from schemas.views import VIEWS

    print(page(TABLES, VIEWS), end="")


@contextmanager
def _faults(folder: str | None = None) -> Iterator[None]:
    """Turn a fault into a sentence and an exit code; `folder` takes the log of our own faults."""
    try:
        yield
    except (NoInputError, UnconfirmedError) as error:
        _fail(error, USAGE)
    except ZhosparError as error:
        _fail(error, FAULT)
    except OSError as error:
        logging.getLogger("zhospar").debug("The system refused something", exc_info=True)
        place = f"{error.filename}: " if error.filename else ""
        advice = "see to permissions and free space, or name another folder"
        _fail(ZhosparError(f"{place}{error.strerror or error}: {advice}"), FAULT)
    except Exception as error:
        fault = f"{type(error).__name__}: {error} (a fault of zhospar; {_log_fault(folder)})"
        _fail(ZhosparError(fault), FAULT)


def _log_fault(folder: str | None) -> str:
    """Write the traceback of a fault of ours to a log; return where it can be read."""
    trace = traceback.format_exc()
    try:
        log = Path(folder or tempfile.gettempdir(), "zhospar-fault.log")
        log.write_text(trace, "utf-8")
    except OSError:
        print(trace, file=sys.stderr)
        return "the traceback is above"
    return f"please report it with {log}"


def _fail(error: Exception, code: int) -> NoReturn:
    print(f"zhospar: {error}", file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line."""
    app()
