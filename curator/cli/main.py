"""The command `curator`: its options, its subcommands (imported when they are called)."""

from __future__ import annotations

import importlib
import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from curator import __version__
from curator.cli.exit_codes import ExitCode
from curator.model.errors import CuratorError

# Each command with its one-line help, so that `curator --help` imports none of them.
COMMANDS = {
    "import": ("importing", "Bring documents in: .txt files, folders, JSONL records."),
    "suggest": ("suggest", "Suggest spans for the documents that have none yet."),
    "load": ("load", "Load spans made elsewhere, as a reviewer's or as suggestions."),
    "review": ("review", "Review documents in the terminal."),
    "export": ("export", "Write documents with their spans as JSONL or CoNLL."),
    "train": ("train", "Train the tagger from lessons, gold files and finished reviews."),
    "evaluate": ("evaluate", "Measure suggestions against gold."),
    "agreement": ("agreement", "Measure agreement between reviewers."),
    "status": ("status", "Show documents, spans and reviewers in numbers."),
    "verify": ("verify", "Replay every decision and check every offset."),
    "keys": ("keys", "List every act of the review and its keys."),
}


class _ReaderGoneError(Exception):
    """The reader of our stdout has gone (`curator export | head`)."""


class _Commands(click.Group):
    """The subcommands, each imported only when it is called."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # click would end with 1, and without a word.
            raise _ReaderGoneError from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"curator.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "Exit codes: 0 done; 1 an error, nothing done or broken off; 2 wrong usage; 3 some input "
        "refused and listed, the rest done; 4 verify found a difference; 130 interrupted; 129 and "
        "143 a review was ended by its terminal or by SIGTERM, all saved. "
        "Data goes to stdout, everything else to stderr."
    ),
)
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("corpus.db"),
    envvar="CURATOR_DB",
    show_default=True,
    show_envvar=True,
    help="The corpus, a SQLite file.",
)
@click.version_option(__version__, prog_name="curator")
@click.pass_context
def cli(context: click.Context, db: Path) -> None:
    """Annotate and curate Vietnamese text in the terminal.

    Import documents, let curator suggest spans, confirm them by keyboard, measure agreement,
    export training data.
    """
    context.obj = db


def main() -> None:
    """Run the command line and exit with one of `ExitCode`."""
    if sys.stdout.encoding.lower() != "utf-8" and isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that knows no Vietnamese shows escapes instead of breaking the command off.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        result = cli.main(standalone_mode=False)
        code = int(result) if isinstance(result, int) else ExitCode.OK
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("interrupted; what was committed stays", err=True)
        code = ExitCode.INTERRUPTED
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except CuratorError as error:
        _tell(str(error))
        code = ExitCode.ERROR
    except (BrokenPipeError, _ReaderGoneError):
        # No error of ours.
        _drop_output()
        code = ExitCode.OK
    except OSError as error:
        named = f"{error.filename}: " if error.filename else ""
        _tell(f"{named}{error.strerror or error}")
        if error.filename is None:  # stdout itself, most likely: the disk is full
            _drop_output()
        code = ExitCode.ERROR
    sys.exit(code)


def _drop_output() -> None:
    """Let what is left in stdout's buffer go nowhere: Python would try to write it at the end."""
    with suppress(io.UnsupportedOperation):  # a caller's own stdout need not be a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(message: str) -> None:
    """Say why it broke off; names of documents and files in it cannot steer the terminal."""
    from curator.cli.narration import narrate

    narrate(f"curator: {message}")
