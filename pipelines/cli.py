"""The command line: what each command takes, says and returns.

What does not belong here: doing it. Modules that take long to load are loaded
by the command that needs them.
"""

import os
import sys
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipelines.errors import NoInputError, ZhosparError

OK, FAULT, USAGE, SOME_QUARANTINED = 0, 1, 2, 3
MEGABYTE = 1_000_000

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
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
    keep_contacts: Annotated[
        bool, typer.Option("--keep-contacts", help="Publish lines with personal contacts too.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Read documents and publish their tables.

    Only what is new or changed since the last run is read; documents that are
    gone are retired. Exit code: 0 all published, 3 some in quarantine and the
    rest published, 2 wrong usage, 1 a fault (what was published stays as it was).

    Example: zhospar run raw_docs --output-dir outputs
    """
    from pipelines.console import ConsoleReporter, print_summary
    from pipelines.logs import log_to_console
    from pipelines.run import Settings
    from pipelines.run import run as run_assets

    console = Console()
    log_to_console(verbose)
    settings = Settings(
        paths=tuple(paths or ["raw_docs"]),
        output_dir=output_dir,
        max_size=max_size * MEGABYTE,
        keep_contacts=keep_contacts,
        workers=workers or os.cpu_count() or 1,
    )
    try:
        with ConsoleReporter(console).shown() as reporter:
            result = run_assets(settings, reporter, verbose=verbose)
    except NoInputError as error:
        _fail(error, USAGE)
    except ZhosparError as error:
        _fail(error, FAULT)
    if not result.plan.tasks:
        console.print("Nothing to read: all documents are unchanged.")
    quarantined = print_summary(console, settings.database, result.plan)
    for warning in result.warnings:
        console.print(f"Warning: {warning}", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(SOME_QUARANTINED if quarantined else OK)


def _fail(error: Exception, code: int) -> NoReturn:
    print(f"zhospar: {error}", file=sys.stderr)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line."""
    app()
