# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Concrete-idea sheets, through their pages and files."""

import csv
import io
import re
import uuid
from typing import Any

import pytest
from openpyxl import load_workbook
from plugins.premium.tests.insights.deciding import Decided
from plugins.premium.tests.insights.lapsing import lapse

from folkmoot.plugins.erasure import erase_account
from folkmoot.testing import Town
from folkmoot.testing.towns import count_statements
from folkmoot_premium.insights.sheets.sentences import mark


@pytest.fixture
def made(licensed_town: Town) -> Decided:
    """A finished analysis."""
    return Decided(licensed_town)


def _marked(item: str, text: str) -> str:
    """A sentence as a form names it."""
    return f"{item}|{mark(text)}"


def _save(made: Decided, sheet: uuid.UUID, *, do: str = "ready", **fields: Any) -> Any:
    told = [("do", do)]
    for name, value in fields.items():
        told += [(name, one) for one in (value if isinstance(value, list) else [value])]
    return made.save(sheet, told, expect_errors=True)


def test_a_sheet_from_a_theme_says_who_stands_behind_it_and_where(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    made.browser().get(made.url(f"sheets/{sheet}")).mustcontain("trees, road", "Main Street 1", "North", "t01")
    (told,) = made.told()
    # Anna wrote two, Ben and Finn one each; Ben and Dora are in favour, Ed is against: counted by hand
    assert told["supporters"] == {"people": 4, "authors": 3, "reacted": 1, "against": 1, "without_known_author": 0}
    assert {one["id"] for one in told["sources"]} == {*map(made.item, (0, 1, 2)), f"m:{made.comment}"}
    assert [(one["id"], one["title"]["fr"], one["sources"]) for one in told["areas"]] == [(str(made.area), "Nord", 1)]
    assert told["costs"]["field"] == "Kosten"
    assert told["automatic"] == ["title", "core", "quotes", "sources"]
    texts = made.execute("SELECT title || E'\\n\\n' || body AS words FROM contribution UNION SELECT body FROM comment")
    for quote in (told["core"], *told["quotations"]):
        assert any(quote["text"] in row.words for row in texts), "word for word"


def test_supporters_are_counted_once_over_merged_duplicates(made: Decided) -> None:
    made.sheet(3, 4)
    assert made.told()[0]["supporters"]["without_known_author"] == 2
    _merge(made, 3, 4)
    (told,) = made.told()
    assert (told["different"], len(told["sources"])) == (1, 2)
    assert told["supporters"] == {"people": 1, "authors": 0, "reacted": 1, "against": 0, "without_known_author": 1}


def _merge(made: Decided, *numbers: int) -> None:
    items = [made.item(one) for one in numbers]
    group = 1 if set(numbers) == {0, 1} else 2
    fields = [("do", "merge"), ("group", str(group)), ("run", "1"), *(("items", one) for one in items)]
    made.post("duplicates", fields)


def test_costs_are_shown_as_written_and_compared_where_they_are_plain(made: Decided) -> None:
    made.sheet(2, 3, 4)
    costs = made.told()[0]["costs"]
    assert [one["value"] for one in costs["said"]] == ["1500", "2 000 €", "900,50"]
    assert (costs["least"], costs["most"], costs["numbers"]) == ("900.50", "1500", 2)


def test_a_person_chooses_title_core_and_quotations(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    core = _marked(made.item(0), "They give shade.")
    quotes = [_marked(made.item(2), "We need shade on the main road in summer."),
              _marked(f"m:{made.comment}", "And benches under the trees along the road.")]  # fmt: skip
    answer = _save(made, sheet, title="  Shade\u0301 for all ", core=core, quotes=quotes, cost_field="label")
    assert answer.status_int == 303
    (told,) = made.told()
    assert (told["title"], told["title_by"], told["state"]) == ("Shad\u00e9 for all", "person", "ready")
    assert told["core"] == {"text": "They give shade.", "source": made.item(0), "chosen_by": "person"}
    assert [one["chosen_by"] for one in told["quotations"]] == ["program", "program"], "taken over as proposed"
    assert told["automatic"] == ["quotes", "sources"]
    assert told["costs"]["field"] == "label"


def test_own_words_are_marked_as_such_and_a_sentence_of_a_source_never_is(made: Decided) -> None:
    sheet = made.sheet(5)
    _save(made, sheet, title="Racks", core="own", words="Racks at every station.")
    (told,) = made.told()
    assert told["core"] == {"text": "Racks at every station.", "source": None, "chosen_by": "person"}
    made.browser().get(made.url(f"sheets/{sheet}")).mustcontain("In the words of the administration")
    _save(made, sheet, title="Racks", core="own", words="=1+1  bike racks at the station, please.")
    (told,) = made.told()
    assert told["core"]["source"] == made.item(5), "what somebody wrote stays theirs"


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"core": "own", "words": " "}, "Write the core sentence"), ({"core": ""}, "needs a core sentence"),
    ({"core": "c:1|ffff"}, "needs a core sentence"), ({"title": "x" * 151, "core": ""}, "At most 150 characters"),
    ({"core": "own", "words": "y" * 601}, "At most 600 characters"),
)  # fmt: skip


def test_what_cannot_be_ready_is_refused_and_nothing_typed_is_lost(made: Decided) -> None:
    sheet = made.sheet(5)
    for fields, sentence in REFUSED:
        answer = _save(made, sheet, **{"title": "A typed title", **fields})
        assert answer.status_int == 422
        answer.mustcontain(sentence, fields.get("title", "A typed title"), fields.get("words", "").strip())
    assert made.told()[0]["state"] == "draft"


def test_any_sentence_of_a_source_can_be_quoted_from_its_page(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    address = f"sheets/{sheet}/sources/{made.item(1)}"
    page = made.browser().get(made.url(address))
    page.mustcontain("They give us shade.", made.item(1))
    sentence = mark("They give us shade.")
    source = f"/sources/{made.item(1)}"
    made.save(sheet, [("do", "quote"), ("sentence", sentence)], source)
    assert "They give us shade." in [one["text"] for one in made.told()[0]["quotations"]]
    made.save(sheet, [("do", "leave"), ("sentence", sentence)], source)
    assert "They give us shade." not in [one["text"] for one in made.told()[0]["quotations"]]
    made.save(sheet, [("do", "core"), ("sentence", sentence)], source)
    assert made.told()[0]["core"]["text"] == "They give us shade."
    elsewhere = made.url(f"sheets/{sheet}/sources/{made.item(5)}")
    made.browser().get(elsewhere, status=404)


def test_every_sentence_has_its_source_one_click_away(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    browser = made.browser()
    page = browser.get(made.url(f"sheets/{sheet}"))
    quotes = page.html.select("blockquote.sheet-quote")
    assert len(quotes) == 3
    for quote in quotes:
        target = browser.get(quote.select_one("footer a")["href"])
        assert quote.p.get_text() in " ".join(target.html.main.get_text().split())


def test_sheets_are_put_in_order_by_hand(made: Decided) -> None:
    first, second, third = made.sheet(0), made.sheet(3), made.sheet(5)
    made.post("sheets/order", [("move", f"{third}:up")])
    made.post("sheets/order", [("move", f"{first}:down")])
    assert [one["id"] for one in made.told()] == [str(third), str(first), str(second)]
    for strange in ("x:up", f"{uuid.uuid4()}:up", f"{third}:up", f"{third}:sideways"):
        made.post("sheets/order", [("move", strange)])
    assert [one["number"] for one in made.told()] == [1, 2, 3]
    assert made.told()[0]["id"] == str(third)


def test_sources_are_added_and_taken_out(made: Decided) -> None:
    sheet = made.sheet(0)
    made.post(f"sheets/{sheet}", [("do", "add"), ("numbers", str(made.posted[2].number))])
    assert [one["id"] for one in made.told()[0]["sources"]] == [made.item(0), made.item(2)]
    made.post(f"sheets/{sheet}", [("do", "take-out")]).follow().mustcontain("tick the sources first")
    again = made.post(f"sheets/{sheet}", [("do", "add"), ("numbers", str(made.posted[2].number))]).follow()
    again.mustcontain("Nothing was added")
    made.post(f"sheets/{sheet}", [("do", "take-out"), ("items", made.item(0))])
    (told,) = made.told()
    assert [one["id"] for one in told["sources"]] == [made.item(2)]
    assert told["core"] is None, "its sentence went with it"
    assert told["sources_gone"] == 0


def test_a_sheet_is_deleted_and_its_sources_stay(made: Decided) -> None:
    sheet = made.sheet(0)
    made.save(sheet, [("do", "delete")])
    assert made.told() == []
    made.browser().get(made.url(f"sheets/{sheet}"), status=404)
    assert made.execute("SELECT count(*) AS n FROM contribution")[0].n == 6


def test_a_sheet_without_sources_is_not_made(made: Decided) -> None:
    wishes = ([("do", "theme"), ("theme", "t99")], [("do", "items"), ("items", "c:" + "0" * 8)])
    for fields in wishes:
        made.post("sheets", fields).follow().mustcontain("None of these contributions is in the analysis")
    made.post("sheets", []).follow().mustcontain("Write numbers")
    assert made.told() == []


def test_a_withdrawn_source_leaves_the_sheet_at_once(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    core = _marked(made.item(0), "They give shade.")
    quotes = [_marked(made.item(2), "We need shade on the main road in summer.")]
    _save(made, sheet, title="Shade", core=core, quotes=quotes)
    with made.town.session() as db:
        made.forum.contributions.withdraw(db, made.posted[0].id, made.people["Anna"].id, made.now())
    (told,) = made.told()
    # the comment stands under the contribution that is withdrawn: both are gone
    assert (told["core"], told["quotations_gone"], told["sources_gone"]) == (None, 1, 2)
    assert told["supporters"] == {"people": 3, "authors": 2, "reacted": 1, "against": 0, "without_known_author": 0}
    page = made.browser().get(made.url(f"sheets/{sheet}"))
    assert page.html.select_one('[data-notice="source-gone"]') is not None
    assert "They give shade." not in page.text
    _absent(made, "They give shade.")
    assert _save(made, sheet, title="Shade", core=core).status_int == 422, "what is gone can't be quoted"
    made.post(f"sheets/{sheet}", [("do", "forget")])
    assert made.told()[0]["sources_gone"] == 0


def test_an_edited_source_takes_its_quotation_along(made: Decided) -> None:
    sheet = made.sheet(5)
    made.execute("UPDATE contribution SET body = 'Something else.' WHERE id = :id", id=made.posted[5].id)
    (told,) = made.told()
    assert told["sources_gone"] == 0
    assert told["quotations_gone"] > 0
    made.browser().get(made.url(f"sheets/{sheet}")).mustcontain(no="=1+1 bike racks")


def test_an_erased_author_leaves_no_word_and_no_voice(made: Decided) -> None:
    sheet = made.sheet(theme="t01")
    _save(made, sheet, title="", core=_marked(made.item(2), "We need shade on the main road in summer."))
    with made.town.session() as db:
        erase_account(db, made.people["Anna"].id, texts=True)
    (told,) = made.told()
    assert told["core"] is None
    assert told["supporters"] == {"people": 2, "authors": 1, "reacted": 1, "against": 0, "without_known_author": 0}
    assert {one["id"] for one in told["sources"]} == {made.item(1)}
    _absent(made, "in summer")
    for table in ("insights_sheet", "insights_sheet_source", "insights_quotation", "insights_merge"):
        kept = made.execute(f"SELECT t::text AS row FROM {table} t")  # names above
        assert not any(re.search("summer|shade|Anna", one.row) for one in kept)


def _absent(made: Decided, words: str) -> None:
    """In no page and no file."""
    browser = made.browser()
    for tail in ("sheets", "sheets.csv", "sheets.json", "dossier", "dossier.html", "dossier.json"):
        assert words not in browser.get(made.url(tail)).text, tail
    assert words not in str(_cells(browser.get(made.url("sheets.xlsx")).body))


def _cells(content: bytes) -> list[list[Any]]:
    book = load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]


def test_files_hold_all_sheets_with_ids_and_never_a_formula(made: Decided) -> None:
    first, second = made.sheet(5), made.sheet(theme="t02")
    _save(made, first, title="=SUM(1)", core=_marked(made.item(5), "=1+1 bike racks at the station, please."))
    browser = made.browser()
    rows = list(csv.reader(io.StringIO(browser.get(made.url("sheets.csv")).body.decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == [str(first), str(second)]
    assert (rows[1][3], rows[1][4]) == ("'=SUM(1)", "'=1+1 bike racks at the station, please.")
    assert rows[1][19] == made.item(5)
    assert rows[2][19].split() == [made.item(3), made.item(4)]
    book = load_workbook(io.BytesIO(browser.get(made.url("sheets.xlsx")).body))
    assert [cell.data_type for cell in book.worksheets[0][2]].count("f") == 0
    sources = [row[1].value for row in book.worksheets[1].iter_rows(min_row=2)]
    assert sources == [made.item(number) for number in (5, 3, 4)]
    assert book.worksheets[0]["D2"].value == "'=SUM(1)"


def test_only_who_may_open_the_analysis_sees_its_sheets(made: Decided) -> None:
    sheet = made.sheet(0)
    for tail in ("sheets", f"sheets/{sheet}", "sheets.json", "duplicates", "dossier", "dossier.html", "dossier/words"):
        made.browser("manager").get(made.url(tail))
        made.browser("other_manager").get(made.url(tail), status=403)
        made.town.browser(made.people["Anna"]).get(made.url(tail), status=403)


def test_a_sheet_is_only_found_in_its_own_analysis(made: Decided) -> None:
    sheet, first = made.sheet(0), made.analysis
    made._analyse()  # another analysis of the same phase
    made.browser().get(made.url(f"sheets/{sheet}"), status=404)
    made.post("sheets/order", [("move", f"{sheet}:up")])
    assert made.told() == []
    made.analysis = first
    assert len(made.told()) == 1


def test_in_sunset_sheets_are_read_and_kept_and_none_is_begun(made: Decided, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = made.sheet(theme="t01")
    with lapse(made.town, monkeypatch):
        page = made.browser().get(made.url("sheets"))
        assert "Make a sheet" not in page.text
        for tail in (f"sheets/{sheet}", "sheets.csv", "sheets.xlsx", "sheets.json", "dossier", "dossier.html"):
            made.browser().get(made.url(tail))
        made.post("sheets", [("do", "theme"), ("theme", "t02")], status=403)
        assert len(made.told()) == 1


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(made: Decided) -> None:
    made.sheet(0)
    browser = made.browser()
    browser.get(made.url("sheets"))
    with count_statements(made.town.platform.database.engine) as few:
        browser.get(made.url("sheets"))
    for number in (1, 2, 3, 5):
        made.sheet(number)
    with count_statements(made.town.platform.database.engine) as many:
        browser.get(made.url("sheets"))
    assert len(many) == len(few)
