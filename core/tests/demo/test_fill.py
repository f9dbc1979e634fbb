# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The demonstration towns: filled through the services, whole or not at all, and never beside real towns."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text

from folkmoot.accounts.models import Account
from folkmoot.accounts.passwords import verify_password
from folkmoot.db.server import Server
from folkmoot.demo.fill import RealTownsHere, fill, fill_town, fill_when_empty
from folkmoot.demo.people import PASSWORD
from folkmoot.demo.words import Town as Content
from folkmoot.demo.zuidermeer.town import ZUIDERMEER
from folkmoot.platform import Platform
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.models import Area, Phase, Project, Topic
from folkmoot.settings import Settings
from folkmoot.tenants.deletion import delete_tenant
from folkmoot.testing import Town

SECONDS = 20.0


@pytest.fixture
def filled(
    platform: Platform, server: Server, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """Zuidermeer, gone again after the test."""
    begun = time.monotonic()
    fill_town(platform, ZUIDERMEER)
    assert time.monotonic() - begun < SECONDS
    platform.refresh()
    place = platform.place(ZUIDERMEER.hosts[0])
    assert place is not None
    yield Town(platform, ZUIDERMEER.slug, ZUIDERMEER.hosts[0], place.site.id)
    certificate = tmp_path_factory.mktemp("certificate") / "certificate.json"
    delete_tenant(server.owner_url, settings.secret or "", settings.data, ZUIDERMEER.slug, certificate)
    platform.refresh()


def test_a_town_has_its_people_places_and_projects(filled: Town) -> None:
    content: Content = ZUIDERMEER
    with filled.session() as db:
        people = len(content.citizens) + len(content.accounts) + content.crowd
        assert db.scalar(select(func.count()).select_from(Account)) == people
        assert db.scalar(select(func.count()).select_from(Topic)) == len(content.topics)
        assert db.scalar(select(func.count()).select_from(Area)) == len(content.areas)
        states = dict(db.execute(select(Project.slug, Project.state)).all())
        phases = db.scalar(select(func.count()).select_from(Phase))
        administrator = db.scalars(select(Account).where(Account.role == "administrator")).one()
    assert states == {project.key: str(project.publication) for project in content.projects}
    assert phases == sum(len(project.phases) for project in content.projects)
    assert verify_password(administrator.password_hash, PASSWORD)


def test_its_pages_answer(filled: Town) -> None:
    browser = filled.browser()
    home = browser.get(f"/{ZUIDERMEER.default_locale}/", status=200)
    assert ZUIDERMEER.welcome[ZUIDERMEER.default_locale] in home.text
    for project in ZUIDERMEER.projects:
        if str(project.publication) == "published":
            browser.get(f"/{ZUIDERMEER.default_locale}/projects/{project.key}", status=200)


def test_an_interrupted_filling_leaves_nothing(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Plugins, town: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Plugins, "seed", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fill_town(platform, ZUIDERMEER)
    with platform.database.platform() as db:
        assert db.scalar(text("SELECT count(*) FROM tenant WHERE slug = :slug"), {"slug": ZUIDERMEER.slug}) == 0


def test_it_never_joins_real_towns(settings: Settings, server: Server, town: Town) -> None:
    assert fill_when_empty(settings, server, print) == []
    with pytest.raises(RealTownsHere):
        fill(settings, server, print)
