# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""An analyst's hour on real statements, through the pages: from a file to a dossier with ten concrete ideas."""

import json
import re
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from plugins.premium.tests.insights.conftest import Room, submit

EVERY = 25
"""Of the statements that moderators let through, each so many-th: enough for five themes, and quick."""
ALIKE = 30
THEMES, IDEAS, MERGED = 5, 10, 2


def rows_of(shared_data: Path) -> dict[str, dict[str, Any]]:
    """Some statements, and all that begin like another one: among them are near-duplicates."""
    lines = (shared_data / "texts" / "klimarat_de.jsonl").read_text(encoding="utf-8").splitlines()
    told = [one for one in map(json.loads, lines) if one["moderated"] >= 0]
    beginnings = Counter(one["text"][:ALIKE] for one in told)
    alike = [one for one in told if beginnings[one["text"][:ALIKE]] > 1]
    return {one["id"]: one for one in (*told[::EVERY], *alike)}


def upload(browser: Any, rows: dict[str, dict[str, Any]]) -> str:
    """A new analysis of a file of statements; its address."""
    page = submit(browser.get("/admin/insights/new"), "Add a file", title="Klimarat", themes=str(THEMES)).follow()
    form = next(one for one in page.forms.values() if "file" in one.fields)
    content = "\n".join(json.dumps(one, ensure_ascii=False) for one in rows.values())
    form["file"] = ("klimarat.jsonl", content.encode())
    return str(submit(form.submit().follow(), "Save").location)


@pytest.mark.real_data
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WebOb leaves a large body's file open
def test_from_a_file_to_a_dossier_with_ten_ideas(room: Room, shared_data: Path) -> None:
    rows, browser = rows_of(shared_data), room.browser("manager")
    address = upload(browser, rows)
    browser.post(f"{address}/start", {"csrf_token": token_of(browser, address)}, status=303)
    room.work()
    themes = browser.get(f"{address}/runs/1/themes")
    assert len(themes.html.select("main .insights-themes > li")) == THEMES
    said = themes.html.select_one(".insights-words bdi").get_text()
    assert any(word[:1].isupper() for word in said.split(", ")), "German nouns have a capital"
    submit(browser.get(f"{address}/runs/1/themes/t01"), "Give this name", name="Öffentlicher Verkehr")
    merged = merge(browser, address)
    sheets = compose(browser, address, merged)
    for number, sheet in enumerate(sheets, 1):
        page = browser.get(sheet)
        assert submit(page, "Save as ready", title=f"Idee {number}").status_int == 303
    told = browser.get(f"{address}/dossier.json").json
    _numbers_hold(room, told, rows, address, merged)
    _sentences_hold(told, rows)
    _pages_hold(browser, address, told)


def token_of(browser: Any, address: str) -> str:
    return str(browser.get(address).html.find("input", {"name": "csrf_token"})["value"])


def merge(browser: Any, address: str) -> list[list[str]]:
    """Merge the first groups, say of the next that it isn't the same; the merged ones."""
    merged = []
    for _ in range(MERGED):
        page = browser.get(f"{address}/duplicates?state=open")
        merged.append([one["value"] for one in page.html.select_one("section.panel form").select("input[name=items]")])
        submit(page, "The ticked ones are one idea")
    submit(browser.get(f"{address}/duplicates?state=open"), "Not the same")
    return merged


def compose(browser: Any, address: str, merged: list[list[str]]) -> list[str]:
    """A sheet for each theme and each merged group; the others from chosen rows."""
    made, token = [], token_of(browser, f"{address}/sheets")
    wishes = [[("do", "theme"), ("theme", f"t{number:02}")] for number in range(1, THEMES + 1)]
    wishes += [[("do", "group"), *(("items", one) for one in group)] for group in merged]
    for number in range(IDEAS - len(wishes)):
        wishes.append([("do", "numbers"), ("numbers", f"{number + 1}, {number + 11} and {number + 21}")])
    for fields in wishes:
        answer = browser.post(f"{address}/sheets", [("csrf_token", token), *fields], status=303)
        made.append(str(answer.location))
    return made


def _numbers_hold(
    room: Room, told: dict[str, Any], rows: dict[str, dict[str, Any]], address: str, merged: list[list[str]]
) -> None:
    """Every number of the dossier, from the file and from the tables alone."""
    numbers, analysis = told["numbers"], uuid.UUID(address.rpartition("/")[2])
    placed = room.execute(
        "SELECT i.item, i.theme FROM insights_item i JOIN insights_run r ON r.id = i.run_id WHERE r.analysis_id = :id",
        id=analysis,
    )
    groups = room.one(
        "SELECT count(DISTINCT n.number) FROM insights_nearly_same n JOIN insights_run r ON r.id = n.run_id"
        " WHERE r.analysis_id = :id", id=analysis,
    )  # fmt: skip
    sources = [[one["id"] for one in idea["sources"]] for idea in told["ideas"]]
    together = sum(map(len, merged)) - len(merged)
    assert numbers == {
        "inputs": len(rows), "texts": len(rows), "removed": 0, "authors": 0, "unknown": len(rows), "themes": THEMES,
        "unassigned": sum(one.theme is None for one in placed), "excluded": 0, "groups": groups,
        "groups_decided": MERGED + 1, "groups_merged": MERGED, "different": len(rows) - together, "ideas": IDEAS,
        "sources": len({one for some in sources for one in some}), "people": 0, "against": 0,
    }  # fmt: skip
    for theme in told["themes"]:
        assert theme["size"] == sum(one.theme == theme["id"] for one in placed)
        members = {one.item for one in placed if one.theme == theme["id"]}
        assert {one["id"] for one in theme["representatives"]} <= members
    for place in range(THEMES):
        expected = {one.item for one in placed if one.theme == f"t{place + 1:02}"}
        assert set(sources[place]) == expected
    for group, idea in zip(merged, told["ideas"][THEMES:], strict=False):
        assert idea["different"] == 1
        assert {one["id"] for one in idea["sources"]} == set(group)
        assert idea["supporters"]["without_known_author"] == 1
    assert told["themes"][0]["name"] == "Öffentlicher Verkehr" or "Öffentlicher Verkehr" in str(told["themes"])


def _sentences_hold(told: dict[str, Any], rows: dict[str, dict[str, Any]]) -> None:
    """Every sentence stands, word for word, in the row of the file that it is said to be from."""
    own = {source["id"]: source["own_id"] for idea in told["ideas"] for source in idea["sources"]}
    quotes = [quote for idea in told["ideas"] for quote in (idea["core"], *idea["quotations"])]
    assert len(quotes) > IDEAS
    for quote in quotes:
        assert quote["text"] in rows[own[quote["source"]]]["text"]


def _pages_hold(browser: Any, address: str, told: dict[str, Any]) -> None:
    """The page says the same numbers, and each sentence leads to its source."""
    page = browser.get(f"{address}/dossier")
    shown = {one["id"].removeprefix("number-"): one.dd.get_text() for one in page.html.select(".dossier-numbers div")}
    assert {key: int(re.sub(r"\D", "", value)) for key, value in shown.items()} == {
        key: told["numbers"][key] for key in shown
    }
    assert len(page.html.select("article.dossier-idea")) == IDEAS
    for quote in page.html.select("blockquote.sheet-quote"):
        source = page.html.select_one(quote.select_one("a")["href"])
        assert quote.p.get_text() in source.get_text()
