"""The command line: what each command takes, says and returns.

What does not belong here: doing it. Modules that take long to load are loaded
by the command that needs them.
"""

import json
import logging
import os
import sys
import traceback
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipelines.errors import NoInputError, QueryError, UnconfirmedError, ZhosparError
from pipelines.logs import fault_log, log_faults
from pipelines.publishing.paths import database_path

OK, FAULT, USAGE, SOME_QUARANTINED = 0, 1, 2, 3

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
models = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(
    models,
    name="models",
    help="Models of language, which are optional.\n\nExample: zhospar models download kk ru",
)
OutputDir = Annotated[
    str, typer.Option(envvar="ZHOSPAR_OUTPUT_DIR", help="Folder of zhospar.db and exports/.")
]
ModelDir = Annotated[
    Path,
    typer.Option(
        envvar="ZHOSPAR_MODEL_DIR", help="Folder of the optional models: `zhospar models --help`."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what is done in detail.")]


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from schemas.tables import SCHEMA_VERSION

        print(f"zhospar {version('zhospar')}, schema version {SCHEMA_VERSION}")
        raise typer.Exit


def _table_names(incomplete: str) -> list[str]:
    """Return what the shell completes a table's name to."""
    from pipelines.commands.show import SHOWN

    return [name for name in SHOWN if name.startswith(incomplete)]


@app.callback()
def zhospar(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    """Kazakh and Russian policy documents into validated tables.

    Options can be set by variables too: ZHOSPAR_OUTPUT_DIR stands for --output-dir.

    Example: zhospar run raw_docs --output-dir outputs
    """


@app.command()
def run(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files and folders [default: raw_docs]")
    ] = None,
    output_dir: OutputDir = "outputs",
    workers: Annotated[
        int | None,
        typer.Option(min=1, envvar="ZHOSPAR_WORKERS", help="Processes [default: one a core]"),
    ] = None,
    max_size: Annotated[
        int, typer.Option(min=1, envvar="ZHOSPAR_MAX_SIZE", help="Largest file to read, in MB.")
    ] = 200,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            envvar="ZHOSPAR_TIME_LIMIT",
            help="Seconds of a processor for a document [default: by its size]",
        ),
    ] = None,
    memory_limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            envvar="ZHOSPAR_MEMORY_LIMIT",
            help="MB that a document may take [default: 2000]",
        ),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links that lead out of the folders.")
    ] = False,
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Publish lines with personal contacts too.")
    ] = False,
    model_dir: ModelDir = Path("models"),
    yes: Annotated[
        bool, typer.Option("--yes", help="Retire even more than half of the documents.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Read this published document again, and nothing else; repeatable."),
    ] = None,
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
    from pipelines.commands.console import (
        ConsoleReporter,
        print_next_steps,
        print_summary,
        say,
    )
    from pipelines.commands.run import Settings
    from pipelines.commands.run import run as run_assets
    from pipelines.limits import MEGABYTE, Limits
    from pipelines.logs import log_to_console
    from pipelines.options import Options

    if paths and only:
        _fail(NoInputError("--only names what is published: give no paths with it"), USAGE)
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
        only=tuple(only or ()),
    )
    with _faults(output_dir), ConsoleReporter(console).shown() as reporter:
        result = run_assets(settings, reporter, verbose=verbose)
    if not result.plan.tasks:
        console.print("Nothing to read: all documents are unchanged.")
    else:
        say(console, f"Limits of a document: {limits.told}.")
    with _faults(output_dir):
        quarantined = print_summary(console, settings.database, result.plan)
    for warning in result.warnings:
        say(console, f"Warning: {warning}")
    if reporter.faults:
        advice = f"please report them with {fault_log(output_dir)}"
        say(console, f"{reporter.faults} parts failed by errors that nobody foresaw: {advice}")
    print_next_steps(console, settings.database, settings.exports)
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
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Measure a database against hand-made gold: precision, recall and F1.

    Example: zhospar evaluate outputs/zhospar.db gold
    """
    from pipelines.commands.console import print_scores
    from pipelines.commands.evaluate import as_listing, as_plain
    from pipelines.commands.evaluate import evaluate as compare
    from pipelines.commands.listing import Form, form_asked, write

    if not gold_dir.is_dir():
        _fail(NoInputError(f"{gold_dir} is no folder"), USAGE)
    with _faults():
        form = form_asked(as_json, as_csv)
        scores = compare(database, gold_dir)
    if form is Form.CSV:
        write(as_listing(scores), form, Console())
    elif form is Form.JSON:
        print(json.dumps([as_plain(score) for score in scores], ensure_ascii=False, indent=2))
    else:
        print_scores(Console(), scores)


@app.command()
def show(
    document: Annotated[
        str | None, typer.Argument(help="Id, path, or part of the path [default: all documents]")
    ] = None,
    output_dir: OutputDir = "outputs",
    table: Annotated[
        list[str] | None,
        typer.Option(
            help="Show this table or view; may be given several times.",
            autocompletion=_table_names,
        ),
    ] = None,
    rows: Annotated[
        int | None,
        typer.Option(min=1, help="Rows of each table [default: 20; all in JSON and CSV]"),
    ] = None,
    accounting: Annotated[
        bool, typer.Option("--accounting", help="Show where all text of the files went.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show published tables and views, of one document or of all.

    What does not fit the width of the terminal is shown row by row. JSON and CSV have
    all columns.

    Example: zhospar show decree.pdf --table plan_rows --rows 50
    """
    from pipelines.commands.listing import Form, form_asked
    from pipelines.commands.show import ROWS, show_accounting
    from pipelines.commands.show import show as print_document

    with _faults():
        form = form_asked(as_json, as_csv)
        if accounting:
            show_accounting(Console(), database_path(output_dir), document, form)
            return
        limit = ROWS if rows is None and form is Form.TEXT else rows
        print_document(Console(), database_path(output_dir), document, table or (), limit, form)


@app.command("list")
def list_command(
    output_dir: OutputDir = "outputs",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the published documents, with how many rows each has.

    Example: zhospar list --csv > documents.csv
    """
    from pipelines.commands.listing import form_asked, write
    from pipelines.commands.show import list_documents

    with _faults():
        form = form_asked(as_json, as_csv)
        write(list_documents(database_path(output_dir)), form, Console())


@app.command()
def diff(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RUN [RUN] | DB DB]", help="Runs or databases [default: last run]"),
    ] = None,
    output_dir: OutputDir = "outputs",
    rows: Annotated[
        int | None, typer.Option(min=1, help="Rows [default: 100; all in JSON and CSV]")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say what a run added, changed and removed, or what differs between two databases.

    A new version of a file is compared by what its rows say. The table runs lists the runs.

    Example: zhospar diff 3 5 --json
    """
    from pipelines.commands.diff import counted
    from pipelines.commands.diff import diff as find_differences
    from pipelines.commands.listing import Form, form_asked, write
    from pipelines.commands.query import ROWS

    with _faults():
        form = form_asked(as_json, as_csv)
        listing = find_differences(database_path(output_dir), names or ())
        if form is Form.TEXT:
            write(counted(listing), form, Console())
        write(listing, form, Console(), ROWS if rows is None and form is Form.TEXT else rows)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="A question in SQL; - reads it from standard input")],
    output_dir: OutputDir = "outputs",
    rows: Annotated[
        int | None, typer.Option(min=1, help="Rows [default: 100; all in JSON and CSV]")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long it may take.")] = 60,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask the published tables and views in SQL; nothing can be changed.

    The views plan_rows, due_items, figure_rows and indicator_rows answer most questions;
    docs/data-dictionary.md describes them.

    Example: zhospar query "select due_date, body_ru, name from due_items where year = 2027"
    """
    from pipelines.commands.listing import Form, form_asked, write
    from pipelines.commands.query import ROWS, answer

    with _faults():
        form = form_asked(as_json, as_csv)
        limit = ROWS if rows is None and form is Form.TEXT else rows
        asked = sys.stdin.read() if sql == "-" else sql
        with answer(database_path(output_dir), asked, seconds) as listing:
            write(listing, form, Console(), limit)


@app.command()
def serve(
    output_dir: OutputDir = "outputs",
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, envvar="ZHOSPAR_PORT", help="Port; 0 takes a free one."),
    ] = 8001,
    host: Annotated[
        str,
        typer.Option(envvar="ZHOSPAR_HOST", help="Address; 0.0.0.0 is all of this computer's."),
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            envvar="ZHOSPAR_ALLOW_HOST",
            help="Name by which others may ask for the site, as a proxy passes it on.",
        ),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve the published tables, search and reading pages as a site, on this computer only.

    Nothing that is asked there changes the database. Stop it with Ctrl+C. For others there
    are --host and --allow-host; the site has no passwords, so put a proxy before it that does.

    Example: zhospar serve --open

    Example: zhospar serve --host 0.0.0.0 --allow-host plans.example.kz
    """

    def ready(address: str) -> None:
        print(f"zhospar is at {address}", flush=True)
        if open_browser:
            webbrowser.open(address)

    with _faults():
        from pipelines.site.application import serve as serve_site

        serve_site(database_path(output_dir), port, ready=ready, host=host, names=allow_host or ())


@app.command()
def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write")],
    output_dir: OutputDir = "outputs",
) -> None:
    """Write the site as files for any web server, or to be opened as they are.

    Documents, actions, figures and indicators in three languages, with the exports and the
    database. Searching in any form of a word needs `zhospar serve`; the pages say so. A
    folder that was written before is replaced.

    Example: zhospar site public
    """
    from pipelines.site.copy import write_copy

    with _faults():
        pages = write_copy(database_path(output_dir), folder)
    print(f"Written: {pages} pages; open {folder / 'index.html'}")


@app.command()
def review(
    document: Annotated[str | None, typer.Argument(help="Id, path, or part of the path")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File [default: the document's name.html]")
    ] = None,
    worst: Annotated[
        int | None, typer.Option(min=1, help="List so many values that most want to be looked at.")
    ] = None,
    output_dir: OutputDir = "outputs",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Write a document's reading page as one HTML file that needs no site, to be mailed.

    It shows the text with every value marked, the rows, and the findings. With --worst,
    values are listed instead, of one document or of all: the most doubtful first, those first
    on which most rests, each with its words; `zhospar correct` takes their ids.

    Example: zhospar review --worst 50
    """
    from pipelines.commands.listing import form_asked
    from pipelines.commands.review import list_worst, write_review

    with _faults():
        if worst is not None:
            form = form_asked(as_json, as_csv)
            list_worst(Console(), database_path(output_dir), document, worst, form)
            return
        if document is None:
            raise NoInputError("Name a document (`zhospar list` lists them), or ask for --worst 50")
        written = write_review(database_path(output_dir), document, output)
    print(f"Written: {written}")


@app.command()
def explain(
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a row of any table")],
    output_dir: OutputDir = "outputs",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say how a value was found: its source, the words around it, rule, confidence and row.

    Example: zhospar explain figure-0123456789abcdef
    """
    from pipelines.commands.console import print_explanation
    from pipelines.commands.explain import as_listing
    from pipelines.commands.explain import explain as explain_row
    from pipelines.commands.listing import Form, form_asked, write
    from pipelines.publishing.database import reading_own

    with _faults(), reading_own(database_path(output_dir)) as connection:
        form = form_asked(as_json, as_csv)
        found = explain_row(connection, row_id)
        if form is Form.TEXT:
            print_explanation(Console(), found)
        else:
            write(as_listing(found), form, Console())


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
    model_dir: ModelDir = Path("models"),
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
    except (NoInputError, QueryError, UnconfirmedError) as error:
        _fail(error, USAGE)
    except ZhosparError as error:
        _fail(error, FAULT)
    except BrokenPipeError:  # who reads our output has seen enough
        raise
    except OSError as error:
        logging.getLogger("zhospar").debug("The system refused something", exc_info=True)
        _fail(ZhosparError(_refused_by_system(error)), FAULT)
    except Exception as error:
        fault = f"{type(error).__name__}: {error} (a fault of zhospar; {_log_fault(folder)})"
        _fail(ZhosparError(fault), FAULT)


def _refused_by_system(error: OSError) -> str:
    """Return a sentence for what the system refused: what is wrong, and what to do."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{error.filename} is a file where a folder is needed: name another folder"
    place = f"{error.filename}: " if error.filename else ""
    advice = "see to permissions and free space, or name another folder"
    return f"{place}{error.strerror or error}: {advice}"


def _log_fault(folder: str | None) -> str:
    """Write the traceback of a fault of ours to a log; return where it can be read."""
    trace = traceback.format_exc()
    if log_faults(folder, [trace]):
        return f"please report it with {fault_log(folder)}"
    print(trace, file=sys.stderr)
    return "the traceback is above"


def _fail(error: Exception, code: int) -> NoReturn:
    print(f"zhospar: {error}", file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line."""
    app()
