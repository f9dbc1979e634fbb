# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The command itself: collects the subjects' commands and turns known troubles into one sentence and exit code 1."""

import importlib
import signal
import sys
import warnings
from types import FrameType
from typing import Any

import click

from folkmoot.settings import SettingsError

# Pyramid 2.1 still imports pkg_resources, which tells every user at its import that it will go.
warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)

SUBJECTS = (
    "folkmoot.cli.serve",
    "folkmoot.cli.run",
    "folkmoot.cli.worker",
    "folkmoot.cli.database",
    "folkmoot.cli.tenants",
    "folkmoot.cli.people",
    "folkmoot.cli.licences",
    "folkmoot.cli.demo",
    "folkmoot.cli.tables",
    "folkmoot.cli.contributions",
    "folkmoot.cli.doctor",
)
"""Python modules with a tuple COMMANDS. Groups that several subjects share are in folkmoot.cli.groups."""


class Commands(click.Group):
    """All commands; what an operator can put right is said in a sentence, everything else is a traceback."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Core's, and those that installed modules bring."""
        from folkmoot.cli.modules import offered

        return sorted({*super().list_commands(context), *offered()})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Core's first, so that no module can put itself in the place of one."""
        own = super().get_command(context, name)
        if own is not None:
            return own
        from folkmoot.cli.modules import load

        return load(name)

    def invoke(self, context: click.Context) -> Any:
        """Run a command; settings, database and role troubles become refusals (exit 1)."""
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            sentence = refusal(error)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from None


def refusal(error: Exception) -> str | None:
    """The sentence for a trouble that the operator can put right; None for a fault of ours."""
    if isinstance(error, SettingsError):
        return str(error)
    from sqlalchemy.exc import OperationalError

    from folkmoot.db.embedded import EmbeddedPostgresError
    from folkmoot.db.session import UnsafeRole

    if isinstance(error, EmbeddedPostgresError | UnsafeRole):
        return str(error)
    if isinstance(error, OperationalError):
        return f"The database doesn't answer as it should: {str(error.orig).strip().splitlines()[0]}"
    return None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="folkmoot")
def main() -> None:
    """Folkmoot: citizen participation for municipalities."""
    from folkmoot.cli.logs import configure

    configure()
    signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a command like Ctrl-C: what it started is stopped on the way out."""
    sys.exit(128 + number)


for subject in SUBJECTS:
    for command in importlib.import_module(subject).COMMANDS:
        main.add_command(command)
