# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A module opens with a key, goes on in sunset where it left something, and is absent without a trace otherwise."""

import datetime
import uuid
from collections.abc import Iterator

import pytest
from webtest import TestApp

from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.jobs.dispatch import Background, Dispatcher
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import LicenceOpening
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import PhaseDraft, Unacceptable
from folkmoot.projects.models import Phase, Project
from folkmoot.projects.services import Projects
from folkmoot.projects.services.rules import ActionRules
from folkmoot.settings import Settings
from folkmoot.testing.authority import Authority, Clock
from folkmoot.testing.licences import install_licence, mode_of, remove_licence
from folkmoot.testing.plugins import Shelf
from folkmoot.testing.towns import Town

UTC = datetime.UTC
DAY = datetime.timedelta(days=1)
READ, BEGIN = "/en/poll", "/en/poll/begin"


def plugins_of(town: Town) -> Plugins:
    """The plugins of a town's application."""
    place = town.platform.place(town.host)
    assert place is not None
    found: Plugins = place.application.registry.folkmoot_plugins  # type: ignore[attr-defined]
    return found


def statuses(browser: "TestApp[Platform]") -> tuple[int, int]:
    """Of the page that reads, and of the one that begins something."""
    return browser.get(READ, status="*").status_int, browser.get(BEGIN, status="*").status_int


def refusal(town: Town, phase: Phase, action: str, days: float = 0) -> str:
    """Why a citizen can't act in a phase, so many days from now; "" if they can."""
    plugins = plugins_of(town)
    person = CurrentAccount(uuid.uuid4(), uuid.uuid4(), "Ann", Role.CITIZEN, "en", email_confirmed=True)
    now = datetime.datetime.now(UTC) + days * DAY
    with town.session() as db:
        read = Projects(plugins).phase(db, phase.id, now)
        assert read is not None
        found = ActionRules(plugins).refusal(db, person, read, action, now)
    return found.code if found is not None else ""


def test_without_a_key_it_is_absent_and_with_one_open(place: Town, authority: Authority) -> None:
    visitor = place.browser()
    assert statuses(visitor) == (404, 404)
    assert "The poll" not in visitor.get("/en/").text
    install_licence(place, authority.bundle(authority.licence()))
    assert mode_of(place, "poll") is Mode.OPEN
    assert statuses(visitor) == (200, 200)
    assert "The poll" in visitor.get("/en/").text


def test_a_module_that_left_nothing_goes_without_a_trace(place: Town, authority: Authority) -> None:
    jti = "0" * 25 + "1"
    install_licence(place, authority.bundle(authority.licence(jti=jti)))
    remove_licence(place, jti)
    assert mode_of(place, "poll") is Mode.ABSENT
    assert statuses(place.browser()) == (404, 404)


@pytest.fixture
def project(place: Town, authority: Authority) -> Iterator[Project]:
    """A project that was public before anything ended, in a town whose licence ends in 30 days."""
    install_licence(place, authority.bundle(authority.licence(jti="0" * 25 + "2")))
    return place.project(published_at=datetime.datetime.now(UTC) - 5 * DAY)


def test_in_sunset_what_exists_is_read_and_nothing_begins(place: Town, project: Project) -> None:
    place.phase(project, "poll", closes=10)
    remove_licence(place, "0" * 25 + "2")
    assert mode_of(place, "poll") is Mode.SUNSET
    visitor = place.browser()
    assert visitor.get(READ).status_int == 200
    answer = visitor.get(BEGIN, status=403)
    assert 'data-reason="module-sunset"' in answer.text
    assert "licence" not in answer.text.lower(), "a citizen never hears of licences"
    page = visitor.get(f"/en/projects/{project.slug}")
    assert "a poll" in page.text


def test_an_open_phase_runs_to_its_end_and_a_coming_one_never_begins(place: Town, project: Project) -> None:
    running, coming = place.phase(project, "poll", closes=10), place.phase(project, "poll", opens=12, closes=14)
    assert refusal(place, running, "answer") == ""
    remove_licence(place, "0" * 25 + "2")
    assert refusal(place, running, "answer") == ""
    assert refusal(place, running, "answer", days=9.9) == ""
    assert refusal(place, running, "answer", days=10.1) == "phase-closed"
    assert refusal(place, coming, "answer", days=13) == "module-sunset"


def test_a_phase_without_an_end_is_frozen_at_180_days(place: Town, project: Project) -> None:
    endless = place.phase(project, "poll", closes=None)
    remove_licence(place, "0" * 25 + "2")
    assert refusal(place, endless, "answer", days=179.9) == ""
    assert refusal(place, endless, "answer", days=180.1) == "phase-closed"


def test_a_draft_had_not_begun(place: Town, project: Project) -> None:
    draft = place.project("draft")
    phase = place.phase(draft, "poll")
    place.phase(project, "poll")
    remove_licence(place, "0" * 25 + "2")
    with place.session() as db:
        row = db.get(Project, (draft.id, place.id)) or db.query(Project).filter(Project.id == draft.id).one()
        row.state, row.published_at = "published", datetime.datetime.now(UTC) + datetime.timedelta(seconds=1)
    assert refusal(place, phase, "answer", days=1) == "module-sunset"


def test_new_phases_are_refused_and_running_ones_may_only_be_shortened(place: Town, project: Project) -> None:
    phase = place.phase(project, "poll", closes=10)
    remove_licence(place, "0" * 25 + "2")
    plugins, now = plugins_of(place), datetime.datetime.now(UTC)
    desk = Projects(plugins, modes=plugins.modes)

    def save(opens_at: datetime.datetime, closes_at: datetime.datetime | None, phase_id: uuid.UUID | None) -> set[str]:
        draft = PhaseDraft("poll", {"en": "Poll"}, opens_at, closes_at)
        with place.session() as db:
            try:
                desk.save_phase(db, place.site, project.id, draft, None, now, phase_id)
            except Unacceptable as refused:
                return {problem.code for problem in refused.problems}
        return set()

    ends = phase.closes_at
    assert ends is not None
    assert save(now + 20 * DAY, now + 30 * DAY, None) == {"module-sunset"}
    assert save(phase.opens_at, ends + DAY, phase.id) == {"module-sunset"}
    assert save(phase.opens_at, None, phase.id) == {"module-sunset"}
    assert save(phase.opens_at - DAY, ends, phase.id) == {"module-sunset"}
    assert save(phase.opens_at, ends - DAY, phase.id) == set()


def test_the_clock_alone_ends_a_licence_and_a_new_one_restores_everything(
    place: Town, project: Project, authority: Authority, clock: Clock
) -> None:
    phase = place.phase(project, "poll", closes=None)
    place.phase(place.project(), "poll")
    clock.go(days=29)
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.OPEN
    clock.go(days=2)
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.SUNSET
    with place.platform.database.platform() as db:
        lapsed = db.query(LicenceOpening.lapsed_at).filter(LicenceOpening.tenant_id == place.id).scalar()
    assert lapsed is not None
    off = abs(lapsed - datetime.datetime.now(UTC) - 30 * DAY)
    assert off < datetime.timedelta(minutes=5), "the end of the licence, not when it was noticed"
    install_licence(place, authority.bundle(authority.licence(ends=400)))
    assert mode_of(place, "poll") is Mode.OPEN
    assert refusal(place, phase, "answer", days=300) == ""


def test_tasks_that_begin_are_dropped_and_others_run(
    place: Town, project: Project, server: Server, settings: Settings, authority: Authority, shelf: Shelf
) -> None:
    place.phase(project, "poll")
    remove_licence(place, "0" * 25 + "2")
    composer = place.platform.composer
    licences = Licences(authority.roots)
    worker = open_platform(settings, server, composer.installed, build=Background, licences=licences)
    try:
        for task in ("begin", "finish"):
            Dispatcher(worker).run(None, "poll", task, str(place.id), {})
        import fixture_poll.plugin  # type: ignore[import-not-found]

        assert fixture_poll.plugin.RAN == ["finish"]
    finally:
        worker.close()
