# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The form of a sheet: two people at once, nothing typed lost, every act in the audit log, pages of many sources."""

import io
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from openpyxl import load_workbook
from plugins.premium.tests.insights.conftest import submit
from plugins.premium.tests.insights.deciding import Decided
from sqlalchemy import insert

from folkmoot.testing import Town
from folkmoot.testing.towns import count_statements
from folkmoot_premium.insights import tables
from folkmoot_premium.insights.sheets import evidence
from folkmoot_premium.insights.sheets.sentences import mark
from folkmoot_premium.insights.sheets.tables import sheet_source

TYPED = "A title of mine"


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """A finished analysis."""
    return Decided(licensed_town)


def _form(page: Any) -> Any:
    """The form of a sheet."""
    return next(one for one in page.forms.values() if "title" in one.fields)


def _press(page: Any, name: str, value: str, **fields: Any) -> Any:
    """Press a button of it, with some fields typed."""
    form = _form(page)
    for field, content in fields.items():
        form[field] = content
    return form.submit(name, value=value, expect_errors=True)


def _acts(made: Decided) -> list[tuple[str, dict[str, Any]]]:
    rows = made.execute("SELECT verb, details FROM audit_entry WHERE verb LIKE 'insights.%' ORDER BY serial")
    return [(row.verb.removeprefix("insights."), row.details) for row in rows]


def test_who_saves_over_a_newer_sheet_sees_it_beside_what_they_typed(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    mine = made.browser().get(made.url(f"sheets/{sheet}"))
    theirs = made.browser("manager").get(made.url(f"sheets/{sheet}"))
    own = {"core": "own", "words": "Shade, says Mona."}
    assert _press(theirs, "do", "ready", title="Monas title", **own).status_int == 303
    answer = _press(mine, "do", "draft", title=TYPED)
    assert answer.status_int == 409
    assert answer.html.select_one('[data-reason="changed"]').select("dd")[1].get_text() == "Monas title"
    answer.mustcontain("Shade, says Mona.", TYPED, "Somebody else has changed this sheet")
    assert _form(answer)["title"].value == TYPED
    assert made.told()[0]["title"] == "Monas title"
    assert _press(answer, "do", "draft").status_int == 303, "who has seen theirs may save"
    assert (made.told()[0]["title"], made.told()[0]["state"]) == (TYPED, "draft")


def test_a_save_that_shows_no_version_and_an_old_delete_or_choice_are_refused(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    source = made.browser().get(made.url(f"sheets/{sheet}/sources/{made.item(1)}"))
    made.save(sheet, [("do", "draft"), ("title", "Newer")])
    assert made.post(f"sheets/{sheet}", [("do", "draft"), ("title", "x")], status=409)
    assert submit(page, "Delete this sheet").status_int == 409
    refused = submit(source, "Make it the core sentence")
    assert refused.status_int == 409
    refused.mustcontain("Nothing is chosen yet")
    assert made.told()[0]["title"] == "Newer"


def test_of_two_who_save_in_the_same_moment_one_is_told(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    pages = [made.browser(who).get(made.url(f"sheets/{sheet}")) for who in ("administrator", "manager")]
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda page: _press(page, "do", "draft", title=TYPED), pages))
    assert sorted(one.status_int for one in answers) == [303, 409]


def test_every_button_of_the_page_leaves_what_is_typed(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    before = made.told()
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    page = _press(page, "do", "add", title=TYPED, core="own", words="Words of mine", numbers=_number(made, 5))
    page.mustcontain("1 source is added", "isn’t saved yet")
    page = _press(page, "do", "take-out")
    page.mustcontain("tick the sources first")
    form = _form(page)
    _tick(form, made.item(5))
    page = form.submit("do", value="open")
    page.mustcontain("=1+1 bike racks at the station, please.", "stand among those to choose from")
    form = _form(page)
    _tick(form, made.item(2))
    page = form.submit("do", value="take-out")
    form = _form(page)
    assert (form["title"].value, form["core"].value, form["words"].value) == (TYPED, "own", "Words of mine")
    told = made.told()
    assert told[0]["title"] == before[0]["title"], "nothing of the form is saved yet"
    assert made.item(5) in [one["id"] for one in told[0]["sources"]]
    assert made.item(2) not in [one["id"] for one in told[0]["sources"]]
    assert form.submit("do", value="ready").status_int == 303, "their own changes are no conflict"
    assert made.told()[0]["title"] == TYPED


def _number(made: Decided, place: int) -> str:
    return str(made.posted[place].number)


def _tick(form: Any, *items: str) -> None:
    for box in form.fields["items"]:
        box.checked = box._value in items


def test_a_sentence_that_was_asked_for_is_chosen_in_the_form(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    form = _form(made.browser().get(made.url(f"sheets/{sheet}")))
    form["title"] = TYPED
    _tick(form, made.item(1))
    form = _form(form.submit("do", value="open"))
    form["core"] = f"{made.item(1)}|{mark('They give us shade.')}"
    assert form.submit("do", value="draft").status_int == 303
    (told,) = made.told()
    assert (told["title"], told["core"]["source"], told["core"]["text"]) == (TYPED, made.item(1), "They give us shade.")


def test_adding_a_source_hides_nothing_that_others_have_saved(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    mine = made.browser().get(made.url(f"sheets/{sheet}"))
    made.save(sheet, [("do", "draft"), ("title", "Theirs")])
    mine = _press(mine, "do", "add", title=TYPED, numbers=_number(made, 5))
    assert mine.status_int == 200
    assert _press(mine, "do", "draft").status_int == 409


def test_every_act_is_in_the_audit_log(made: Decided) -> None:
    sheet, other = made.sheet(theme="t01"), made.sheet(5)
    made.save(sheet, [("do", "draft"), ("title", "a")])
    made.save(sheet, [("do", "ready"), ("title", "a"), ("core", "own"), ("words", "Shade.")])
    made.post(f"sheets/{sheet}", [("do", "add"), ("numbers", f"{_number(made, 3)}-{_number(made, 4)}")])
    made.post(f"sheets/{sheet}", [("do", "take-out"), ("items", made.item(3))])
    made.save(sheet, [("do", "core"), ("sentence", mark("They give us shade."))], f"/sources/{made.item(1)}")
    made.post("sheets/order", [("move", f"{other}:up")])
    with made.town.session() as db:
        made.forum.contributions.withdraw(db, made.posted[0].id, made.people["Anna"].id, made.now())
    made.post(f"sheets/{sheet}", [("do", "forget")])
    made.save(other, [("do", "delete")])
    made.post("dossier/words", [("seen", "new"), ("title", "Ideas"), ("introduction", "All.")])
    acts = _acts(made)
    assert [verb for verb, _details in acts] == [
        "sheet-made", "sheet-made", "sheet-saved", "sheet-ready", "sheet-sources-added", "sheet-sources-removed",
        "sheet-sentence-chosen", "sheets-ordered", "sheet-cleared", "sheet-deleted", "dossier-written",
    ]  # fmt: skip
    assert acts[4][1] == {"sheet": str(sheet), "sources": 2}
    assert acts[5][1] == {"sheet": str(sheet), "sources": 1}
    assert acts[6][1] == {"sheet": str(sheet), "source": made.item(1), "do": "core"}
    for tail in (f"sheets/{sheet}", f"sheets/{sheet}/sources/{made.item(1)}"):
        made.save(sheet, [("do", "take-out"), ("sentence", "0" * 32)], tail.removeprefix(f"sheets/{sheet}"))
    assert len(_acts(made)) == len(acts), "what changes nothing is no act"


def test_two_who_write_the_introduction_of_the_dossier_see_each_other(made: Decided) -> None:
    mine, theirs = (made.browser(who).get(made.url("dossier/words")) for who in ("administrator", "manager"))
    forms = [next(one for one in page.forms.values() if "introduction" in one.fields) for page in (mine, theirs)]
    for form, said in zip(forms, ("Mine.", "Theirs."), strict=True):
        form["introduction"] = said
    assert forms[1].submit().status_int == 303
    answer = forms[0].submit(status=409)
    assert "Theirs." in answer.html.select_one('[data-reason="changed"]').get_text()
    again = next(one for one in answer.forms.values() if "introduction" in one.fields)
    assert again["introduction"].value == "Mine."
    assert again.submit().status_int == 303
    assert made.browser().get(made.url("dossier.json")).json["introduction"] == "Mine."


REFUSED = ("99999", "2147483648", "9" * 5000, "12a", "3-1", "1-2-3", "99990-99999", "2026-11-22", "1,5x")


@pytest.mark.parametrize("written", REFUSED)
def test_numbers_that_are_not_in_the_analysis_are_named_and_nothing_is_lost(made: Decided, written: str) -> None:
    sheet = made.sheet(0)
    told = f"{_number(made, 1)} and {written}"
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    for do in ("add", "draft"):
        answer = _press(page, "do", do, title=TYPED, numbers=told)
        assert answer.status_int == 422
        named = answer.html.select_one("#f-numbers-error").get_text()
        assert written.rpartition(",")[2][:20] in named
        assert _number(made, 1) not in named.replace(written, "").split()
        assert (_form(answer)["title"].value, _form(answer)["numbers"].value) == (TYPED, told)
    answer = made.post("sheets", [("do", "numbers"), ("numbers", told)], status=422)
    assert answer.html.select_one("#f-numbers")["value"] == told
    assert [len(one["sources"]) for one in made.told()] == [1]


def test_a_range_is_all_between_its_ends_and_bounded(made: Decided) -> None:
    first, last = made.posted[0].number, made.posted[5].number
    with made.town.session() as db:
        made.forum.contributions.withdraw(db, made.posted[2].id, made.people["Anna"].id, made.now())
    for written in (f"{first}-{last}", f"#{first} – #{last}", f"{first}, {first + 1}-{last} and {last}."):
        made.post("sheets", [("do", "numbers"), ("numbers", written)], status=303)
    items = {made.item(number) for number in (0, 1, 3, 4, 5)}
    assert [{one["id"] for one in told["sources"]} for told in made.told()] == [items] * 3
    for wide in (f"{first}-{first + 1000}", "1-2147483647", " ".join(f"{start}-{start + 99}" for start in range(11))):
        answer = made.post("sheets", [("do", "numbers"), ("numbers", wide)], status=422)
        answer.mustcontain("more than a thousand numbers")


def test_numbers_left_in_the_form_are_added_with_a_save(made: Decided) -> None:
    sheet = made.sheet(0)
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    assert next(one["value"] for one in _form(page).html.select("button")) == "draft", "Enter leaves the state alone"
    assert _press(page, "do", "draft", title=TYPED, numbers=_number(made, 5)).status_int == 303
    (told,) = made.told()
    assert (told["title"], len(told["sources"])) == (TYPED, 2)


MANY = 3_000


def test_a_page_of_many_sources_reads_few_of_their_texts(made: Decided, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = _large(made)
    browser = made.browser()
    cut: list[str] = []
    real = evidence.sentences
    monkeypatch.setattr(evidence, "sentences", lambda source, *parts: cut.append(source) or real(source, *parts))
    with count_statements(made.town.platform.database.engine) as asked:
        page = browser.get(made.url(f"sheets/{sheet}"))
    assert len(page.html.select("input[name=items]")) == 50
    assert len(cut) <= 510, "sentences are cut of a sample and of what is quoted"
    assert len(asked) < 60
    page.mustcontain("3,001")
    page = _press(page, "turn", "61", title=TYPED)
    assert len(page.html.select("input[name=items]")) == 1
    cut.clear()
    answer = _press(page, "do", "draft", core="own", words="Benches at stop number 2999 please.")
    assert answer.status_int == 303
    assert len(cut) <= 10, "own words are looked for where all of them stand"
    (told,) = made.told()
    assert (told["title"], told["core"]["source"]) == (TYPED, "u:2999")
    assert told["supporters"]["without_known_author"] == MANY
    assert told["costs"]["least"] == "1"


def test_ticks_stay_while_the_pages_of_the_sources_are_turned(made: Decided) -> None:
    sheet = _large(made, 120)
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    first = [one["value"] for one in page.html.select("input[name=items]")][:2]
    form = _form(page)
    _tick(form, *first)
    page = form.submit("turn", value="3")
    assert page.html.select_one("[data-ticked]")["data-ticked"] == "2"
    page.mustcontain("2 more are ticked on other pages")
    form = _form(page)
    last = page.html.select_one("input[type=checkbox][name=items]")["value"]
    _tick(form, last)
    page = form.submit("turn", value="1")
    assert [one["value"] for one in page.html.select("input[name=items][checked]")] == first
    form = _form(page)
    _tick(form, first[1])
    page = form.submit("turn", value="2").maybe_follow()
    assert {one["value"] for one in page.html.select("input[type=hidden][name=items]")} == {first[1], last}
    _form(page).submit("do", value="take-out").follow()
    left = {one["id"] for one in json.loads(made.browser().get(made.url("sheets.json")).body)["ideas"][0]["sources"]}
    assert (len(left), first[0] in left, left & {first[1], last}) == (119, True, set())


def _large(made: Decided, many: int = MANY) -> uuid.UUID:
    """A sheet with a contribution and many rows of a file."""
    sheet, upload = made.sheet(5), uuid.uuid4()
    rows = [(n, {"says": f"Benches at stop number {n} please. They are missing.", "cost": str(n)})
            for n in range(1, many + 1)]  # fmt: skip
    with made.town.session() as db:
        values = {"name": "stops.csv", "columns": ["says", "cost"], "text_column": "says", "id_column": ""}
        db.execute(insert(tables.upload).values(id=upload, analysis_id=made.analysis, language_column="", **values))
        keys = {"analysis_id": made.analysis, "upload_id": upload}
        db.execute(insert(tables.row), [{**keys, "number": n, "cells": cells} for n, cells in rows])
        db.execute(insert(sheet_source), [{"sheet_id": sheet, "item": f"u:{n}"} for n, _cells in rows])
    made.execute("UPDATE insights_sheet SET cost_field = 'cost' WHERE id = :id", id=sheet)
    return sheet


def test_files_still_hold_every_text_of_a_large_sheet(made: Decided) -> None:
    _large(made)
    told = json.loads(made.browser().get(made.url("sheets.json")).body)["ideas"][0]
    assert len(told["sources"]) == MANY + 1
    book = load_workbook(io.BytesIO(made.browser().get(made.url("sheets.xlsx")).body), read_only=True)
    texts = {row[1]: row[4] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)}
    assert texts["u:2999"] == "Benches at stop number 2999 please. They are missing."
