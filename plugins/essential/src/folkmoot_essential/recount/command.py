# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot count"""

import json
import sys
from pathlib import Path

import click

from folkmoot_essential.counting import (
    CannotCount,
    Problem,
    Unreadable,
    WrongParameter,
    read,
    rule,
)
from folkmoot_essential.counting.declared import Undeclared, declared
from folkmoot_essential.recount import explained, report

NO_SEED = Problem(
    0, "lot-without-seed", "A tie was decided by lot, and no seed was given: anybody could know it before.",
    "drawn with an empty seed; draw one in public and give it as --parameter seed=…",
)  # fmt: skip


def pairs(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The parameters k=v of the command line; each at most once."""
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{one!r} isn't name=value.")
        if name in found:
            raise click.BadParameter(f"{name} is given twice.")
        found[name] = value
    return found


@click.command("count")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", "name", required=True, help="How to count; declared takes what the file says of itself.")
@click.option("--parameter", "parameters", multiple=True, callback=pairs, metavar="NAME=VALUE", help="May be repeated.")
@click.option("--strict", is_flag=True, help="End with 1 when anything in the file isn't as it should be.")
@click.option("--json", "as_json", is_flag=True, help="Give one JSON value with the whole trace.")
@click.option("--explain", is_flag=True, help="Say of each option why it won or didn't.")
@click.option(
    "--missing", multiple=True, metavar="ID", help="Recount until so many more votes make it win. Repeatable."
)
def count(
    file: Path, name: str, parameters: dict[str, str], strict: bool, as_json: bool, explain: bool,
    missing: tuple[str, ...],
) -> None:  # fmt: skip
    """Count the ballots of a FILE (.pb, .soi, .blt, also .gz) exactly, and explain every step. Needs no database."""
    sys.set_int_max_str_digits(0)  # a price after thousands of rounds may have more digits than Python's caution
    seed = parameters.pop("seed", "")
    try:
        reading = read(file)
        chosen = declared(reading.election, parameters) if name == "declared" else rule(name, parameters)
        outcome = chosen.count(reading.election, seed)
        why = explained.explained(reading.election, chosen, seed, outcome, missing) if explain or missing else None
    except WrongParameter as error:
        raise click.UsageError(str(error)) from None
    except (CannotCount, Undeclared, Unreadable, OSError) as error:
        raise click.ClickException(str(error)) from None
    problems = reading.problems
    if not seed and any(tie.by == "lot" for tie in outcome.ties):
        problems = (*problems, NO_SEED)
    if as_json:
        value = report.as_json(reading.election, chosen, outcome, problems, seed)
        click.echo(json.dumps(value | explained.as_json(why), indent=2))
    else:
        report.show(reading.election, chosen, outcome, problems)
        explained.show(reading.election, why)
    if strict and problems:
        raise click.exceptions.Exit(1)
