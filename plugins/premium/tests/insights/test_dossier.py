# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The dossier: every number on it counted again from the rows, every sentence with its source in reach."""

import re
import uuid
from typing import Any

import pytest
from plugins.premium.tests.insights.deciding import Decided

from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town
from folkmoot_premium.insights.sheets.sentences import mark

NUMBERS = """
    WITH ready AS (
        SELECT s.id AS sheet, r.item FROM insights_sheet s JOIN insights_sheet_source r ON r.sheet_id = s.id
        WHERE s.state = 'ready'
    ), there AS (
        SELECT i.item, i.theme, i.by_hand, coalesce(m.author_id, CASE WHEN m.id IS NULL THEN c.author_id END) AS author
        FROM insights_item i JOIN contribution c ON c.id = i.contribution_id LEFT JOIN comment m ON m.id = i.comment_id
        WHERE i.run_id = :run AND c.published_at IS NOT NULL AND c.withdrawn_at IS NULL AND c.title || c.body <> ''
        AND (m.id IS NULL OR (m.removed_at IS NULL AND m.body <> ''))
    ), voice AS (
        SELECT c.author_id AS who, 1 AS value FROM ready JOIN contribution c ON 'c:' || c.id = ready.item
        WHERE c.withdrawn_at IS NULL
        UNION SELECT m.author_id, 1 FROM ready JOIN comment m ON 'm:' || m.id = ready.item
            JOIN contribution c ON c.id = m.contribution_id WHERE c.withdrawn_at IS NULL
        UNION SELECT x.account_id, x.value FROM ready JOIN contribution c ON 'c:' || c.id = ready.item
            JOIN contribution_reaction x ON x.contribution_id = c.id WHERE c.withdrawn_at IS NULL
    )
    SELECT (SELECT count(*) FROM there) AS texts, (SELECT count(DISTINCT author) FROM there) AS authors,
        (SELECT count(*) FROM there WHERE author IS NULL) AS unknown,
        (SELECT count(*) FROM insights_item WHERE run_id = :run) - (SELECT count(*) FROM there) AS removed,
        (SELECT count(DISTINCT theme) FROM there) AS themes,
        (SELECT count(*) FROM there WHERE theme IS NULL AND by_hand <> 'exclude') AS unassigned,
        (SELECT count(DISTINCT who) FROM voice WHERE value = 1) AS people,
        (SELECT count(DISTINCT who) FROM voice WHERE value = -1) AS against,
        (SELECT count(DISTINCT ready.item) FROM ready JOIN there ON there.item = ready.item) AS sources,
        (SELECT count(DISTINCT sheet) FROM ready) AS ideas
"""
"""Counted without anything of the module; this analysis reads no files."""


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """A finished analysis."""
    return Decided(licensed_town)


def _ready(made: Decided, sheet: uuid.UUID, item: str, text: str, title: str) -> None:
    fields = [("do", "ready"), ("title", title), ("core", f"{item}|{mark(text)}")]
    made.save(sheet, fields, status=303)


def _three(made: Decided) -> None:
    """Two sheets that are ready, with sources in common, and a draft."""
    _ready(made, made.sheet(theme="t01"), made.item(0), "They give shade.", "Shade")
    _ready(made, made.sheet(0, 3), made.item(3), "Open the library on Sundays.", "Sundays")
    made.sheet(5)


def _counted(made: Decided) -> dict[str, int]:
    return dict(made.execute(NUMBERS, run=made.run)[0]._mapping)  # SQLAlchemy's public name


def _shown(page: Any) -> dict[str, int]:
    """The numbers of a page by their ids."""
    found = page.html.select(".dossier-numbers div")
    return {one["id"].removeprefix("number-"): int(one.dd.get_text()) for one in found}


def test_every_number_is_what_the_rows_say(made: Decided) -> None:
    _three(made)
    browser = made.browser()
    told = browser.get(made.url("dossier.json")).json["numbers"]
    counted = _counted(made)
    assert {key: told[key] for key in counted} == counted
    # and by hand: Anna, Ben, Cleo and Finn wrote five of seven; Dora, Ed react
    assert (told["texts"], told["authors"], told["unknown"]) == (7, 4, 2)
    assert (told["ideas"], told["sources"], told["people"], told["against"]) == (2, 5, 5, 1)
    shown = _shown(browser.get(made.url("dossier")))
    assert shown == {key: told[key] for key in shown}
    assert {"texts", "authors", "unknown", "themes", "unassigned", "groups", "ideas", "sources", "people"} <= set(shown)
    page = browser.get(made.url("dossier"))
    for theme, size in made.execute(
        "SELECT theme, count(*) FROM insights_item WHERE run_id = :run AND theme IS NOT NULL GROUP BY 1", run=made.run
    ):
        row = page.html.select_one(f"#theme-{theme}")
        assert row.select_one("td.num").get_text() == str(size)


def test_only_ready_sheets_stand_in_it_in_their_order(made: Decided) -> None:
    _three(made)
    page = made.browser().get(made.url("dossier"))
    assert _titles(page) == ["1.Shade", "2.Sundays"]
    second = made.told()[1]["id"]
    made.post("sheets/order", [("move", f"{second}:up")])
    assert _titles(made.browser().get(made.url("dossier"))) == ["1.Sundays", "2.Shade"]


def _titles(page: Any) -> list[str]:
    return [one.get_text(strip=True) for one in page.html.select("article.dossier-idea h3")]


def test_every_sentence_leads_to_its_source_within_the_file(made: Decided) -> None:
    _three(made)
    answer = made.browser().get(made.url("dossier.html"))
    assert 'attachment; filename="dossier-' in answer.headers["Content-Disposition"]
    assert not re.search(r"(?:src|href)=\"(?!#)|@import|url\(|<script", answer.text), "it asks for nothing else"
    quotes = answer.html.select("blockquote.sheet-quote")
    assert len(quotes) >= 2
    for quote in quotes:
        source = answer.html.select_one(quote.select_one("a")["href"])
        assert quote.p.get_text() in source.get_text()
    for idea in made.browser().get(made.url("dossier.json")).json["ideas"]:
        assert idea["id"] in answer.text
        assert idea["core"]["source"] in answer.text


def test_it_says_what_was_automatic_and_how_it_was_made(made: Decided) -> None:
    _three(made)
    page = made.browser().get(made.url("dossier"))
    page.mustcontain("How this was made", "0" * 64, "proposed by the program")
    page.mustcontain("The number of themes was chosen by a person")
    told = made.browser().get(made.url("dossier.json")).json
    assert told["run"]["record"]["input"]["sha256"] == "0" * 64


def test_a_person_writes_title_and_introduction(made: Decided) -> None:
    browser = made.browser()
    form = browser.get(made.url("dossier/words")).forms
    form = next(one for one in form.values() if "introduction" in one.fields)
    form["title"], form["introduction"] = "Ideas of spring", "First.\nSecond <b>."
    form.submit(status=303)
    page = browser.get(made.url("dossier"))
    assert page.html.h1.get_text() == "Ideas of spring"
    page.mustcontain("First.\nSecond &lt;b&gt;.")
    forms = browser.get(made.url("dossier/words")).forms
    form = next(one for one in forms.values() if "introduction" in one.fields)
    form["title"] = "x" * 151
    answer = form.submit(status=422)
    answer.mustcontain("At most 150 characters", "Second &lt;b&gt;.")


def test_what_is_withdrawn_or_erased_leaves_it_at_once(made: Decided) -> None:
    _three(made)
    with made.town.session() as db:
        made.forum.contributions.withdraw(db, made.posted[0].id, made.people["Anna"].id, made.now())
        erase_account(db, made.people["Dora"].id, texts=True)
    browser = made.browser()
    for tail in ("dossier", "dossier.html", "dossier.json"):
        assert "They give shade." not in browser.get(made.url(tail)).text, tail
    page = browser.get(made.url("dossier"))
    assert page.html.select_one('p[data-notice="source-gone"]') is not None
    told, counted = browser.get(made.url("dossier.json")).json["numbers"], _counted(made)
    assert {key: told[key] for key in counted} == counted
    assert (told["removed"], told["people"], told["against"]) == (2, 3, 0)


def test_without_a_finished_run_there_is_no_dossier(made: Decided) -> None:
    made.execute("DELETE FROM insights_run")
    made.browser().get(made.url("dossier"), status=404)
    made.browser().get(made.url("dossier.json"), status=404)
    made.browser().get(made.url("sheets")).mustcontain("there is no finished run yet")
    made.browser().get(made.url("duplicates"))
