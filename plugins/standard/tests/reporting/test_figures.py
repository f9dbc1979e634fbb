# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every figure against plain SQL that counts it in another way, in towns made by chance."""

import datetime
import uuid
from typing import Any

import pytest

from folkmoot.testing import Town
from folkmoot_standard.reporting import figures
from folkmoot_standard.reporting.acts import Scope
from folkmoot_standard.reporting.figures import Counts, Unit
from folkmoot_standard.reporting.periods import Period, pieces

from .bustle import Bustle, bustle
from .recount import recount

DAY = datetime.timedelta(days=1)
METHOD = "ideation"


def four(counts: Counts) -> tuple[int, int, int, int]:
    return counts.people, counts.contributions, counts.comments, counts.reactions


@pytest.fixture(params=[1, 2])
def made(request: pytest.FixtureRequest, town: Town, other_town: Town) -> Bustle:
    bustle(other_town, request.param + 100, projects=1, ideas=2)  # what another town does counts nowhere here
    return bustle(town, request.param)


def test_totals_and_every_part(made: Bustle) -> None:
    town, ids = made.town, made.project_ids
    now = datetime.datetime.now(datetime.UTC)
    with town.session() as db:
        found = figures.read(db, Scope(tuple(ids), None, now), town.site.zone, None)
        assert four(found.total) == recount(db, ids)
        assert found.total.people > 5
        for key, name in ((one.id, "project") for one in made.projects):
            assert four(found.by[name][key]) == recount(db, [key])
        for key, counts in found.by["phase"].items():
            assert four(counts) == recount(db, ids, phase=key)
        for name, keys in (("topic", made.topics), ("area", made.areas)):
            for key in keys:
                assert four(found.by[name].get(key, figures.NOTHING)) == recount(db, ids, **{name: key})
        assert four(found.by["topic"][None]) == recount(db, ids, no_topic=True)
        assert four(found.by["area"][None]) == recount(db, ids, no_area=True)
        assert four(found.by["method"][METHOD]) == recount(db, ids, method=METHOD)


@pytest.mark.parametrize("unit", Unit)
def test_every_piece_of_time_in_the_towns_zone(made: Bustle, unit: Unit) -> None:
    town, ids = made.town, made.project_ids
    last = town.site.local(datetime.datetime.now(datetime.UTC)).date()
    period = Period(last - 100 * DAY, last)
    begins, ends = period.begins(town.site.zone), period.ends(town.site.zone)
    with town.session() as db:
        found = figures.read(db, Scope(tuple(ids), begins, ends), town.site.zone, unit)
        assert found.unit == unit
        days = pieces(unit, period.first or last, last)
        assert set(found.pieces) <= set(days)
        for start, following in zip(days, [*days[1:], last + 40 * DAY], strict=True):
            piece = Period(max(start, period.first or last), min(following - DAY, last))
            expected = recount(db, ids, piece.begins(town.site.zone), piece.ends(town.site.zone))
            assert four(found.pieces.get(start, figures.NOTHING)) == expected, start
        assert four(found.total) == recount(db, ids, begins, ends)


def test_narrowed_views_and_their_totals(made: Bustle) -> None:
    town, ids = made.town, made.project_ids
    now = datetime.datetime.now(datetime.UTC)
    begins = now - 120 * DAY
    phase = made.forums[0].phase.id
    views: list[dict[str, Any]] = [
        {"phase": phase}, {"area": made.areas[0]}, {"topic": made.topics[1]}, {"method": METHOD},
        {"area": made.areas[1], "topic": made.topics[0]}, {"phase": phase, "area": made.areas[2], "method": METHOD},
    ]  # fmt: skip
    with town.session() as db:
        for only in views:
            scope = Scope(tuple(ids), begins, now, only)
            expected = recount(db, ids, begins, now, **only)
            assert four(figures.totals(db, scope)) == expected, only
            assert four(figures.read(db, scope, town.site.zone, None).total) == expected, only
            beside = figures.people_beside(db, scope)
            assert set(beside) <= set(only)
            for name in beside:
                rest = {key: value for key, value in only.items() if key != name}
                for value, people in beside[name].items():
                    if value != "None":
                        assert people == recount(db, ids, begins, now, **rest, **{name: value})[0]


def test_projects_side_by_side(made: Bustle) -> None:
    town, (one, other) = made.town, made.project_ids
    now = datetime.datetime.now(datetime.UTC)
    with town.session() as db:
        found = figures.side_by_side(db, Scope((one, other), None, now), town.site.zone, Unit.MONTH)
        for project in (one, other):
            total, by_month = found[project]
            assert four(total) == recount(db, [project])
            assert sum(counts.acts for counts in by_month.values()) == total.acts


def test_the_unit_follows_from_what_there_is(made: Bustle) -> None:
    town, ids = made.town, made.project_ids
    now = datetime.datetime.now(datetime.UTC)
    with town.session() as db:

        def unit(days: int) -> Unit:
            return figures.read(db, Scope(tuple(ids), now - days * DAY, now), town.site.zone, None).unit

        assert (unit(20), unit(120), unit(299)) == (Unit.DAY, Unit.WEEK, Unit.MONTH)


def test_whoever_erased_their_account_still_counts_once(made: Bustle) -> None:
    """One of the town's people is gone by now; the stream still has somebody in their place."""
    with made.town.session() as db:
        found = figures.totals(db, Scope(tuple(made.project_ids[:1]), None, datetime.datetime.now(datetime.UTC)))
        assert found.people <= len(made.people) + 1


def test_acts_that_are_about_no_contribution_keep_their_own_place(town: Town) -> None:
    """What another method records of its own: ballots, answers to a survey."""
    made = bustle(town, 4, projects=1, ideas=3)
    forum, now = made.forums[0], datetime.datetime.now(datetime.UTC)
    phase, (one, other) = town.phase(forum.project, "vote").id, made.topics[:2]
    with town.session() as db:
        before = recount(db, made.project_ids)[0]
        for number in range(6):
            person = town.account().id
            forum.discussion._activities.record(
                db, "voted", "ballot", uuid.uuid4(), person, project_id=forum.project.id, phase_id=phase,
                method="vote", area_id=made.areas[0], topics=[one, other] if number else [one], at=now,
            )  # fmt: skip
    with town.session() as db:
        scope = Scope(tuple(made.project_ids), None, now + DAY)
        found = figures.read(db, scope, town.site.zone, None)
        assert found.total.people == before + 6
        assert four(found.by["phase"][phase]) == (6, 0, 0, 0)
        assert four(found.by["method"]["vote"]) == (6, 0, 0, 0)
        narrowed = Scope(scope.projects, None, scope.ends, {"topic": other, "phase": phase})
        assert four(figures.totals(db, narrowed)) == (5, 0, 0, 0)
        assert figures.people_beside(db, narrowed)["topic"] == {str(one): 6, str(other): 5}


def test_a_town_without_acts(town: Town) -> None:
    project = town.project()
    with town.session() as db:
        scope = Scope((project.id,), None, datetime.datetime.now(datetime.UTC))
        found = figures.read(db, scope, town.site.zone, None)
    assert (found.total, found.pieces) == (Counts(), {})
    with town.session() as db:
        assert figures.read(db, Scope((), None, scope.ends), town.site.zone, None).total == Counts()
