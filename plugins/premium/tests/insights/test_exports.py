# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""A run as files: own categories, what people decided and what was proposed, counted again from the rows."""

import csv
import io
import json
import re
import uuid
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from plugins.premium.tests.insights.deciding import Decided

from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town
from folkmoot_premium.insights.exports import tagged
from folkmoot_premium.insights.exports.run_tables import CHANGES, TEXTS, THEMES

CODE = re.compile("`([a-z_]+)`")
TREES, BUSES, DELETED = (uuid.uuid4() for _ in range(3))
TAGS = """
    SELECT t.item AS id, t.category_id::text AS category, c.name AS category_name, 'person' AS by, NULL AS sure
    FROM insights_tag t JOIN insights_category c ON c.id = t.category_id
    UNION ALL
    SELECT p.item, c.id::text, c.name, 'program', s.sure / 1000.0
    FROM insights_proposed p CROSS JOIN LATERAL unnest(p.categories, p.sure) AS s (category, sure)
    JOIN insights_category c ON c.id = s.category
"""
"""What is tagged and proposed, of texts that are there or not."""
LIVING = """
    SELECT i.item FROM insights_item i JOIN contribution c ON c.id = i.contribution_id
    WHERE i.run_id = :run AND c.withdrawn_at IS NULL AND c.title || c.body <> ''
"""


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """A finished analysis with two categories; three texts that people read, three that the program proposes for."""
    made = Decided(licensed_town)
    row = {"analysis": made.analysis}
    made.execute("INSERT INTO insights_tagging (analysis_id, several, proposed_at, learnt)"
                 " VALUES (:analysis, true, now(), 3)", **row)  # fmt: skip
    for position, (key, name) in enumerate(((BUSES, "=Buses"), (TREES, "Trees, and shade")), 1):
        made.execute(
            "INSERT INTO insights_category (id, analysis_id, name, position)"
            " VALUES (:key, :analysis, :name, :position)", key=key, name=name, position=position, **row,
        )  # fmt: skip
    for number, tags in ((0, [TREES, BUSES]), (1, [TREES]), (3, [])):
        _decide(made, number, tags)
    for number, tags, sure in ((1, [BUSES], [510]), (2, [TREES, DELETED], [873, 700]), (4, [], [])):
        made.execute(
            "INSERT INTO insights_proposed (analysis_id, item, position, categories, sure)"
            " VALUES (:analysis, :item, :position, CAST(:tags AS uuid[]), :sure)",
            item=made.item(number), position=number, tags=[str(one) for one in tags], sure=sure, **row,
        )  # fmt: skip
    return made


def _decide(made: Decided, number: int, tags: list[uuid.UUID]) -> None:
    values = {"analysis": made.analysis, "item": made.item(number)}
    made.execute("INSERT INTO insights_decision (analysis_id, item) VALUES (:analysis, :item)", **values)
    for key in tags:
        made.execute("INSERT INTO insights_tag (analysis_id, item, category_id) VALUES (:analysis, :item, :key)",
                     key=key, **values)  # fmt: skip


def files(made: Decided) -> tuple[Any, list[dict[str, str]], Any]:
    """The three files: JSON, CSV by its rows, the workbook."""
    browser = made.browser()
    told = {kind: browser.get(made.url(f"runs/1/export.{kind}")).body for kind in ("json", "csv", "xlsx")}
    rows = list(csv.DictReader(io.StringIO(told["csv"].decode("utf-8-sig"), newline="")))
    return json.loads(told["json"]), rows, load_workbook(io.BytesIO(told["xlsx"]))


def page_of(book: Any, name: str) -> list[dict[str, Any]]:
    names, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def counted(made: Decided) -> list[tuple[Any, ...]]:
    """The rows of TAGS whose texts are there."""
    there = {one.item for one in made.execute(LIVING, run=made.run)}
    rows = made.execute(TAGS)
    return sorted((one.id, one.category, one.category_name, one.by, one.sure and float(one.sure))
                  for one in rows if one.id in there)  # fmt: skip


def test_what_was_decided_and_what_was_proposed_leave_with_their_ids(made: Decided) -> None:
    told, rows, book = files(made)
    assert sorted(tuple(one.values()) for one in told["tags"]) == sorted(
        (one[3], one[1], one[2], one[0], one[4]) for one in counted(made)
    ), "JSON is canonical: its keys are in the order of the alphabet"
    assert [one["category"] for one in told["categories"]] == [str(BUSES), str(TREES)]
    for one in told["categories"]:
        mine = [tag for tag in counted(made) if tag[1] == one["category"]]
        assert one["texts"] == sum(tag[3] == "person" for tag in mine)
        assert one["proposed_for"] == sum(tag[3] == "program" for tag in mine)
    texts = {one["id"]: one for one in told["texts"]}
    assert texts[made.item(0)]["category_ids"] == [str(BUSES), str(TREES)]
    assert texts[made.item(0)]["proposed"] is None
    assert (texts[made.item(3)]["decided_by"], texts[made.item(3)]["categories"]) == ("person", [])
    assert (texts[made.item(2)]["decided_by"], texts[made.item(2)]["categories"]) == ("", None)
    assert texts[made.item(2)]["proposed"] == [{"category": str(TREES), "name": "Trees, and shade", "sure": 0.873}]
    assert (texts[made.item(4)]["proposed"], texts[made.item(5)]["proposed"]) == ([], None)
    facts = {**told["tagging"], "proposed_at": bool(told["tagging"]["proposed_at"])}
    assert facts == {"several": True, "decided": 3, "proposed": 3, "learnt_from": 3, "proposed_at": True}
    for row in rows:
        for name in ("category_ids", "categories", "proposed"):
            assert (json.loads(row[name]) if row[name] else None) == texts[row["id"]][name]
    assert book.sheetnames == ["texts", "themes", "changes", "categories", "tags", "about"]
    assert [tuple(one.values()) for one in page_of(book, "tags")] == [
        (one["id"], one["category"], one["category_name"].replace("=", "'="), one["by"], one["sure"])
        for one in told["tags"]
    ]
    assert {one["id"] for one in page_of(book, "texts")} == set(texts) == {row["id"] for row in rows}


def test_tags_of_what_is_erased_leave_every_file_with_its_words(made: Decided) -> None:
    with made.town.session() as db:
        erase_account(db, made.people["Anna"].id, texts=True)
    told, rows, book = files(made)
    assert sorted(tuple(one.values())[3] for one in told["tags"]) == [one[0] for one in counted(made)]
    assert {one["name"]: one["texts"] for one in told["categories"]} == {"=Buses": 0, "Trees, and shade": 1}
    assert told["tagging"]["decided"] == 2
    gone = {made.item(0), made.item(2)}
    assert not gone & {one["id"] for one in (*rows, *told["texts"], *page_of(book, "tags"), *page_of(book, "texts"))}
    browser = made.browser()
    for kind in ("json", "csv", "xlsx"):
        body = browser.get(made.url(f"runs/1/export.{kind}")).body
        if kind == "xlsx":
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                body = b"".join(archive.read(name) for name in archive.namelist())
        for trace in (b"They give shade.", b"in summer", *(item.partition(":")[2].encode() for item in gone)):
            assert trace not in body, (kind, trace)


def test_without_categories_the_tables_are_there_and_empty(made: Decided) -> None:
    made.execute("DELETE FROM insights_category")
    made.execute("DELETE FROM insights_tagging")
    told, rows, book = files(made)
    assert told["categories"] == told["tags"] == page_of(book, "tags") == []
    assert told["tagging"]["proposed_at"] is None
    assert len(rows) == len(told["texts"]) == 7


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "analyse-contributions.md").read_text()
    told = {line.split("|")[1].strip(" `"): set(CODE.findall(line.split("|")[2]))
            for line in page.splitlines() if line.startswith("| `")}  # fmt: skip
    tables = {"texts": TEXTS, "themes": THEMES, "changes": CHANGES}
    tables |= {"categories": tagged.CATEGORIES, "tags": tagged.TAGS}
    for name, columns in tables.items():
        assert set(columns) <= told[name], name
