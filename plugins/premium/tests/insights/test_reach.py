# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Walk through the pages of a finished analysis: every number counted again from the rows, no number left over; every
sentence with its source one click away; no link that leads nowhere."""

import copy
import re
import uuid
from collections import Counter
from typing import Any

import pytest
from plugins.premium.tests.insights.deciding import Decided
from plugins.premium.tests.insights.test_dossier import NUMBERS

from folkmoot.db.base import uuid7
from folkmoot.testing import Town
from folkmoot_premium.insights.sheets.sentences import mark

THEIR_SIDES = "UPDATE comment SET side = 'for' WHERE id = :id"
AGAINST = "Shade trees break the pavement."
SHEETS = """
    WITH source AS (
        SELECT s.id AS sheet, s.title, r.item, c.author_id, c.id AS contribution, c.area_id FROM insights_sheet s
        JOIN insights_sheet_source r ON r.sheet_id = s.id JOIN contribution c ON 'c:' || c.id = r.item
        UNION ALL
        SELECT s.id, s.title, r.item, m.author_id, NULL, NULL FROM insights_sheet s
        JOIN insights_sheet_source r ON r.sheet_id = s.id JOIN comment m ON 'm:' || m.id = r.item
    ), voice AS (
        SELECT sheet, author_id AS who, 1 AS value FROM source WHERE author_id IS NOT NULL
        UNION SELECT sheet, x.account_id, x.value FROM source
            JOIN contribution_reaction x ON x.contribution_id = source.contribution
    )
    SELECT title, count(*) AS sources, count(*) FILTER (WHERE author_id IS NULL) AS unknown,
        count(*) FILTER (WHERE area_id IS NOT NULL) AS in_area,
        (SELECT count(*) FROM voice WHERE voice.sheet = source.sheet AND value = 1) AS people,
        (SELECT count(*) FROM voice WHERE voice.sheet = source.sheet AND value = -1) AS against
    FROM source GROUP BY sheet, title
"""
"""What stands behind each sheet, counted without anything of the module; nothing is merged but the first two texts."""
FACTS = {
    "Known people in favour": "people", "Ideas without a known author": "unknown", "Known people against": "against",
    "Sources": "sources",
}  # fmt: skip

PAGES = (
    "themes", "themes/t01", "map", "record", "compare", "tables", "trend", "network", "opinions?theme=t01",
    "opinions?theme=t02", "categories",
)  # fmt: skip
"""Of a run."""


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """An analysis with a merged group, three sheets that are ready, two comments with a side, and twelve supporters."""
    made = Decided(licensed_town)
    for number in range(12):
        made.people[f"s{number}"] = made.town.account()
        made.react(f"s{number}", 2, 1 if number else -1)
    made.execute(THEIR_SIDES, id=made.comment)
    made.execute(
        "INSERT INTO comment (id, project_id, contribution_id, author_id, body, language, side, official, extra)"
        " VALUES (:id, :project, :about, :who, :body, 'en', 'against', false, '{}')",
        id=uuid7(), project=made.forum.project.id, about=made.posted[0].id, who=made.people["Ed"].id, body=AGAINST,
    )  # fmt: skip
    items = [("items", made.item(one)) for one in (0, 1)]
    made.post("duplicates", [("do", "merge"), ("group", "1"), ("run", "1"), *items], status=303)
    made.post("runs/1/edit", [("do", "rename"), ("theme", "t01"), ("name", "Green streets")], status=303)
    _ready(made, made.sheet(theme="t01"), "Shade", 0, "They give shade.")
    _ready(made, made.sheet(2, 3, 4), "Costs", 3, "Open the library on Sundays.", ("cost_field", "Kosten"))
    own = made.sheet(5)
    made.save(own, [("do", "ready"), ("title", "Racks"), ("core", "own"), ("words", "More racks.")])
    return made


def _ready(made: Decided, sheet: uuid.UUID, title: str, number: int, said: str, *more: tuple[str, str]) -> None:
    fields = [("do", "ready"), ("title", title), ("core", f"{made.item(number)}|{mark(said)}"), *more]
    made.save(sheet, fields, status=303)


def numbers_in(told: str) -> list[int]:
    return [int(one.replace(",", "")) for one in re.findall(r"\d[\d,]*", told)]


def plain(node: Any) -> str:
    return " ".join(node.get_text(" ").split())


def test_the_dossier_has_no_number_that_the_rows_do_not_say(made: Decided) -> None:
    main = copy.copy(made.browser().get(made.url("dossier")).html.main)
    told = made.browser().get(made.url("dossier.json")).json["numbers"]
    counted = dict(made.execute(NUMBERS, run=made.run)[0]._mapping)  # SQLAlchemy's public name
    merged = made.one("SELECT sum(cardinality(merged) - 1) FROM insights_merge")
    expected = {
        **counted, "inputs": counted["texts"], "removed": 0, "excluded": 0, "groups": 2, "groups_decided": 1,
        "groups_merged": 1, "different": counted["texts"] - merged,
    }  # fmt: skip
    assert told == expected
    for one in main.select(".dossier-numbers > div"):
        assert int(plain(one.dd)) == expected[one["id"].removeprefix("number-")]
    _sheets_hold(made, main)
    _themes_hold(made, main)
    assert re.fullmatch(r"Counted on .*, from run 1 of [^,]*, \d\d:\d\d\.", plain(main.select_one(".dossier-head p")))
    for known in (
        "nav", ".dossier-numbers", "article", ".dossier-table", ".dossier-head", ".dossier-sources", "code",
        ".dossier-facts",
    ):  # fmt: skip
        for node in main.select(known):
            node.decompose()
    edits = made.one("SELECT count(*) FROM insights_edit")
    assert numbers_in(plain(main)) == [edits], "a number that nothing above has counted"


def _sheets_hold(made: Decided, main: Any) -> None:
    counted = {row.title: row for row in made.execute(SHEETS)}
    assert len(main.select("article")) == len(counted) == 3
    for place, article in enumerate(main.select("article"), 1):
        number, title = plain(article.h3).split(". ")
        assert int(number) == place
        row = counted[title]
        for fact in article.select(".dossier-facts > div"):
            value = numbers_in(plain(fact.dd))
            assert value[0] == getattr(row, FACTS[plain(fact.dt)]), (title, fact)
            assert len(value) == 1 or (title, value[1]) == ("Shade", row.sources - 1), "two of its sources are merged"
        for node in article.select(".dossier-facts, h3, blockquote, code, a"):
            node.decompose()
        left = numbers_in(plain(article).replace("900.50", "").replace("900,50", "").replace("Main Street 1", ""))
        costs = [2, 1500, 1500, 2, 0] if title == "Costs" else []
        assert Counter(left) == Counter([*costs, *([row.in_area] if row.in_area else [])]), plain(article)


def _themes_hold(made: Decided, main: Any) -> None:
    rows = made.execute("SELECT item, theme, stands_for FROM insights_item WHERE run_id = :run", run=made.run)
    lines = main.select(".dossier-table tbody tr")
    assert [one["id"] for one in lines] == ["theme-t01", "theme-t02"]
    for line in lines:
        mine = [one for one in rows if one.theme == line["id"].removeprefix("theme-")]
        size, share = line.select("td.num")
        assert int(plain(size)) == len(mine)
        assert plain(share).replace("\xa0", "").replace(" ", "") == f"{100 * len(mine) / len(rows):.1f}%"
        told = {one["href"].rpartition("/")[2]: int(plain(one.next_sibling).strip("() for,"))
                for one in line.select("small a")}  # fmt: skip
        assert told == {one.item: one.stands_for for one in mine if one.stands_for}


def test_every_sentence_leads_to_where_it_stands(made: Decided) -> None:
    browser = made.browser()
    page = browser.get(made.url("dossier"))
    quotes = page.html.select("blockquote")
    assert len(quotes) == 2, "a core sentence each; the third is the administration's"
    for quote in quotes:
        source = page.html.select_one(quote.a["href"])
        assert plain(quote.p) in plain(source)
        assert plain(quote.p) in plain(browser.get(source.select_one("p > a")["href"]).html.main)
    sheets = [one["href"] for one in browser.get(made.url("sheets")).html.select(".order-text > a")]
    for sheet in sheets:
        _quotes_lead(browser, browser.get(sheet).html.main)
    for path in ("themes", "themes/t01", "opinions?theme=t01"):
        texts = browser.get(made.url(f"runs/1/{path}")).html.select("a.insights-text")
        assert texts, path
        for link in texts:
            _leads(browser, link, re.split(r"\. |\n", link.get_text())[-1].strip())
    opinions = browser.get(made.url("runs/1/opinions?theme=t01")).html
    shown = next(one for one in opinions.select("a.insights-text") if plain(one) == AGAINST)
    assert shown["href"].startswith("/en/ideas/"), "a comment of after the run is read where it was written"


def _quotes_lead(browser: Any, main: Any) -> None:
    """Quotations, and the sentences that may be chosen instead."""
    for quote in main.select("blockquote"):
        _leads(browser, quote.footer.a, plain(quote.p))
    for label in main.select("#f-core label"):
        if link := label.small:
            said = plain(label).removesuffix(plain(link)).strip()
            _leads(browser, link.a, said)


def _leads(browser: Any, link: Any, said: str) -> None:
    target, _, fragment = link["href"].partition("#")
    found = browser.get(target).html
    assert said in plain(found.find(id=fragment) if fragment else found.main), link


def test_opinions_are_counted_from_reactions_and_sides(made: Decided) -> None:
    page = made.browser().get(made.url("runs/1/opinions?theme=t01")).html
    reactions = made.execute("SELECT 'c:' || contribution_id AS item, value FROM contribution_reaction")
    sides = made.execute("SELECT side, count(*) AS many FROM comment GROUP BY side")
    assert {one["aria-labelledby"]: numbers_in(plain(one.h2)) for one in page.select(".figures-sides section")} == {
        **{f"side-{row.side}": [row.many] for row in sides}, "unites": [], "divides": [],
    }  # fmt: skip
    united = page.find("section", {"aria-labelledby": "unites"}).select("li")
    assert [one.a["href"].rpartition("/")[2] for one in united] == [made.item(2)], "eleven of twelve agree"
    mine = [row.value for row in reactions if row.item == made.item(2)]
    assert numbers_in(plain(united[0].select("small")[-1])) == [mine.count(1), mine.count(-1)]
    for argument in page.select("section[aria-labelledby^=side-] li"):
        assert numbers_in(plain(argument.select("small")[-1])) == [0, 0], "nobody reacted to the comments"
    people = made.one(
        "SELECT count(DISTINCT who) FROM (SELECT author_id AS who FROM contribution WHERE id = ANY(:theme) UNION"
        " SELECT author_id FROM comment UNION SELECT account_id FROM contribution_reaction"
        " WHERE contribution_id = ANY(:theme)) AS voice", theme=[made.posted[one].id for one in (0, 1, 2)],
    )  # fmt: skip
    assert f"{people} people wrote or reacted in" in plain(page)


def test_no_link_of_the_workspace_leads_nowhere(made: Decided) -> None:
    browser = made.browser()
    tails = ["", "edits", "site", "duplicates", "sheets", "dossier", "dossier/words"]
    tails += [f"runs/1/{one}" for one in PAGES]
    pages = {made.url(tail).rstrip("/"): browser.get(made.url(tail).rstrip("/")).html for tail in tails}
    links = {link["href"] for page in pages.values() for link in page.main.select("a[href]")}
    links |= {link["href"] for page in pages.values() for link in page.select(".dossier-tools a")}
    assert len(links) > 40
    for link in sorted(links):
        target, _, fragment = link.partition("#")
        if target:
            answer = browser.get(target)
            answer = answer.follow() if answer.status_int == 303 else answer
            assert answer.status_int == 200, link
            assert not fragment or answer.html.find(id=fragment), link
        else:
            assert any(page.find(id=fragment) for page in pages.values()), link
    sizes = Counter(row.theme for row in made.execute("SELECT theme FROM insights_item WHERE run_id = :r", r=made.run))
    for path, found in (("map", ".insights-legend li"), ("themes", ".insights-themes > li")):
        for line in pages[made.url(f"runs/1/{path}")].main.select(found):
            key = line.a["href"].rpartition("/")[2]
            assert f"{sizes[key]} texts" in plain(line), path


def test_a_source_that_the_newest_run_did_not_read_has_no_link_into_it(made: Decided) -> None:
    made.execute("DELETE FROM insights_item WHERE item = :item", item=made.item(3))
    browser = made.browser()
    page = browser.get(made.url("dossier"))
    quoted = page.html.find(id=f"source-{made.item(3).replace(':', '-')}")
    assert "Open the library on Sundays." in plain(quoted)
    assert quoted.a is None
    sheet = next(one["id"] for one in made.told() if one["title"] == "Costs")
    source = browser.get(made.url(f"sheets/{sheet}/sources/{made.item(3)}"))
    assert "Its place in the analysis" not in source
    assert "Its place in the analysis" in browser.get(made.url(f"sheets/{sheet}/sources/{made.item(2)}"))
