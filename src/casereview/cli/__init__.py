"""The command line: `casereview COMMAND`. Each command's `--help` is enough to use it."""

import importlib
import os

import click

COMMANDS = {
    "init": "running",
    "serve": "running",
    "sample": "running",
    "tick": "running",
    "user": "people",
    "figures": "asking",
    "clocks": "asking",
    "ledger": "keeping",
    "receipt": "keeping",
    "standing": "keeping",
    "import": "exchange",
    "export": "exchange",
    "template": "exchange",
    "library": "cataloguing",
    "panel": "panel",
    "bench": "benching",
}
"""Each command with the module that holds it; loaded when it is asked for, so that --help is quick."""


class Commands(click.Group):
    """The commands, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casereview.config.settings")
        django.setup()
        module = importlib.import_module(f"casereview.cli.{COMMANDS[name]}")
        found: click.Command = next(command for command in module.commands if command.name == name)
        return found


@click.command(cls=Commands)
@click.version_option(package_name="casereview")
def main() -> None:
    """Serious case reviews in England: from the notification to the national figures.

    The data are kept in the folder that CASEREVIEW_HOME names (by default `var` in the checkout), or in the database
    that DATABASE_URL names.
    """
