# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Pages of figures: themes by group and over time, counted from the rows of today, small numbers hidden."""

import datetime
import re
from collections import Counter
from typing import Any

import pytest
import Stemmer
from webtest import Upload

from folkmoot.db.base import uuid7
from folkmoot_premium.insights import members

from .conftest import SUBJECTS, Room, submit
from .lapsing import lapse

GROUPS = ("woman", "man")
STEMMER = Stemmer.Stemmer("english")


def rows_of(number: int) -> list[dict[str, str]]:
    """Uploaded rows about two things. Trees: mostly women, and lately; buses: mostly men. Ages from 16 to 75."""
    found = []
    for one in range(number):
        subject = ("trees", "buses")[one % 2]
        title = SUBJECTS[subject][one // 2 % 8]
        gender = GROUPS[one % 2 if one % 5 else 1 - one % 2]
        month = 4 + (min(5, one // 40 * 2) if subject == "trees" else one // 40)
        day = f"2026-{month:02}-{1 + one % 28:02}"
        found.append({"id": f"r{one:03}", "text": f"{title} please number {one}", "gender": gender,
                      "age": str(16 + one * 7 % 60), "day": day, "place": "North" if one % 3 else "South"})  # fmt: skip
    return found


def uploaded(room: Room, rows: list[dict[str, str]]) -> str:
    """An analysis of uploaded files of sixty rows each, run; the address of its run."""
    page = room.browser().get("/admin/insights/new")
    form = page.forms[next(key for key, one in page.forms.items() if "title" in one.fields)]
    form["title"], form["themes"] = "Uploaded", "2"
    page = form.submit("do", value="file").follow()
    key = str(page.request.url).split("/insights/")[1].split("/")[0]
    for start in range(0, len(rows), 60):
        told = [",".join(one.values()) for one in rows[start : start + 60]]
        text = "\n".join([",".join(rows[0]), *told]).encode()
        page = room.browser().get(f"/admin/insights/{key}/files/new")
        page = submit(page, "Add and look at it", file=Upload(f"rows{start}.csv", text)).follow()
        page = submit(page, "Save").follow()
    submit(page, "Start")
    room.work()
    return f"/admin/insights/{key}/runs/1"


def cells(page: Any) -> list[list[str]]:
    """The texts of the first table."""
    table = page.html.find("table")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def numbers(cell: str) -> int:
    return int(cell.split(maxsplit=1)[0])


def with_share(cell: str) -> tuple[int, float]:
    """A cell's count and its share in percent."""
    count, share = cell.split()[:2]
    return int(count), float(share)


def percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def placed(room: Room) -> dict[int, str | None]:
    """Of each uploaded row, by its number, the theme."""
    return {one.row_number: one.theme for one in room.execute("SELECT row_number, theme FROM insights_item")}


def test_figures_of_an_uploaded_file_are_those_of_its_rows(room: Room) -> None:
    rows = rows_of(240)
    here, browser = uploaded(room, rows), room.browser()
    _genders(room, browser.get(f"{here}/tables?by=column.gender"))
    even = browser.get(f"{here}/tables?by=column.place")
    assert "more than expected" not in even
    _ages(room, browser.get(f"{here}/tables?by=column.age"), rows)
    assert browser.get(f"{here}/tables?by=nonsense").status_int == 200
    _weeks(room, browser.get(f"{here}/trend"), rows)
    _words(browser, here, rows)
    _categories(room, browser, here, rows)


def _categories(room: Room, browser: Any, here: str, rows: list[dict[str, str]]) -> None:
    """Every row with "tree" is tagged as Trees, the first hundred others as Buses; nobody read the rest."""
    room.execute(
        "INSERT INTO insights_category (id, analysis_id, name, position)"
        " SELECT gen_random_uuid(), id, name, 1 FROM insights_analysis, unnest(ARRAY['Trees', 'Buses']) AS name"
    )
    tagged = (
        "FROM insights_row JOIN insights_category USING (analysis_id)"
        " WHERE (name = 'Trees') = (cells->>'text' ILIKE '%tree%') AND (name = 'Trees' OR number <= 200)"
    )
    room.execute(f"INSERT INTO insights_decision (analysis_id, item) SELECT analysis_id, 'u:' || number {tagged}")
    room.execute(
        "INSERT INTO insights_tag (analysis_id, item, category_id)"
        f" SELECT analysis_id, 'u:' || number, insights_category.id {tagged}"
    )
    page = browser.get(f"{here}/tables?rows=categories&by=column.gender")
    assert page.html.h1.get_text(strip=True) == "Own categories by group: gender"
    table = cells(page)
    read = [one for number, one in enumerate(rows, 1) if "ree" in one["text"] or number <= 200]
    counted = Counter((one["gender"], "ree" in one["text"]) for one in read)
    assert {line[0]: [numbers(cell) for cell in line[1:3]] for line in table[1:3]} == {
        "Trees": [counted["man", True], counted["woman", True]],
        "Buses": [counted["man", False], counted["woman", False]],
    }
    assert numbers(table[-1][-1]) == len(read)


def _genders(room: Room, page: Any) -> None:
    table = cells(page)
    assert table[0] == ["Theme", "man", "woman", "All texts"]
    counted = Counter(
        (one.theme, one.gender)
        for one in room.execute(
            "SELECT theme, cells->>'gender' AS gender FROM insights_item JOIN insights_row ON number = row_number"
        )
    )
    links = [row.find("a")["href"].rpartition("/")[2] for row in page.html.find("table").find("tbody").find_all("tr")]
    groups = {group: sum(counted[theme, group] for theme in links) for group in ("man", "woman")}
    for theme, line in zip(links, table[1:3], strict=True):
        row = [counted[theme, "man"], counted[theme, "woman"]]
        assert [with_share(cell) for cell in line[1:]] == [
            *((count, percent(count, groups[name])) for count, name in zip(row, groups, strict=True)),
            (sum(row), percent(sum(row), 240)),
        ]
    assert [with_share(cell) for cell in table[-1][1:3]] == [(one, percent(one, 240)) for one in groups.values()]
    assert numbers(table[-1][3]) == 240
    assert (page.text.count("more than expected"), page.text.count("less than expected")) == (2, 2)
    assert "/texts/" not in page.html.find("table").decode(), "no cell by gender leads to who wrote"


def _ages(room: Room, page: Any, rows: list[dict[str, str]]) -> None:
    table, themes = cells(page), placed(room)
    lines = page.html.find("table").find("tbody").find_all("tr")
    for line, row in zip(table[1:-1], lines, strict=True):
        key = row.find("a")["href"].rpartition("/")[2]
        mine = Counter(int(one["age"]) // 10 for number, one in enumerate(rows, 1) if themes[number] == key)
        for name, cell in zip(table[0][1:-1], line[1:-1], strict=True):
            if name[2:3] == "–" and not cell.startswith("hidden"):
                assert numbers(cell) == mine[int(name[:2]) // 10], (key, name)
        assert numbers(line[-1]) == mine.total()
    assert "20–29" in table[0]
    shown = [cell for line in table[1:-1] for cell in line[1:-1]]
    assert any(cell.startswith("hidden") for cell in shown)
    assert all(numbers(cell) >= 10 for cell in shown if not cell.startswith("hidden"))


def _weeks(room: Room, page: Any, rows: list[dict[str, str]]) -> None:
    days = [datetime.date.fromisoformat(one["day"]) for one in rows]
    first, last = (day - datetime.timedelta(day.weekday()) for day in (min(days), max(days)))
    assert f"{(last - first).days // 7 + 1} weeks" in page
    assert sum(int(line[2]) for line in cells(page)[1:]) == 240
    body = page.html.find_all("table")[1].find("tbody").find_all("tr")
    totals = [int(row.find_all("td")[-1].get_text()) for row in body]
    assert totals == [
        sum(first + datetime.timedelta(7 * week) <= day < first + datetime.timedelta(7 * week + 7) for day in days)
        for week in range(len(totals))
    ]
    themes = placed(room)
    keys = [one.find("a")["href"].rpartition("/")[2] for one in page.html.find("table").find("tbody").find_all("tr")]
    weeks = Counter((themes[number], (day - first).days // 7) for number, day in enumerate(days, 1))
    for place, line in enumerate(body):
        shown = [int(one.get_text()) for one in line.find_all("td")]
        assert shown[:-1] == [weeks[key, place] for key in keys]
    _changes(page, keys, weeks, totals)


def _changes(page: Any, keys: list[str], weeks: Counter[Any], totals: list[int]) -> None:
    """What is named as changing: its texts of late, and how many the stream of all texts and its own past give."""
    late = range(len(totals))[-len(page.html.find("svg", class_="figures-weeks").select(".figures-latest")) :]
    named = page.html.select(".figures-said > li")
    assert named
    for one in named:
        key = one.find("a")["href"].rpartition("/")[2]
        assert key in keys
        texts, expected = re.findall(r"([\d.]+) (?:texts? in the latest|expected)", one.get_text(" "))
        assert int(texts) == sum(weeks[key, week] for week in late)
        before = sum(weeks[key, week] for week in range(late.start))
        assert float(expected) == round(before / sum(totals[: late.start]) * sum(totals[late.start :]), 1)


def _words(browser: Any, here: str, rows: list[dict[str, str]]) -> None:
    page = browser.get(f"{here}/network")
    link = next(
        one for one in page.html.select_one(".figures-net svg").find_all("a") if one.get_text(strip=True) == "bus"
    )
    texts = [_stems(one["text"]) for one in rows]
    for one in page.html.select_one(".figures-net svg").find_all("a"):
        said = one.get_text(strip=True)
        assert one["aria-label"] == f"{said}: {sum(_stems(said) in text for text in texts)} texts"
    for line in cells(page)[1:]:
        assert int(line[2]) == sum(_stems(line[0]) in text and _stems(line[1]) in text for text in texts), line
    known = sum("bus" in one["text"].lower().split() for one in rows)
    assert f"{known} texts" in link["aria-label"]
    listed = browser.get(link["href"].partition("#")[0])
    assert f"the first {members.PER_PAGE}" in listed
    assert all("bus" in one.get_text().lower() for one in listed.html.find(id="texts").find_all("li"))
    browser.get(f"{here}/network?word=999", status=404)


def _stems(told: str) -> str:
    """The beginnings of words that forms of one word share: "parked" is "park" too."""
    return f" {' '.join(STEMMER.stemWords(told.lower().split()))} "


def test_for_and_against_of_a_theme_and_what_is_withdrawn(room: Room) -> None:
    posted = room.fill()
    people = [room.town.account(display_name=f"Person {number}") for number in range(14)]
    here, browser = room.finished(), room.browser()
    theme = room.one("SELECT theme FROM insights_item WHERE item = :item", item=f"c:{posted[0].id}")
    for number, one in enumerate(people):
        _reacted(room, posted[0].id, one.id, 1)
        _reacted(room, posted[1].id, one.id, 1 if number % 2 else -1)
    _said(room, posted[0].id, people[0].id, "Shade keeps streets cool", "for")
    _said(room, posted[0].id, people[1].id, "Roots break the pavement", "against")
    _said(room, posted[1].id, people[2].id, "Nobody asked for these", None)
    page = browser.get(f"{here}/opinions?theme={theme}")
    sides = [one.get_text(" ", strip=True) for one in page.html.find_all("section")]
    assert "Arguments for (1)" in sides[-4]
    assert "Shade keeps streets cool" in sides[-4]
    assert "Arguments against (2)" in sides[-3]
    assert "guessed" in sides[-3]
    assert "14 agree" in sides[-2]
    assert posted[0].id.hex not in sides[-1]
    assert "7 agree, 7 disagree" in sides[-1]
    assert "It takes two themes and texts of two weeks" in browser.get(f"{here}/trend")
    room.execute("UPDATE contribution SET published_at = published_at - interval '7 days' WHERE number % 2 = 0")
    before = sum(int(line[2]) for line in cells(browser.get(f"{here}/trend"))[1:])
    room.execute("UPDATE contribution SET withdrawn_at = now() WHERE id = :id", id=posted[0].id)
    after = sum(int(line[2]) for line in cells(browser.get(f"{here}/trend"))[1:])
    assert (before, after) == (24, 23)
    assert "Shade keeps streets cool" not in browser.get(f"{here}/opinions?theme={theme}")


def _reacted(room: Room, contribution: Any, account: Any, value: int) -> None:
    room.execute(
        "INSERT INTO contribution_reaction (contribution_id, account_id, value) VALUES (:c, :a, :v)",
        c=contribution, a=account, v=value,
    )  # fmt: skip


def _said(room: Room, contribution: Any, account: Any, body: str, side: str | None) -> None:
    room.execute(
        "INSERT INTO comment (id, project_id, contribution_id, author_id, body, language, side, official, extra)"
        " VALUES (:id, :p, :c, :a, :b, 'en', :s, false, '{}')",
        id=uuid7(), p=room.mine.project.id, c=contribution, a=account, b=body, s=side,
    )  # fmt: skip


def test_few_people_give_no_table_and_others_projects_stay_closed(room: Room) -> None:
    author = room.town.account(display_name="Busy Bee")
    room.fill(author=author)
    room.fill(room.theirs, author=author)
    key = room.analysis(room.mine, room.theirs)
    room.work()
    here = f"/admin/insights/{key}/runs/1"
    page = room.browser().get(f"{here}/tables?by=phase")
    assert "Too few people for a table" in page, "48 texts, but of one person"
    for page in ("tables", "trend", "network", "opinions", "categories"):
        assert room.browser("manager").get(f"{here}/{page}", status=403)


def test_categories_by_hand_are_learnt_and_the_rest_is_proposed(room: Room) -> None:
    for _ in range(2):
        room.fill()
    here, browser = room.finished(), room.browser()
    for name in ("Trees", "Buses", " Trees ", ""):
        page = submit(browser.get(f"{here}/categories"), "Add category", name=name).follow()
    assert "Write a name" in page
    assert [one.get_text(strip=True) for one in page.html.select(".figures-said > li > bdi")] == ["Trees", "Buses"]
    page = _learnt(room, page)
    for _ in range(3):
        page = _decided(page).follow()
    assert "24 texts were decided" in page or "30 texts were decided" in page
    page = _learnt(room, page)
    proposals = [
        (one.find("legend").get_text().lower(), one.find("strong").get_text())
        for one in page.html.find_all("fieldset")
        if one.find("strong")
    ]
    assert proposals
    for text, name in proposals:
        assert {"Trees": "tree", "Buses": "bus"}[name] in text
    decided = room.execute("SELECT item, made_by_id FROM insights_decision")
    assert {one.made_by_id for one in decided} == {room.administrator.id}
    assert room.one("SELECT count(*) FROM insights_tag") < len(decided), "texts about the library fit neither"
    page = submit(page, "Give this name", name="Street trees").follow()
    assert "Street trees" in page
    page = submit(page, "Delete categoryStreet trees").follow()
    assert "Street trees" not in page
    assert room.one("SELECT count(*) FROM insights_decision") < len(decided), "what was a tree only is open again"


def _learnt(room: Room, page: Any) -> Any:
    page = submit(page, "Learn and propose").follow()
    assert "A worker learns and proposes now" in page
    assert room.work() == ["propose"]
    return page.test_app.get(str(page.request.url))


def test_the_page_hears_by_itself_that_proposals_are_there_and_keeps_what_somebody_ticks(room: Room) -> None:
    for _ in range(2):
        room.fill()
    here, browser = f"{room.finished()}/categories", room.browser()
    submit(browser.get(here), "Add category", name="Trees")

    def asks_again(page: Any) -> list[str]:
        return [one["id"] for one in page.html.select("[hx-get]") if one["hx-get"].endswith("/categories")]

    waiting = submit(browser.get(here), "Learn and propose").follow()
    assert asks_again(waiting) == ["to-decide"], "there is nothing yet that could be ticked"
    room.work()
    swapped = browser.get(here, headers={"HX-Request": "true", "HX-Target": "to-decide"})
    assert swapped.html.select("#to-decide fieldset")
    assert (asks_again(swapped), "See the new proposals" in swapped) == ([], False)
    assert asks_again(submit(swapped, "Learn and propose").follow()) == ["learning"], "not what is being ticked"
    room.work()
    swapped = browser.get(here, headers={"HX-Request": "true", "HX-Target": "learning"})
    assert (asks_again(swapped), swapped.html.select_one("#learning a").get_text()) == ([], "See the new proposals")


def _decided(page: Any) -> Any:
    """Decide the ten texts of the page as a person who looks for trees and buses."""
    form = next(one for one in page.forms.values() if any(name and name.startswith("tag.") for name in one.fields))
    for field in page.html.find_all("fieldset"):
        text, name = field.find("legend").get_text().lower(), field.find("input", type="radio")["name"]
        labels = {label.get_text(strip=True): label.find("input")["value"] for label in field.find_all("label")}
        wanted = "Trees" if "tree" in text else "Buses" if "bus" in text else "None of them"
        form[name] = labels[wanted]
    return form.submit("do", value="decide")


def test_words_of_the_network_go_with_all_who_wrote_them(room: Room) -> None:
    posted = room.fill()
    room.finished()
    said = {one.said for one in room.execute("SELECT said FROM insights_word")}
    assert said & {"bus", "buses"}
    for one in posted:
        room.execute("UPDATE contribution SET title = '', body = '', author_id = NULL WHERE id = :id", id=one.id)
    room.do("forget", {})
    assert room.execute("SELECT said FROM insights_word") == []
    assert room.execute("SELECT first FROM insights_word_link") == []


def test_in_sunset_figures_are_read_and_nothing_new_is_proposed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.fill()
    here, browser = room.finished(), room.browser()
    submit(browser.get(f"{here}/categories"), "Add category", name="Trees")
    page = submit(browser.get(f"{here}/categories"), "Add category", name="TREES").follow()
    assert "There is a category of that name already." in page
    page = browser.get(f"{here}/categories")
    with lapse(room.town, monkeypatch):
        for name in ("tables", "trend", "network", "opinions"):
            assert browser.get(f"{here}/{name}").status_int == 200
        assert "Learn and propose" not in browser.get(f"{here}/categories")
        refused = submit(page, "Learn and propose")
        assert refused.status_int == 403
        assert "module-sunset" in refused.text
    assert room.work() == []
