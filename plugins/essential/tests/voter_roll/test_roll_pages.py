# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Clerks: a list is checked before it counts, added to later, and its letters are made."""

import csv
import datetime
import gc
import io
from typing import Any

import pytest
from sqlalchemy import select, text
from webtest import Upload

from folkmoot.audit.models import AuditEntry
from folkmoot.i18n import formats
from folkmoot.plugins.retention import enforce
from folkmoot.projects.models import Phase
from folkmoot.testing import Town, count_statements
from folkmoot_essential.voter_roll import context, retention
from folkmoot_essential.voter_roll.codes import normalised

from .conftest import PEOPLE, Election, reasons

NOW = datetime.datetime.now(datetime.UTC)
DIRTY = """reference,district
1,harbour
,harbour
1.,Haven
2,Nowhere
3,
"""


def words(page: Any, selector: str) -> str:
    """What a part of a page says."""
    return str(page.html.select_one(selector).get_text(" ", strip=True))


def numbers(election: Election) -> list[int]:
    with election.town.session() as db:
        return list(db.scalars(text("SELECT number FROM voter_roll_entry ORDER BY number")))


def test_a_file_with_nothing_in_it_is_told_from_no_file(election: Election) -> None:
    form = election.office().get(election.desk).forms["roll-upload"]
    assert "choose a file" in words(form.submit(status=422), ".error-summary")
    form["file"] = Upload("people.csv", b"", "text/csv")
    assert "has no rows" in words(form.submit(status=422), ".error-summary")


def test_a_list_is_checked_before_it_counts(election: Election) -> None:
    page = election.upload(DIRTY).follow()
    facts = words(page, ".facts")
    assert "New on the roll 2" in facts
    assert "Left out 3" in facts
    rows = page.html.select("tbody tr")
    found = [(row["data-reason"], row.th.get_text()) for row in rows]
    assert found == [("reference-empty", "3"), ("duplicate", "4"), ("district-unknown", "5")]
    assert "same as in row 2" in page
    assert "Nowhere" in page
    assert numbers(election) == []
    page.forms["roll-confirm"].submit("do", value="discard").follow()
    assert numbers(election) == []
    again = election.upload(DIRTY).follow()
    assert "2 people are on the roll now" in again.forms["roll-confirm"].submit("do", value="confirm").follow()
    assert numbers(election) == [1, 2]
    assert election.ask(lambda source, db, phase: source.eligible(db, phase)) == {"": 1, "harbour": 1}


def test_nothing_personal_is_kept(election: Election) -> None:
    election.upload(PEOPLE)
    election.enrol()
    election.letters()
    with election.town.session() as db:
        tables = ("voter_roll_roll", "voter_roll_entry", "voter_roll_upload", "audit_entry")
        kept = " ".join(row for table in tables for row in db.execute(text(f"SELECT t::text FROM {table} t")).scalars())
    assert "audit" in kept or "voter_roll.added" in kept
    assert not [word for word in ("Person", "Street", "8501121", "85.01") if word in kept]


def take_off(election: Election, text: str) -> Any:
    form = election.office().get(election.desk).forms["roll-withdraw"]
    form["off"] = Upload("off.csv", text.encode(), "text/csv")
    return form.submit("do", value="withdraw", expect_errors=True)


def test_many_people_are_taken_off_by_a_list(election: Election) -> None:
    election.enrol()
    gone = "reference\n85.01.12-100.17\n85 02 12 200 27\n850212-20027\n,\nunknown\n"
    page = take_off(election, gone).follow()
    assert "To be taken off the roll 2" in words(page, ".facts")
    found = [row["data-reason"] for row in page.html.select("tbody tr")]
    assert found == ["duplicate", "reference-empty", "not-on-the-roll"]
    assert election.ask(lambda source, db, phase: source.eligible(db, phase)) == {"harbour": 3, "old-town": 2}
    refused = page.forms["roll-confirm"].submit("do", value="confirm", status=422)
    assert "Please say why." in refused
    refused.forms["roll-confirm"]["reason"] = "They have moved away."
    done = refused.forms["roll-confirm"].submit("do", value="confirm").follow()
    assert "2 people were taken off the roll." in done
    assert election.ask(lambda source, db, phase: source.eligible(db, phase)) == {"harbour": 2, "old-town": 1}
    again = take_off(election, gone).follow()
    assert "Taken off before 2" in words(again, ".facts")
    assert "reason" not in again.forms["roll-confirm"].fields
    again.forms["roll-confirm"].submit("do", value="discard")
    with election.town.session() as db:
        acts = db.scalars(select(AuditEntry.details).where(AuditEntry.verb == "voter_roll.list_withdrawn")).all()
    assert [act["people"] for act in acts] == [2]
    assert "moved away" not in str(acts)


def test_a_list_to_take_people_off_that_cannot_be_read_is_refused_beside_its_field(election: Election) -> None:
    election.enrol()
    page = election.office().get(election.desk).forms["roll-withdraw"].submit("do", value="withdraw", status=422)
    assert page.html.select_one("a[href='#f-off']")
    assert page.html.find(id="roll-upload").select(".error") == []
    assert take_off(election, "name\nAnna\n").status_int == 422


def test_more_people_are_added_later_and_nobody_twice(election: Election) -> None:
    election.enrol()
    more = PEOPLE.replace("85.01.12-100.17;Harbour", "85 01 12 100 17;old-town") + "new one;;Person 6;;\n"
    page = election.upload(more).follow()
    facts = words(page, ".facts")
    assert "New on the roll 1" in facts
    assert "On the roll already 5 1 of them has another district" in facts
    page.forms["roll-confirm"].submit("do", value="confirm").follow()
    assert numbers(election) == [1, 2, 3, 4, 5, 6]
    late = page.forms["roll-confirm"].submit("do", value="confirm").follow()
    assert "confirmed or thrown away already" in late
    assert numbers(election) == [1, 2, 3, 4, 5, 6]
    assert election.ask(lambda source, db, phase: source.eligible(db, phase)) == {"": 1, "harbour": 3, "old-town": 2}


@pytest.mark.parametrize("data", ["", "no heading that fits\n1\n", "reference\n"])
def test_a_file_that_cannot_be_used_says_why(election: Election, data: str) -> None:
    page = election.office().get(election.desk).forms["roll-upload"]
    if data:
        page["file"] = Upload("a.csv", data.encode(), "text/csv")
    answer = page.submit(status=422)
    assert words(answer, ".error-summary li")
    assert answer.html.select_one("#f-file-error")


def test_a_file_that_is_far_too_large_is_not_read(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(context, "LARGEST_FORM", 1000)
    form = election.office().get(election.desk).forms["roll-upload"]
    form["file"] = Upload("a.csv", b"reference\n" + b"1\n" * 600, "text/csv")
    form.submit(status=413)


def test_the_roll_without_a_rule_says_so(election: Election) -> None:
    assert reasons(election.office().get(election.desk)) == []
    with election.town.session() as db:
        db.execute(text("DELETE FROM action_rule"))
    assert "rule-not-verified" in reasons(election.office().get(election.desk))
    assert "No phase needs a roll" in election.office().get("/admin/voter-rolls")


def test_only_its_managers_see_a_roll(voting: Election, other_town: Town) -> None:
    town = voting.town
    others = town.account("manager", manages=(town.project().id,))
    citizen, stranger = town.account(), other_town.account("administrator")
    paths = ["", "/letters", "/desk", "/entries/1"]
    for path in paths:
        voting.office().get(voting.desk + path)
        town.browser(town.account("administrator")).get(voting.desk + path)
        town.browser(others).get(voting.desk + path, status=403)
        town.browser(citizen).get(voting.desk + path, status=403)
        other_town.browser(stranger).get(voting.desk + path, status=404)
    town.browser(others).get(f"{voting.desk}/entries/99", status=403)
    voting.office().get(f"{voting.desk}/entries/99", status=404)
    assert "ideation en" not in town.browser(others).get("/admin/voter-rolls")
    assert "ideation en" in voting.office().get("/admin/voter-rolls")


def test_the_last_day_of_a_phase_that_closes_at_midnight_is_the_day_before(voting: Election) -> None:
    zone, day = voting.town.site.zone, datetime.timedelta(days=1)
    today = datetime.datetime.now(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    closes = (today + 5 * day).replace(tzinfo=zone)
    with voting.town.session() as db:
        phase = db.get(Phase, (voting.phase.id, voting.town.id))
        assert phase is not None
        phase.closes_at = closes
    dates = words(voting.office().get("/admin/voter-rolls"), "td[data-label=Dates]")
    assert dates.endswith(f"– {formats.day_and_month((closes - day).date(), 'en', closes.date())}")


def test_letters_to_print_speak_the_reader_s_language(voting: Election) -> None:
    page = voting.letters(which="all", kind="page")
    assert page.content_type == "text/html"
    assert page.headers["Cache-Control"] == "private, no-store"
    letters = page.html.select("article.letter")
    assert [letter["lang"] for letter in letters] == ["en", "fr", "nl", "en", "en"]
    links = [letter.select_one(".letter-page").get_text() for letter in letters]
    assert links[1] == f"http://{voting.town.host}/fr/projects/{voting.project.slug}/1/verify"
    assert "Person 2" in letters[1].select_one(".letter-to").get_text()
    codes = [letter.select_one(".letter-code").get_text() for letter in letters]
    assert len(set(codes)) == 5
    assert "\ue000" not in page
    assert page.html.select_one("link[rel=stylesheet]")["href"].endswith("voter_roll/letters.css")
    assert not page.html.select("style, script, [style]")
    assert voting.enter(voting.town.account(), codes[2]).status_int == 303
    assert voting.enter(voting.town.account(), voting.codes["Person 4"]).status_int == 422  # the letter from before


def test_letters_are_made_for_who_has_none_unless_asked_for(voting: Election) -> None:
    again = voting.letters()
    assert again.status_int == 422
    assert "Nobody in the file needs a letter" in again
    voting.enrol(PEOPLE + "new one;;=Person 6;;\n")
    assert list(voting.send(PEOPLE + "new one;;=Person 6;;\n")) == ["'=Person 6"]
    assert voting.enter(voting.town.account(), voting.codes["Person 1"]).status_int == 303


def test_a_stranger_in_the_file_stops_the_letters(voting: Election) -> None:
    refused = voting.letters(PEOPLE + "stranger;;;;\n;;nobody;;\n", which="all")
    assert refused.status_int == 422
    assert "Rows: 7, 8" in refused
    assert voting.enter(voting.town.account(), voting.codes["Person 1"]).status_int == 303


def entry_page(voting: Election, shown: str) -> Any:
    form = voting.office().get(f"{voting.desk}/desk").forms["roll-desk"]
    form["shown"] = shown
    return form.submit(expect_errors=True)


def test_the_desk_finds_people_by_reference_code_and_number(voting: Election) -> None:
    code = voting.codes["Person 3"]
    for shown in ("85.03.12-300.37", "850312 30037", code, code.lower().replace("-", ""), "3", "№ 3"):
        found = entry_page(voting, shown)
        assert str(found.location).endswith("/entries/3")
        page = found.follow()
        assert code not in page
        assert normalised(code) not in page
        assert "Harbour" in page
    for shown in ("", "9", "nobody", "AAAA-AAAA-AAAA", "9" * 150):
        missing = entry_page(voting, shown)
        assert missing.status_int == 422
        assert missing.forms["roll-desk"]["shown"].value == shown


def decide(voting: Election, number: int, step: str, reason: str = "Lost it") -> Any:
    form = voting.office().get(f"{voting.desk}/entries/{number}").forms["roll-entry"]
    form["reason"] = reason
    return form.submit("do", value=step, expect_errors=True)


def test_the_desk_releases_a_claim_and_the_person_stays_the_same(voting: Election) -> None:
    first, second = voting.town.account(), voting.town.account()
    voting.enter(first, voting.codes["Person 1"])
    before = voting.verification(first)
    assert decide(voting, 1, "release", "").status_int == 422
    assert voting.verification(first) == before
    assert "The entry is free" in decide(voting, 1, "release", "Forgot the password").follow()
    assert voting.verification(first) is None
    assert voting.enter(second, voting.codes["Person 1"]).status_int == 303
    assert voting.verification(second) == before
    with voting.town.session() as db:
        acts = db.scalars(select(AuditEntry.verb).where(AuditEntry.verb.like("voter_roll.%")).order_by(AuditEntry.id))
        assert list(acts) == ["voter_roll.added", "voter_roll.letters_made", "voter_roll.released"]


def test_the_desk_withdraws_and_puts_back(voting: Election) -> None:
    who = voting.town.account()
    voting.enter(who, voting.codes["Person 2"])
    before = voting.verification(who)
    assert "withdrawn" in decide(voting, 2, "withdraw", "Moved away").follow()
    assert voting.verification(who) is None
    assert voting.ask(lambda source, db, phase: source.eligible(db, phase)) == {"harbour": 3, "old-town": 1}
    assert "85.02" not in voting.office().get(voting.desk)
    assert "No letter" not in voting.send(which="all")
    page = voting.office().get(f"{voting.desk}/entries/2")
    assert "roll-letter" not in page.forms
    assert "stands again" in decide(voting, 2, "put_back", "A mistake").follow()
    assert voting.verification(who) == before


def test_a_step_that_no_longer_fits_changes_nothing(voting: Election) -> None:
    form = voting.office().get(f"{voting.desk}/entries/2").forms["roll-entry"]
    decide(voting, 2, "withdraw")
    form["reason"] = "Twice"
    assert "Nothing was changed" in form.submit("do", value="withdraw").follow()


def test_the_desk_makes_one_letter(voting: Election) -> None:
    form = voting.office().get(f"{voting.desk}/entries/5").forms["roll-letter"]
    form["name"], form["locale"] = "<b>Zoë</b>", "fr"
    page = form.submit()
    assert len(page.html.select("article.letter[lang=fr]")) == 1
    assert "<b>Zoë" not in page.text
    code = words(page, ".letter-code")
    assert voting.enter(voting.town.account(), voting.codes["Person 5"]).status_int == 422
    assert voting.enter(voting.town.account(), code).status_int == 303


def test_a_roll_goes_ninety_days_after_the_end_that_its_phase_has_now(voting: Election) -> None:
    def let_go(days: int) -> list[int]:
        with voting.town.session() as db:
            task = type("Context", (), {"db": db})
            retention.follow_phases(task)  # type: ignore[arg-type]
            enforce(db, NOW + datetime.timedelta(days=days))
        return numbers(voting)

    assert len(let_go(10 + 89)) == 5
    with voting.town.session() as db:
        db.execute(text("UPDATE phase SET closes_at = closes_at + interval '50 days'"))
    assert len(let_go(10 + 91)) == 5
    assert let_go(10 + 50 + 91) == []
    with voting.town.session() as db:
        assert db.scalar(text("SELECT count(*) FROM voter_roll_roll")) == 0


def test_a_list_that_nobody_confirms_is_forgotten_after_a_day(election: Election) -> None:
    election.upload(PEOPLE)
    with election.town.session() as db:
        enforce(db, NOW + datetime.timedelta(days=2))
        assert db.scalar(text("SELECT count(*) FROM voter_roll_upload")) == 0


def test_pages_take_as_many_statements_for_many_people_as_for_few(voting: Election) -> None:
    browser, engine = voting.office(), voting.town.platform.database.engine

    def counted(path: str) -> int:
        browser.get(path)
        with count_statements(engine) as seen:
            browser.get(path)
        return len(seen)

    paths = (
        "/admin/voter-rolls",
        voting.desk,
        f"{voting.desk}/letters",
        f"{voting.desk}/desk",
        f"{voting.desk}/entries/1",
    )
    few = [counted(path) for path in paths]
    voting.enrol("reference;district\n" + "".join(f"more {number};harbour\n" for number in range(300)))
    town = voting.town
    other = Election(town, voting.project, town.phase(voting.project, "ideation", opens=20, closes=30), voting.clerk)
    other.enrol()
    assert [counted(path) for path in paths] == few
    assert max(few) <= 9, few


@pytest.mark.drill
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # WebOb leaves temporary files to the GC
def test_a_large_town(election: Election) -> None:
    rows = [
        f"{number:09d};{('harbour', 'old-town')[number % 2]};Person {number};Street {number}, 9000 Gent;{language}\n"
        for number in range(20_000)
        for language in [("en", "fr", "nl")[number % 3]]
    ]
    people = "reference;district;name;address;locale\n" + "".join(rows)
    election.enrol(people)
    assert election.ask(lambda source, db, phase: source.eligible(db, phase)) == {"harbour": 10_000, "old-town": 10_000}
    page = election.letters(people, kind="page")
    assert page.text.count('<article class="letter"') == 20_000
    table = list(csv.DictReader(io.StringIO(election.letters(people, which="all").body.decode("utf-8-sig"))))
    assert len({row["code"] for row in table}) == 20_000
    assert election.enter(election.town.account(), table[19_999]["code"]).status_int == 303
    gc.collect()
