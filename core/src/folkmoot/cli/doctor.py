# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot doctor."""

import click

from folkmoot.cli.output import give_json, give_table


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """Look whether everything is as it should be, and say what to do where it isn't."""
    from folkmoot.cli.examination import examine

    findings = examine()
    well = all(finding.ok for finding in findings)
    if as_json:
        give_json({
            "ok": well,
            "checks": [{"name": f.name, "ok": f.ok, "detail": f.detail, "remedy": f.remedy} for f in findings],
        })  # fmt: skip
    else:
        rows = [("ok" if f.ok else "NO", f.name, f.detail, "" if f.ok else f.remedy) for f in findings]
        give_table("", ("", "check", "found", "what to do"), rows)
    if not well:
        raise click.exceptions.Exit(1)


COMMANDS = (doctor,)
