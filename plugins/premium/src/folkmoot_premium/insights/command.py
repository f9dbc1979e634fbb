# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""folkmoot insights analyse, folkmoot insights similar"""

import json
import re
from pathlib import Path

import click

from folkmoot_licensing import PREMIUM, Evidence, Mode, NotLicensed
from folkmoot_premium.analysis import Hit, Index, NoEmbedder, Progress, Row, Settings, WrongRow, analyse
from folkmoot_premium.analysis.meaning.e5 import MOST_CHARACTERS
from folkmoot_premium.analysis.meaning.embedder import named
from folkmoot_premium.analysis.settings import MOST_THEMES
from folkmoot_premium.insights import MANIFEST
from folkmoot_premium.insights.bar import Bar
from folkmoot_premium.insights.reading import Reading, Unreadable, read
from folkmoot_premium.insights.writing import write

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LANGUAGE = re.compile(r"[a-z]{2,3}")
MOST_SAID = 5
SEMANTIC = "Meaning without shared words too; needs the extra “semantic”, and some 30 ms a text."


def opened(evidence: Evidence) -> click.Command:
    """The command, when a licence among the raw tokens opens the module and lets it begin something."""
    admission = PREMIUM.admit(evidence, MANIFEST.id)
    if admission.mode is not Mode.OPEN:
        raise NotLicensed(MANIFEST.id, str(admission.mode))
    group = click.Group("insights", help="Find themes, near-duplicates and similar texts in a file of contributions.")
    group.add_command(analyse_file)
    group.add_command(similar)
    return group


def language(context: click.Context, parameter: click.Parameter, given: str | None) -> str | None:
    """A code of a language."""
    if given is not None and not LANGUAGE.fullmatch(given):
        raise click.BadParameter(f"{given!r} isn't the code of a language, as fr or nl.")
    return given


@click.command("analyse")
@click.argument("file", type=FILE)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the results.")
@click.option("--themes", type=click.IntRange(1, MOST_THEMES), help="How many; else the number that is most stable.")
@click.option("--lang", "lang", callback=language, help="Language of rows that don't say theirs; else recognised.")
@click.option("--semantic", is_flag=True, help=SEMANTIC)
def analyse_file(file: Path, out: Path, themes: int | None, lang: str | None, semantic: bool) -> None:
    """Analyse a FILE of contributions, one JSON object with id and text a line.

    Writes themes.json, duplicates.json and run.json. The same rows give the same bytes, in whatever order they stand.
    --licence LICENCE opens the command without an installation, --host HOST says for which host the licence is.
    """
    _check(semantic)
    rows = _rows(file).rows
    if not rows:
        click.echo(f"{file.name} has no rows: there is nothing to find in it.", err=True)
    bar = Bar()
    try:
        found = analyse(rows, Settings(themes, lang, semantic=semantic), Progress(bar.told))
        write(found, out)
    except KeyboardInterrupt:
        raise click.ClickException("Stopped. Nothing was written.") from None
    except OSError as error:
        raise click.ClickException(f"The results can't be written to {out}: {error.strerror}") from None
    finally:
        bar.end()
    unassigned = f", {len(found.unassigned)} in none" if found.unassigned else ""
    groups = f"{len(found.duplicates)} groups of near-duplicates"
    click.echo(f"{len(rows)} contributions: {len(found.themes)} themes{unassigned}; {groups}. See {out}.", err=True)
    if found.cut:
        click.echo(f"For their meaning {found.cut} long texts were read up to character {MOST_CHARACTERS}.", err=True)


def _check(semantic: bool) -> None:
    """Refuse what needs the extra, where it is missing, before anything is read."""
    try:
        if semantic:
            named()
    except NoEmbedder as missing:
        raise click.ClickException(f"{missing} Without --semantic it works with words and their parts.") from None


@click.command("similar")
@click.argument("file", type=FILE)
@click.option("--query", required=True, help="What to look for; may be half a sentence, with errors.")
@click.option("--top", default=5, type=click.IntRange(1, 1000), show_default=True, help="How many at most.")
@click.option("--semantic", is_flag=True, help=SEMANTIC)
@click.option("--json", "as_json", is_flag=True, help="Give one JSON value.")
def similar(file: Path, query: str, top: int, semantic: bool, as_json: bool) -> None:
    """Find the contributions of a FILE that are like a text, even half typed.

    --licence LICENCE opens the command without an installation, --host HOST says for which host the licence is.
    """
    _check(semantic)
    rows = sorted(_rows(file).rows, key=lambda row: row.id)
    try:
        asked = Row.of("query", query).text
    except WrongRow as fault:
        raise click.UsageError(f"--query: {fault}") from None
    hits = _by_meaning(rows, asked, top) if semantic else Index(rows).search(asked, top)
    if as_json:
        value = [{"id": hit.id, "score": hit.score, "shared": list(hit.shared)} for hit in hits]
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        return
    texts = {row.id: " ".join(row.text.split()) for row in rows}
    for hit in hits:
        click.echo(f"{hit.score:.2f}  {hit.id}  {texts[hit.id][:100]}  [{', '.join(hit.shared)}]")
    if not hits:
        click.echo("Nothing in the file is like that.", err=True)


def _by_meaning(rows: list[Row], asked: str, top: int) -> list[Hit]:
    from folkmoot_premium.analysis.meaning.searching import MeaningIndex

    bar = Bar()
    progress = Progress(bar.told)
    progress.plan({"meaning": 1.0})
    try:
        return MeaningIndex(rows, progress).search(asked, top)
    except KeyboardInterrupt:
        raise click.ClickException("Stopped.") from None
    finally:
        bar.end()


def _rows(file: Path) -> Reading:
    try:
        reading = read(file)
    except Unreadable as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{file} can't be read: {error.strerror}") from None
    for sentence in reading.renamed[:MOST_SAID]:
        click.echo(sentence, err=True)
    if len(reading.renamed) > MOST_SAID:
        click.echo(f"And {len(reading.renamed) - MOST_SAID} more ids are used again.", err=True)
    return reading
