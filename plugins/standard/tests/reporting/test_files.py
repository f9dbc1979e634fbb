# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every figure of the pages as CSV and XLSX: the same numbers, the same hiding, and no formulas."""

import csv
import datetime
import io
import re
from collections import defaultdict
from typing import Any

import openpyxl
import pytest

from folkmoot.accounts.interfaces import Role
from folkmoot.contributions.interfaces import ReactionRules
from folkmoot.projects.models import Area
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum

from .bustle import bustle
from .conftest import crowd, stats, table

EVIL = '=HYPERLINK("http://evil.example")'
NOW = datetime.datetime.now(datetime.UTC)
SHOWN = {"fewer than 5": "<5"}


def rows_of(answer: Any) -> dict[str, dict[str, dict[str, str]]]:
    """Table, row and figure of a CSV."""
    assert answer.content_type == "text/csv"
    assert answer.body.startswith(b"\xef\xbb\xbf")
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))):
        found[row["table"]][row["row"]][row["figure"]] = row["value"]
    return found


def book_of(answer: Any) -> Any:
    assert re.fullmatch(
        r'attachment; filename="[a-z0-9-]+-\d{4}-\d\d-\d\d\.xlsx"', answer.headers["Content-Disposition"]
    )
    return openpyxl.load_workbook(io.BytesIO(answer.body))


@pytest.mark.parametrize("query", ["", "?period=all", "?period=30"])
def test_the_csv_says_what_the_page_says(licensed_town: Town, query: str) -> None:
    bustle(licensed_town, 5, people=14, projects=3)
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    page, rows = browser.get(f"/admin/reporting{query}"), rows_of(browser.get(f"/admin/reporting/report.csv{query}"))
    assert {name: SHOWN.get(value, value) for name, value in stats(page).items()} == {
        name: rows["total"][name]["now"] for name in stats(page)
    }
    for key in ("project", "phase", "topic", "area", "method"):
        on_page = {name: [SHOWN.get(cell, cell) for cell in cells] for name, cells in table(page, f"by-{key}").items()}
        assert on_page == {name: list(figures.values()) for name, figures in rows[key].items()}
    numbers = {
        row.th.text: [SHOWN.get(cell.text, cell.text) for cell in row.select("td")]
        for row in page.html.select(".report-numbers tbody tr")
    }
    assert numbers == {name: list(figures.values()) for name, figures in rows["time"].items()}


def test_the_workbook_holds_the_same_numbers(licensed_town: Town) -> None:
    bustle(licensed_town, 6, people=14)
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    rows = rows_of(browser.get("/admin/reporting/report.csv"))
    book = book_of(browser.get("/admin/reporting/report.xlsx"))
    in_book = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    for name, figures in rows["project"].items():
        assert name in in_book
        assert set(figures.values()) <= set(in_book)
    people = next(row for row in book["Total"].iter_rows(values_only=True) if row[0] == "People taking part")
    assert str(people[1]) == rows["total"]["People taking part"]["now"]
    assert isinstance(people[1], int)


def test_filters_hold_for_files_and_hidden_numbers_are_in_none(forum: Forum) -> None:
    other = Forum(forum.town)
    crowd(forum, 3)
    crowd(other, 7)
    browser = forum.town.browser(forum.town.account(Role.ADMINISTRATOR))
    rows = rows_of(browser.get(f"/admin/reporting/report.csv?project={forum.project.slug}"))
    assert rows["total"]["People taking part"]["now"] == "<5"
    assert rows["total"]["Contributions"]["now"] == "3"
    assert rows["about"]["Project"]["value"] == forum.project.title["en"]
    whole = rows_of(browser.get("/admin/reporting/report.csv"))
    assert {name: figures["people"] for name, figures in whole["project"].items()} == {
        forum.project.title["en"]: "<5", other.project.title["en"]: "hidden",
    }  # fmt: skip


def test_names_that_look_like_formulas_are_harmless(licensed_town: Town) -> None:
    with licensed_town.session() as db:
        place = Area(slug="evil", title={"en": EVIL})
        db.add(place)
        db.flush()
        area_id = place.id
    forum = Forum(licensed_town)
    crowd(forum, 6, area_id=area_id, title="@SUM(1)")
    author = licensed_town.account()
    with licensed_town.session() as db:
        idea = forum.post(author.id, "+1 for trees")
        subject = forum.contributions.subject(db, idea.number)
        forum.reactions.react(db, subject, author.id, 1, ReactionRules(), NOW)
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    for path in ("/admin/reporting/report", f"/admin/reporting/projects/{forum.project.slug}/results"):
        text = browser.get(f"{path}.csv").body.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert f"'{EVIL}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
        book = book_of(browser.get(f"{path}.xlsx"))
        found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in found)
        assert not [cell.value for cell in found if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_the_results_file_says_what_the_page_says(licensed_town: Town) -> None:
    made = bustle(licensed_town, 9, people=14)
    browser = licensed_town.browser(licensed_town.account(Role.ADMINISTRATOR))
    path = f"/admin/reporting/projects/{made.projects[0].slug}"
    page, rows = browser.get(path), rows_of(browser.get(f"{path}/results.csv"))
    for name, value in stats(page).items():
        assert rows["total"][name]["number"] == SHOWN.get(value, value)
    for key in ("topic", "area"):
        on_page = {name: [SHOWN.get(cell, cell) for cell in cells] for name, cells in table(page, f"by-{key}").items()}
        assert on_page == {name: list(figures.values()) for name, figures in rows[key].items()}
    assert {name: cells[0] for name, cells in table(page, "became").items()} == {
        name: figures["contributions"] for name, figures in rows["status"].items()
    }
    assert len(book_of(browser.get(f"{path}/results.xlsx")).sheetnames) >= 6
