# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What columns of a file are good for: its day for From and To and the weeks, its few values as filters and groups."""

import csv
import datetime
import gc
import io
import json
import warnings
from collections import Counter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from webtest import Upload

from folkmoot_premium.insights.questions.columns import MOST_VALUES, Column, counted, telling_columns
from folkmoot_premium.insights.tables import upload

from .conftest import SUBJECTS, Room, submit

BRUSSELS = ZoneInfo("Europe/Brussels")


def survey() -> list[dict[str, str]]:
    """24 answers, two a day from the first of June, to and fro between three parts of the town."""
    titles = [title for titles in SUBJECTS.values() for title in titles]
    return [
        {
            "answer": title, "part of town": ("North", "South", "Île & port")[place % 3], "age": str(15 + 3 * place),
            "remark": f"Remark {place}", "sent": f"{1 + place // 2:02}/06/2025" if place != 5 else "",
        }
        for place, title in enumerate(titles)
    ]  # fmt: skip


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def added(room: Room, name: str, data: bytes, themes: str = "3") -> Any:
    """The page of a file that was added to a new analysis."""
    page = room.browser().get("/admin/insights/new")
    form = next(one for one in page.forms.values() if "title" in one.fields)
    form["title"], form["themes"] = "Survey", themes
    page = form.submit("do", value="file").follow()
    page = submit(page, "Add and look at it", file=Upload(name, data)).follow()
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()  # a large body's file, which WebOb leaves open, is closed here and not in a later test
    return page


def run_of(room: Room, page: Any) -> str:
    """Start a run from the page of an analysis; its address."""
    submit(page, "Start")
    room.work()
    return f"{page.request.path}/runs/1"


def listed(room: Room, address: str, **query: str) -> tuple[str, list[str]]:
    """What a filter leaves: the sentence of how many, and the texts of the first page."""
    page = room.browser().get(address, query)
    texts = [one.get_text(" ", strip=True) for one in page.html.select("a.insights-text")]
    said = next(one.get_text(" ", strip=True) for one in page.html.find_all("p", role="status") if " text" in one.text)
    return said.split(" ·")[0], texts


def test_the_day_of_a_file_is_asked_for_where_two_readings_fit_and_then_counts_everywhere(room: Room) -> None:
    rows = survey()
    page = added(room, "survey.csv", as_csv(rows))
    page = submit(page, "Save", text="answer", day="sent")
    assert page.status_int == 422
    assert "Row 1 says “01/06/2025”, and all rows can be read in two ways" in page
    assert room.one("SELECT day_column FROM insights_upload") == ""
    page = submit(page, "Save", day="age", day_form="dots")
    assert "Row 1 says “15”, which isn’t a day in this form (rows like it: 24)" in page
    assert page.html.find("select", {"name": "day"}).find("option", selected=True)["value"] == "age"
    page = submit(page, "Save", day="sent", day_form="day-first").follow()
    assert "days in “sent” from 1 June 2025 to 12 June 2025" in page
    here = run_of(room, page)
    for query, wanted in (
        ({"from": "2025-06-04"}, range(6, 24)), ({"to": "2025-06-02"}, range(4)),
        ({"from": "2025-06-03", "to": "2025-06-03"}, range(4, 5)),
    ):  # fmt: skip
        said, texts = listed(room, f"{here}/themes/all", **query)
        assert said == f"{len(wanted)} text{'s' if len(wanted) > 1 else ''}"
        assert {rows[place]["answer"] for place in wanted} == set(texts)
    assert "1 text doesn’t say when it came" in room.browser().get(f"{here}/trend")
    told = json.loads(room.browser().get(f"{here}/export.json").body)["texts"]
    assert {one["number"]: one["day"] for one in told} == {
        number: "-".join(reversed(one["sent"].split("/"))) for number, one in enumerate(rows, 1)
    }
    assert {one["published"] for one in told} == {""}
    assert "1 June 2025" in room.browser().get(f"{here}/texts/u:1")
    page = room.browser().get(page.request.path).click("survey.csv")
    assert "From 1 June 2025 to 12 June 2025" in page
    submit(page, "Save", day="", day_form="")
    assert room.one("SELECT count(day) FROM insights_row") == 0
    assert "No days are known" in room.browser().get(f"{here}/trend")


def test_columns_of_few_values_are_filters_under_their_own_names(room: Room) -> None:
    rows = survey()
    page = submit(added(room, "survey.csv", as_csv(rows)), "Save", text="answer").follow()
    here = run_of(room, page)
    filters = room.browser().get(f"{here}/themes/all").html.find("form", role="search")
    own = [one for one in filters.find_all("label") if one["for"].startswith("f-own")]
    labels = {one.get_text(strip=True): one["for"] for one in own}
    assert list(labels) == ["part of town", "age"], "a remark that nobody repeats is a text"
    offered = [one.get_text() for one in filters.find(id=labels["part of town"]).find_all("option")]
    assert offered == ["All", "North", "South", "Île & port"]
    every = f"{here}/themes/all"
    for place in ("North", "Île & port"):
        said, texts = listed(room, every, **{"column.part of town": place})
        assert said == "8 texts"
        assert set(texts) == {one["answer"] for one in rows if one["part of town"] == place}
    _said, texts = listed(room, every, **{"column.age": "20–29", "column.part of town": "South"})
    assert set(texts) == {one["answer"] for one in rows if one["age"][0] == "2" and one["part of town"] == "South"}
    for strange in ({"column.part of town": "Moon"}, {"column.remark": "Remark 1"}, {"column.answer": "x"}):
        assert listed(room, every, **strange)[0] == "24 texts", "what isn't offered is no filter"
    page = room.browser().get(every, {"column.part of town": "North"})
    form = page.forms["items"]
    assert "column.part+of+town=North" in form.action, "a change comes back to the same list"
    tables = room.browser().get(f"{here}/tables")
    names = [one.get_text() for one in tables.html.find("select", {"name": "by"}).find_all("option")]
    assert {"part of town", "age"} <= set(names)
    assert "remark" not in names


def test_deleting_a_file_asks_for_a_tick(room: Room) -> None:
    page = added(room, "survey.csv", as_csv(survey()))
    here = page.request.path
    answer = submit(page, "Delete")
    assert answer.status_int == 303
    assert "Tick that you want to delete it" in answer.follow()
    assert room.one("SELECT count(*) FROM insights_row") == 24
    submit(room.browser().get(here), "Delete", confirm=True)
    assert room.one("SELECT count(*) FROM insights_row") == 0


def test_what_tells_groups_apart(room: Room) -> None:
    rows = [
        {"text": f"More trees in street {place}", "few": f"v{place % MOST_VALUES}",
         "many": f"v{place % (MOST_VALUES + 1)}", "once": f"v{place // 2}" if place < 49 else "", "one": "same",
         "empty": "", "long": "x" * (81 if place == 7 else 1), "grade": str(place % 11), "code": str(10_000 + place),
         "year": str(1950 + place % 60), "far": str(1800 + place % 13 * 20)}
        for place in range(300)
    ]  # fmt: skip
    counts = counted(rows)
    assert counts["few"] == Counter(one["few"] for one in rows)
    assert (counts["long"], counts["text"], "empty" in counts) == (None, None, False)
    added(room, "rows.csv", as_csv(rows))
    with room.town.session() as db:
        found = {one.name: one for one in telling_columns(db, room.one("SELECT id FROM insights_analysis"))}
    assert list(found) == ["few", "grade", "year", "far"]
    assert found["grade"].values == tuple(map(str, range(11))), "numbers in the order of numbers"
    assert found["year"].values[0] == "1950–1959"
    assert [found["year"].group_of(one) for one in ("1967", " 2009 ", "2010", "x", None)] == [
        "1960–1969", "2000–2009", "", "", "",
    ]  # fmt: skip
    assert len(found["far"].values) == 13, "too far apart for ages"


def test_a_file_of_before_is_counted_when_it_is_asked_for_and_one_text_column_hides_a_name_in_all(room: Room) -> None:
    page = added(room, "survey.csv", as_csv(survey()))
    key = room.one("SELECT analysis_id FROM insights_upload")
    with room.town.session() as db:
        before = telling_columns(db, key)
        db.execute(upload.update().values(telling=None))
        assert telling_columns(db, key) == before
        assert before[0] == Column("part of town", {one: (one,) for one in ("North", "South", "Île & port")})
    other = [{"answer": f"More of {place}", "part of town": "Behind the house " * place} for place in range(6)]
    page = room.browser().get(page.request.path.rpartition("/")[0] + "/new")
    submit(page, "Add and look at it", file=Upload("other.csv", as_csv(other)))
    with room.town.session() as db:
        assert [one.name for one in telling_columns(db, key)] == ["age"]


def klimarat(shared_data: Path) -> list[dict[str, Any]]:
    lines = (shared_data / "texts" / "klimarat_de.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def in_brussels(one: dict[str, Any]) -> datetime.date:
    return datetime.datetime.fromtimestamp(one["t"], BRUSSELS).date()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WebOb leaves a large body's file open
@pytest.mark.real_data
def test_the_climate_assembly_has_days_and_fields_of_action(room: Room, shared_data: Path) -> None:
    """Statements of the Austrian climate assembly: seconds in "t", five fields of action in "label"."""
    rows = klimarat(shared_data)
    page = added(room, "klimarat_de.jsonl", (shared_data / "texts" / "klimarat_de.jsonl").read_bytes())
    assert "5,373 rows" in page
    assert "From 26 April 2022 to 14 May 2022" in page, "seconds in a column called t can be read in one way only"
    page = submit(page, "Save").follow()
    assert "5,373 rows, text in “text”, days in “t” from 26 April 2022 to 14 May 2022" in page
    with room.town.session() as db:
        columns = telling_columns(db, room.one("SELECT id FROM insights_analysis"))
    assert {one.name: one.values for one in columns} == {
        "label": tuple(sorted({one["label"] for one in rows})), "moderated": ("-1", "1"),
    }  # fmt: skip
    told = room.execute("SELECT day, count(*) AS number FROM insights_row GROUP BY day")
    assert {one.day: one.number for one in told} == Counter(map(in_brussels, rows))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WebOb leaves a large body's file open
@pytest.mark.real_data
def test_a_part_of_the_climate_assembly_by_week_and_by_field_of_action(room: Room, shared_data: Path) -> None:
    rows = klimarat(shared_data)[::18]
    data = "\n".join(json.dumps(one) for one in rows).encode()
    here = run_of(room, submit(added(room, "klimarat_de.jsonl", data), "Save").follow())
    weeks = Counter(day - datetime.timedelta(day.weekday()) for day in map(in_brussels, rows))
    body = room.browser().get(f"{here}/trend").html.find_all("table")[1].find("tbody").find_all("tr")
    assert [int(one.find_all("td")[-1].get_text()) for one in body] == [weeks[week] for week in sorted(weeks)]
    said, _texts = listed(room, f"{here}/themes/all", **{"from": "2022-05-02", "to": "2022-05-08"})
    assert said == f"{sum(2 <= day.day <= 8 and day.month == 5 for day in map(in_brussels, rows))} texts"
    labels = Counter(one["label"] for one in rows)
    page = room.browser().get(f"{here}/tables", {"by": "column.label"})
    table = page.html.table.find_all("tr")
    head, *lines = ([cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table)
    totals = dict(zip(head[1:-1], (int(one.split()[0]) for one in lines[-1][1:-1]), strict=True))
    placed = room.execute(
        "SELECT cells->>'label' AS label, count(theme) AS number FROM insights_item JOIN insights_row ON row_number ="
        " number GROUP BY 1"
    )
    assert totals in (dict(labels), {one.label: one.number for one in placed}), "with or without those in no theme"
    label = next(iter(totals))
    assert listed(room, f"{here}/themes/all", **{"column.label": label})[0] == f"{labels[label]} texts"
