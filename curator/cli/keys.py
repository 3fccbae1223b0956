"""`curator keys`."""

from __future__ import annotations

import click

from curator.cli.exit_codes import ExitCode


@click.command("keys")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> int:
    """List every act of the review: its keys, its name for the settings, what it does.

    Any key can be changed in the settings file, whose place is shown at the end:
    [keys] accept = ["enter", "a"].
    """
    import json

    from curator.cli.narration import narrate
    from curator.model.scheme import default_scheme
    from curator.workflow.review.actions import Keymap, key_display
    from curator.workflow.settings import read_settings

    settings = read_settings()
    keymap = Keymap(default_scheme(), settings.keys)
    if as_json:
        rows = [
            {
                "action": action.id,
                "keys": list(action.keys),
                "description": action.description,
                "group": action.group,
            }
            for action in keymap
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return ExitCode.OK
    shown = [(", ".join(map(key_display, action.keys)), action) for action in keymap]
    wide = max(len(keys) for keys, _ in shown)
    name = max(len(action.id) for _, action in shown)
    group = ""
    for keys, action in shown:
        if action.group != group:
            group = action.group
            click.echo(f"\n{group}" if action is not shown[0][1] else group)
        click.echo(f"  {keys:<{wide}}  {action.id:<{name}}  {action.description}")
    click.echo(err=True)
    narrate(f"settings: {settings.path}" + ("" if settings.path.exists() else " (not there yet)"))
    return ExitCode.OK
