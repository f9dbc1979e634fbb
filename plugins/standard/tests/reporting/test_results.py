# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The results page of a project against plain SQL, and what it says of replies, statuses and support."""

import datetime
import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from folkmoot.accounts.interfaces import Role
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.hookspecs.methods import Capability, Figure, ParticipationMethod
from folkmoot.testing import Town, count_statements
from folkmoot.testing.contributions import Forum
from folkmoot_standard.reporting import results, turnout
from folkmoot_standard.reporting.names import Named
from folkmoot_standard.reporting.results_page import span

from .bustle import Bustle, bustle
from .conftest import crowd, stats, table
from .recount import recount

HOUR = datetime.timedelta(hours=1)
NOW = datetime.datetime.now(datetime.UTC)


def decide(
    forum: Forum, staff: uuid.UUID, contribution_id: uuid.UUID, wanted: StatusClass, at: Any, reply: str = ""
) -> None:
    with forum.town.session() as db:
        service = forum.contributions
        status = next(one.id for one in service.statuses(db, ["ideation"]) if one.status_class is wanted)
        texts = ({"en": "Parks"}, {"en": reply}) if reply else None
        assert service.set_status(db, contribution_id, status, staff, at, reply=texts) is None


def page_of(town: Town, slug: str, account: Any = None) -> Any:
    return town.browser(account or town.account(Role.ADMINISTRATOR)).get(f"/admin/reporting/projects/{slug}")


@pytest.fixture
def made(licensed_town: Town) -> Bustle:
    return bustle(licensed_town, 11, people=14)


def test_every_number_is_the_recounted_one(made: Bustle) -> None:
    forum = made.forums[0]
    page = page_of(made.town, forum.project.slug)
    with made.town.session() as db:
        people, *acts = recount(db, [forum.project.id])
        phases = db.execute(text("SELECT id, title FROM phase WHERE project_id = :id"), {"id": forum.project.id}).all()
        by_phase = [recount(db, [forum.project.id], phase=row.id) for row in phases]
        support = db.execute(text(SUPPORT), {"project": forum.project.id}).all()
        by_status = dict(map(tuple, db.execute(text(STATUSES), {"project": forum.project.id})))
    assert list(stats(page).values()) == [str(number) for number in (people, *acts)]
    shown = [
        [cell.text for cell in row.select("td")[1:]] for row in page.html.select("[aria-labelledby=phases] tbody tr")
    ]
    assert sorted(map(tuple, shown)) == sorted(tuple(map(str, counts)) for counts in by_phase)
    listed = [
        tuple(int(cell.text) for cell in row.select("td.num"))
        for row in page.html.select("[aria-labelledby=supported] tbody tr")
    ]
    assert listed == [(row.likes, row.dislikes, row.comments) for row in support]
    assert {name: int(cells[0]) for name, cells in table(page, "became").items()} == by_status


SUPPORT = """
SELECT c.number,
  (SELECT count(*) FROM contribution_reaction r WHERE r.contribution_id = c.id AND r.value = 1) AS likes,
  (SELECT count(*) FROM contribution_reaction r WHERE r.contribution_id = c.id AND r.value = -1) AS dislikes,
  (SELECT count(*) FROM comment WHERE contribution_id = c.id AND removed_at IS NULL AND NOT official) AS comments
FROM contribution c WHERE c.project_id = :project AND published_at IS NOT NULL AND withdrawn_at IS NULL
  AND EXISTS (SELECT FROM contribution_reaction r WHERE r.contribution_id = c.id AND r.value = 1)
ORDER BY 2 DESC, c.created_at, c.number LIMIT 10
"""
STATUSES = """
SELECT s.title->>'en', count(*) FROM status s, contribution c WHERE c.status_id = s.id AND c.project_id = :project
  AND published_at IS NOT NULL AND withdrawn_at IS NULL GROUP BY 1
"""


def test_official_replies_and_how_fast_they_came(forum: Forum) -> None:
    staff = forum.town.account(Role.ADMINISTRATOR)
    begun = NOW - 400 * HOUR
    ideas = [forum.post(forum.town.account().id, at=begun, columns={"created_at": begun}) for _ in range(5)]
    decide(forum, staff.id, ideas[0].id, StatusClass.ACCEPTED, begun + 30 * HOUR, "Yes.")
    decide(forum, staff.id, ideas[1].id, StatusClass.REJECTED, begun + 72 * HOUR, "No.")
    decide(forum, staff.id, ideas[1].id, StatusClass.ACCEPTED, begun + 90 * HOUR, "Yes after all.")
    decide(forum, staff.id, ideas[2].id, StatusClass.ACCEPTED, begun + 240 * HOUR, "Yes.")
    with forum.town.session() as db:
        found = results.answers(db, forum.project.id)
        first = db.execute(
            text(
                "SELECT DISTINCT ON (contribution_id) o.created_at - c.created_at FROM official_reply o"
                " JOIN contribution c ON c.id = o.contribution_id ORDER BY contribution_id, o.created_at"
            )
        ).scalars()
        waits = sorted(first)
    assert (found.contributions, found.answered, found.replies, found.median) == (5, 3, 4, waits[1])
    page = page_of(forum.town, forum.project.slug, staff)
    facts = page.html.select_one("[aria-labelledby=became] .facts").text
    assert "3 of 5" in facts
    assert "within 3 days" in facts
    became = {name: int(cells[0]) for name, cells in table(page, "became").items()}
    assert became["Accepted"] == 3
    assert sum(became.values()) == 5


def test_what_nobody_answered_says_no_time(forum: Forum) -> None:
    crowd(forum, 5)
    page = page_of(forum.town, forum.project.slug)
    assert "0 of 5" in page
    assert "How fast" not in page


@pytest.mark.parametrize(("hours", "words"), [(0.2, "1 hour"), (47, "47 hours"), (48, "2 days"), (71, "2 days")])
def test_lengths_of_time_in_words(hours: float, words: str) -> None:
    request = SimpleNamespace(ngettext=lambda one, many, num: (one if num == 1 else many) % {"num": num})
    assert span(request, hours * HOUR) == words  # type: ignore[arg-type]  # what it asks of a request


def test_managers_open_their_own_project_even_as_a_draft(licensed_town: Town) -> None:
    forum = Forum(licensed_town, state="draft")
    crowd(forum, 6)
    manager = licensed_town.account(Role.MANAGER, manages=(forum.project.id,))
    assert stats(page_of(licensed_town, forum.project.slug, manager))["People taking part"] == "6"
    browser = licensed_town.browser(manager)
    assert browser.get("/admin/reporting/projects/nothing-here", expect_errors=True).status_int == 404


def test_a_project_in_which_nothing_happened_has_a_page(licensed_town: Town) -> None:
    page = page_of(licensed_town, licensed_town.project().slug)
    assert set(stats(page).values()) == {"0"}


def test_it_asks_the_database_a_fixed_number_of_times(made: Bustle) -> None:
    browser = made.town.browser(made.town.account(Role.ADMINISTRATOR))
    path = f"/admin/reporting/projects/{made.projects[0].slug}"
    browser.get(path)
    with count_statements(made.town.platform.database.engine) as few:
        browser.get(path)
    crowd(made.forums[0], 8)
    with count_statements(made.town.platform.database.engine) as many:
        browser.get(path)
    assert len(few) == len(many) <= 11, "\n\n".join(many)


class Vote(ParticipationMethod):
    """A method with ballots."""

    id = "vote"
    title = "Vote"
    capabilities = frozenset({Capability.BALLOTS})

    def statistics(self, db: Any, phase_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Figure]]:
        return {one: [Figure("Ballots", 9, "ballots"), Figure("On the roll", 800, "roll")] for one in phase_ids}


def test_turnout_is_told_after_closing_and_small_numbers_stay_hidden() -> None:
    def phase(closes: datetime.datetime | None, method: str = "vote") -> Named:
        return Named(uuid.uuid4(), "", "Vote", "en", method=method, closes_at=closes)

    methods: dict[str, Any] = {"vote": Vote(), "ideas": ParticipationMethod()}
    request: Any = SimpleNamespace(
        plugins=SimpleNamespace(method=methods.get), now=NOW, db=None, gettext=lambda message: message
    )
    closed = phase(NOW - HOUR)
    found = turnout.turnout(request, [phase(NOW + HOUR), closed, phase(None), phase(NOW - HOUR, "ideas")])
    assert [one.phase for one in found] == [closed]
    assert [(label, number.value, number.threshold) for label, number in found[0].figures] == [
        ("Ballots", None, 10), ("On the roll", 800, 10),
    ]  # fmt: skip
