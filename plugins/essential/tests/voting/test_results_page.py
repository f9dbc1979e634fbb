# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The page of results: every number on it comes from the bundle, for every form of ballot."""

import re
from fractions import Fraction
from typing import Any

import pytest

from folkmoot.i18n import formats
from folkmoot.platform import Platform
from folkmoot.testing import Town, count_statements
from folkmoot_essential.counting import explain
from folkmoot_essential.ledger.ballots import made
from folkmoot_essential.voting.models import VotingOption

from .certified import FORMS, ballots, bundle_of, cast_all, certified, finished, look, page_of
from .conftest import ballot, make_vote
from .quarters import AMOUNTS, divided


def reasons(page: Any) -> set[str]:
    return {code for tag in page.html.select("[data-reason]") for code in str(tag["data-reason"]).split()}


def euros(amount: int | Fraction) -> str:
    exact = Fraction(amount)
    return formats.money(exact.numerator // exact.denominator, "EUR", "en")


def row_of(page: Any, option: str) -> Any:
    return page.html.select_one(f'#results tr[data-option="{option}"]')


def told(row: Any, label: str) -> str:
    return str(row.select_one(f'[data-label="{label}"]').get_text(" ", strip=True))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_option_with_what_the_bundle_says_of_it(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    page, opened = made.page, made.opened
    totals: Any = opened.totals[""]
    won = list(opened.result.outcome.winners)
    listed = [str(tag["data-option"]) for tag in page.html.select("#results tbody tr")]
    assert listed[: len(won)] == won
    assert sorted(listed) == sorted(one.id for one in opened.options)
    for option in opened.options:
        row = row_of(page, option.id)
        assert told(row, "Named on ballots" if form == "ranking" else "Votes for it") == str(totals["votes"][option.id])
        assert ("Won" in told(row, "Result")) is (option.id in won)
        assert told(row, "Cost") == euros(int(option.cost))
        if "points" in totals:
            assert told(row, "Points") == str(totals["points"][option.id])


@pytest.mark.parametrize("form", ["budget", "several", "points", "shared"])
def test_money_given_out_and_left(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    spent = made.opened.result.outcome.spent
    said = made.page.html.select_one(".results-sum").get_text()
    assert f"{euros(spent)} of {euros(100_000)} are given out, {euros(100_000 - spent)} are left" in said


@pytest.mark.parametrize("form", ["one", "ranking"])
def test_where_no_budget_is_given_out_none_is_spoken_of(platform: Platform, form: str) -> None:
    assert "given out" not in finished(platform, form).page.html.select_one(".results-sum").get_text()


@pytest.mark.parametrize("form", ["budget", "points"])
def test_the_reason_of_a_loser_names_what_its_supporters_had_left(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    page, opened = made.page, made.opened
    found = explain(opened.election, opened.rule)
    losers = [one for one in found.options.values() if not one.funded]
    assert losers
    for one in losers:
        assert one.left is not None
        said = f"Its supporters had {euros(one.left)} left and it costs {euros(one.cost)}."
        assert said in row_of(page, one.option).get_text()


def test_so_many_more_are_told_once_they_were_counted(platform: Platform) -> None:
    made = finished(platform, "budget")
    assert "counting" in reasons(made.early)
    kept, page = made.kept["contests"][""]["missing"], made.page
    assert "counting" not in reasons(page)
    for option, said in kept.items():
        number = said["n"]
        words = row_of(page, option).select_one("[data-more]").get_text()
        assert re.findall(r"\d+", words) == [str(number), *([str(number - 1)] if number > 1 else [])]


def test_more_ballots_of_points_say_how_many_points(platform: Platform) -> None:
    made = finished(platform, "points")
    kept = made.kept["contests"][""]["missing"]
    option, said = next((key, one) for key, one in kept.items() if one["n"] > 1)
    words = row_of(made.page, option).select_one("[data-more]").get_text()
    assert f"{said['n']} more ballots that give it 6 points each" in words


@pytest.mark.parametrize("form", ["budget", "several", "points", "shared"])
def test_steps_of_money_as_picture_and_table(platform: Platform, form: str) -> None:
    made = finished(platform, form)
    page, opened = made.page, made.opened
    steps = [one for one in opened.result.outcome.trace if "project" in one]
    figure = page.html.select_one(".results-rounds")
    cells = [[cell.get_text(strip=True) for cell in line.select("td")] for line in figure.select("tbody tr")]
    titles = {one.id: one.title["en"] for one in opened.options}
    assert [line[1:3] for line in cells] == [
        [titles[str(one["project"])], euros(int(str(one["cost"])))] for one in steps
    ]  # fmt: skip
    spent = sum(int(str(one["cost"])) for one in steps if str(one["decision"]).startswith("funded"))
    assert spent == opened.result.outcome.spent
    drawn = figure.select("svg.results-picture rect.results-won, svg.results-picture rect.results-added")
    assert len(drawn) == len(opened.result.outcome.winners)
    assert [one.get_text() for one in figure.select(".results-name")] == [
        f"{place}. {titles[str(one['project'])]}" for place, one in enumerate(steps, 1)
    ]


def test_the_picture_is_named_for_those_who_do_not_see_it_and_has_no_style(platform: Platform) -> None:
    picture = finished(platform, "budget").page.html.select_one("svg.results-picture")
    names = str(picture["aria-labelledby"]).split()
    assert picture["role"] == "img"
    assert [picture.find(id=name).name for name in names] == ["title", "desc"]
    assert all(picture.find(id=name).get_text(strip=True) for name in names)
    assert not [tag for tag in picture.find_all(True) if tag.get("style") or tag.name in ("style", "script")]


def test_rounds_of_a_runoff_as_picture_and_table(platform: Platform) -> None:
    made = finished(platform, "ranking")
    page, opened = made.page, made.opened
    steps: Any = opened.result.outcome.trace
    figure = page.html.select_one(".results-rounds")
    lines = {
        line.select("td")[0].get_text(strip=True): [cell.get_text(strip=True) for cell in line.select("td")[1:]]
        for line in figure.select("tbody tr")
    }
    for option in opened.options:
        assert lines[option.title["en"]] == [str(one["scores"].get(option.id, "–")) for one in steps]
    assert lines["Name none of them any more"] == [str(one["exhausted"]) for one in steps]
    assert len(figure.select("svg.results-picture .results-heading")) == len(steps)


def test_other_rules_are_shown_and_said_not_to_be_the_result(platform: Platform) -> None:
    made = finished(platform, "budget")
    assert not made.early.html.select(".results-beside")
    beside = made.kept["contests"][""]["what_if"]
    section = made.page.html.select_one(".results-beside")
    assert "This is not the result" in section.get_text()
    heads = [tag.get_text(" ", strip=True) for tag in section.select("thead th")]
    assert heads == ["Equal shares (the rule of this vote)", "Most support first (not the result)"]
    lines = {row.th.get_text(strip=True): [one.get_text(strip=True) for one in row.select("td")]
             for row in section.select("tbody tr")}  # fmt: skip
    assert lines["How many options win"] == [str(len(one["winners"])) for one in beside]
    assert lines["Given out"] == [euros(int(one["spent"])) for one in beside]
    assert lines["Left"] == [euros(100_000 - int(one["spent"])) for one in beside]
    for one, said in zip(beside, lines["Voters of whom at least one choice wins"], strict=True):
        small = min(one["with_one"], 60 - one["with_one"]) < 10
        assert said == ("hidden" if small else f"{one['with_one']} of 60")
    for number in range(1, 6):
        wins = [f"opt-{number}" in one["winners"] for one in beside]
        if any(wins):
            assert lines[f"Option {number} en"] == ["wins" if one else "doesn’t win" for one in wins]


def test_few_ballots_keep_their_secret(town: Town) -> None:
    vote = certified(town, "budget", 12)
    look(vote)
    page = page_of(vote)
    assert "too-few-to-tell" in reasons(page)
    assert not page.html.select(".results-rounds, .results-beside, .results-why, [data-more]")
    assert page.html.select("#results tbody tr")


def test_small_groups_of_voters_are_hidden_with_another(town: Town) -> None:
    vote = certified(town, "several", 3)
    with town.session() as db:
        vote.bundle(db).turnout = {"voters": 90, "channels": {"web": 70, "desk": 13, "paper": 7}}
    page = page_of(vote)
    lines = page.html.select("#turnout-channels tbody tr")
    shown = {line.th.get_text(strip=True): line.td.get_text(strip=True) for line in lines}
    assert shown == {"On the web": "70", "At a desk of the town": "hidden", "On paper": "hidden"}
    assert "small-groups" in reasons(page)


def test_one_channel_needs_no_table(platform: Platform) -> None:
    page = finished(platform, "several").page
    assert not page.html.select("#turnout-channels, #turnout-districts")
    assert "60 people voted." in page.text


def test_districts_have_sections_money_and_turnout_of_their_own(town: Town) -> None:
    vote = divided(town, leftovers="town", counting="greedy", publication="L0")
    vote.turn()
    each = {"north": (14, "opt-3"), "south": (3, "opt-6"), "east": (11, "opt-8")}
    cast_all(vote, [
        made({"": ("opt-1",), name: (option,)}, district=name) for name, (number, option) in each.items()
        for _ in range(number)
    ])  # fmt: skip
    vote.end()
    vote.certify()
    look(vote)
    page = page_of(vote)
    kept = {one["id"]: one for one in bundle_of(vote)[0].result["contests"]}
    sums = [tag.get_text(" ", strip=True) for tag in page.html.select(".results-sum")]
    assert sums == [
        f"1 option won. {euros(int(one['spent']))} of {euros(int(one['budget']))} are given out,"
        f" {euros(int(one['budget']) - int(one['spent']))} are left."
        for one in kept.values()
    ]
    assert int(kept[""]["budget"]) > AMOUNTS[""]
    headings = [tag.get_text(strip=True) for tag in page.html.select("h2[id^=contest-]")]
    assert headings == ["The whole town", "The north", "The south", "The east"]
    assert "Everything that is needed is in one file." in page.text, "totals are enough for this rule"
    assert len({tag["id"] for tag in page.html.select("svg.results-picture title")}) == len(kept)
    lines = page.html.select("#turnout-districts tbody tr")
    shown = {line.th.get_text(strip=True): line.td.get_text(strip=True) for line in lines}
    assert shown == {"The north": "14", "The south": "hidden", "The east": "hidden"}


def test_ties_and_what_broke_them_are_named(town: Town) -> None:
    vote = make_vote(town, **FORMS["several"])
    vote.turn()
    cast_all(vote, [ballot(1, 2)] * 3 + [ballot(3)])
    vote.end()
    vote.certify()
    details = page_of(vote).html.select_one("details[data-reason=ties]")
    assert "Option 1 en, Option 2 en: The one that costs less went first." in " ".join(details.get_text().split())


def test_a_vote_with_no_ballot_at_all_has_a_page(town: Town) -> None:
    for form in FORMS:
        vote = certified(town, form, 0)
        look(vote)
        page = page_of(vote)
        assert "0 people voted." in page.text
        assert len(page.html.select("#results tbody tr")) == 5


def test_a_result_from_before_there_were_rounds_is_still_shown(town: Town) -> None:
    vote = certified(town, "several", 3)
    with town.session() as db:
        row = vote.bundle(db)
        kept = {name: value for name, value in row.result["contests"][0].items() if name != "rounds"}
        row.result = {"contests": [kept]}
    page = page_of(vote)
    assert not page.html.select(".results-rounds")
    assert page.html.select("#results tbody tr")


@pytest.mark.parametrize("locale", ["fr", "nl"])
def test_titles_stand_in_the_readers_language(platform: Platform, locale: str) -> None:
    assert f"Option 1 {locale}" in page_of(finished(platform, "several").vote, locale).text


def test_as_many_statements_for_many_options_as_for_few(platform: Platform) -> None:
    few = finished(platform, "budget").vote
    many = make_vote(few.town, **FORMS["budget"])
    with few.town.session() as db:
        for number in range(6, 46):
            title = dict.fromkeys(few.town.site.locales, f"Option {number}")
            db.add(VotingOption(phase_id=many.phase.id, number=number, title=title, cost=number * 20_000))
    many.turn()
    cast_all(many, list(ballots("budget", 50)))
    many.end()
    many.certify()
    look(many)
    counts = []
    for vote in (few, many):
        page_of(vote)
        with count_statements(platform.database.engine) as seen:
            page_of(vote)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 20


def test_a_page_counts_nothing(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    vote = finished(platform, "budget").vote
    monkeypatch.setattr("folkmoot_essential.counting.rules.Rule.count", None)
    assert page_of(vote).html.select(".results-beside")
