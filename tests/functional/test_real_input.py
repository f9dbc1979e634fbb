# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Real consultations, imported by the command, found, listed, and exported again with nothing lost."""

import csv
import datetime
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select

from folkmoot.contributions.exchange import exporter
from folkmoot.contributions.exchange.importer import Importer, Report, plan
from folkmoot.contributions.exchange.names import names
from folkmoot.contributions.models import Contribution
from folkmoot.discussion.models import Comment
from folkmoot.projects.models import Project
from folkmoot.projects.services import Projects
from folkmoot.testing import Town

pytestmark = pytest.mark.real_data
NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def project(town: Town) -> Project:
    made = town.project()
    town.phase(made, "ideation")
    return made


def bring(town: Town, project: Project, path: Path, **options: Any) -> Report:
    """Import as the command does, without its process."""
    place = town.platform.place(town.host)
    assert place is not None
    plugins = town.platform.composer.plugins(place.composition)
    with town.session() as db:
        phase = Projects(plugins).phases(db, project.id, NOW)[0]
        packages = ("folkmoot", *town.platform.composer.packages(place.composition))
        known = names(db, plugins, packages, phase.method)
    importer = Importer(town.platform.database, town.site, phase, known, NOW)
    return importer.run(path, plan(path, None), **options)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def export(town: Town, project: Project, kind: str, out: Path) -> None:
    with town.session() as db, out.open("wb") as file:
        rows = exporter.rows(db, project.id)
        if kind == "jsonl":
            exporter.write_json_lines(rows, file)
        else:
            write = exporter.write_csv if kind == "csv" else exporter.write_xlsx
            write(rows, exporter.columns(db, project.id), file)


def same(original: dict[str, Any], exported: dict[str, Any]) -> None:
    """Every value of the original row is in the exported one."""
    for column, value in original.items():
        name = {"t": "date", "kind": "kind"}.get(column, column)
        if column in ("date", "t"):
            moment = datetime.datetime.fromisoformat(exported["date"])
            local = moment.astimezone(datetime.UTC) if column == "t" else moment
            expected = datetime.datetime.fromtimestamp(int(value), datetime.UTC) if column == "t" else None
            if expected is not None:
                assert local == expected
            continue
        text = unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value
        assert exported.get(name) == text, (original["id"], column)


@pytest.mark.parametrize(
    ("name", "tops", "replies"), [("republique_numerique_fr", 694, 3694), ("klimarat_de", 5373, 0)]
)
def test_a_whole_consultation_goes_in_and_comes_out_again(
    town: Town, project: Project, shared_data: Path, tmp_path: Path, name: str, tops: int, replies: int
) -> None:
    # Of the French arguments five answer proposals that the file doesn't have: they stand on their own.
    path = shared_data / "texts" / f"{name}.jsonl"
    originals = {row["id"]: row for row in lines(path)}
    preview = bring(town, project, path, dry_run=True)
    assert (preview.new, preview.refused) == (tops + replies, [])
    report = bring(town, project, path)
    assert (report.read, report.new, report.unchanged, report.refused) == (tops + replies, tops + replies, 0, [])

    with town.session() as db:
        assert db.scalar(select(func.count()).select_from(Contribution)) == tops
        assert db.scalar(select(func.count()).select_from(Comment)) == replies

    again = bring(town, project, path)
    assert (again.new, again.unchanged, again.refused) == (0, tops + replies, [])

    out = tmp_path / "out.jsonl"
    export(town, project, "jsonl", out)
    exported = {row["id"]: row for row in lines(out)}
    assert exported.keys() == originals.keys()
    for key, row in originals.items():
        same(row, exported[key])

    back = bring(town, project, out)
    assert (back.new, back.unchanged, back.refused) == (0, tops + replies, [])


def test_it_is_listed_paged_counted_and_found_in_its_language(town: Town, project: Project, shared_data: Path) -> None:
    bring(town, project, shared_data / "texts" / "republique_numerique_fr.jsonl")
    browser = town.browser()
    page = browser.get(f"/fr/projects/{project.slug}")
    assert "694" in page.text
    seen: Counter[str] = Counter()
    for number in range(1, 36):
        listed = browser.get(f"/fr/projects/{project.slug}", params={"page": number, "sort": "oldest"})
        seen.update(link["href"] for link in listed.html.select(".card .card-title a"))
    assert len(seen) == 694
    assert set(seen.values()) == {1}
    for typed in ("neutralité", "neutralite", "neutralités"):
        found = browser.get(f"/fr/projects/{project.slug}", params={"q": typed})
        assert found.html.select(".card .card-title a"), typed
    assert not browser.get(f"/fr/projects/{project.slug}", params={"q": "xylophonequatorze"}).html.select(".card")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_rows_in_a_spreadsheet_are_known_again(
    town: Town, project: Project, shared_data: Path, tmp_path: Path, kind: str
) -> None:
    path = shared_data / "texts" / "republique_numerique_fr.jsonl"
    bring(town, project, path)
    out = tmp_path / f"out.{kind}"
    export(town, project, kind, out)
    report = bring(town, project, out)
    assert (report.new, report.unchanged, report.refused) == (0, 4388, [])
    if kind == "csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
    else:
        book = openpyxl.load_workbook(out, read_only=True)
        found = [cell for row in book.worksheets[0].iter_rows() for cell in row]
        book.close()
        assert all(cell.data_type != "f" for cell in found)
        cells = [cell.value for cell in found if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_broken_rows_among_good_ones_are_reported_and_harm_nothing(
    town: Town, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.jsonl"
    rows: list[Any] = [
        {"id": "good", "text": "A good row with <b>brackets</b> & signs", "date": "2026-01-01"},
        {"id": "date", "text": "x", "date": "yesterday"},
        {"id": "long", "text": "x" * 2_000_000},
        {"id": "nul", "text": "a\x00b"},
        {"id": "formula", "text": '=HYPERLINK("http://evil.example","x")'},
        {"id": "script", "text": "<script>alert(1)</script>"},
        {"id": "orphan", "text": "x", "parent": "nobody"},
        {"id": "child of refused", "text": "x", "parent": "script"},
        {"id": "good", "text": "the same id again"},
        {"id": "early answer", "text": "an answer before its question", "parent": "late"},
        {"id": "late", "text": "the question"},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    report = bring(town, project, path)
    assert (report.new, report.alone) == (4, 1)
    assert [item["row"] for item in report.as_json()["refused"]] == [2, 3, 4, 5, 6, 8, 9]
    page = town.browser().get(f"/en/projects/{project.slug}")
    assert "&lt;b&gt;brackets&lt;/b&gt;" in page.text
    assert "<script>alert" not in page.text


def test_an_import_that_was_stopped_is_taken_up_again(town: Town, project: Project, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(n), "text": f"Text {n}"}) for n in range(1200)))

    class StoppedError(Exception):
        pass

    def stop(row: int) -> None:
        if row == 900:
            raise StoppedError

    with pytest.raises(StoppedError):
        bring(town, project, path, progress=stop)
    report = bring(town, project, path)
    assert (report.new, report.unchanged) == (700, 500)
    with town.session() as db:
        assert db.scalar(select(func.count()).select_from(Contribution)) == 1200
