# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Every view of every paid module that is installed obeys sunset; found in the registry, so that none is forgotten."""

from collections.abc import Iterator
from typing import Any

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.response import Response
from tests.walks.browsers import Browser, walk_town
from tests.walks.examples import BODIES, address
from tests.walks.furniture import Furnished, furnish
from tests.walks.views import View, views_of

from folkmoot.jobs.dispatch import Background
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.models import LicenceToken
from folkmoot.licences.modes import includeme
from folkmoot.platform import Platform
from folkmoot.plugins.loader import discover
from folkmoot.plugins.manager import Plugins
from folkmoot.plugins.manifest import LICENSED
from folkmoot.testing.licences import mode_of, remove_licence
from folkmoot.testing.towns import retire

PAID = [plugin.id for plugin in discover() if plugin.usable and plugin.edition in LICENSED and plugin.migrations]
"""Those with tables: a module that leaves no rows has no sunset. Insights only brings a command so far."""
SAYS_SUNSET = 'data-reason="module-sunset"'


@pytest.fixture(scope="module")
def fading(platform: Platform) -> Iterator[Furnished]:
    """A town in which every paid module was used, and whose licence is gone."""
    made = furnish(walk_town(platform))
    with made.town.session() as db:
        jtis = [row.jti for row in db.query(LicenceToken).filter(LicenceToken.kind == "licence")]
    for jti in jtis:
        remove_licence(made.town, jti)
    yield made
    retire(made.town)


def views_of_paid(made: Furnished) -> list[View]:
    """Views that paid modules have registered."""
    return [view for view in views_of(made.registry) if view.route.partition(".")[0] in PAID]


def begins(made: Furnished, view: View) -> bool:
    """What the view said of itself when it was registered."""
    said: dict[tuple[str, str], bool] = made.registry.folkmoot_beginnings
    return said[view.route, view.method]


def test_every_view_of_a_paid_module_says_whether_it_begins_something(fading: Furnished) -> None:
    assert {mode_of(fading.town, plugin) for plugin in PAID} == {Mode.SUNSET}
    views = views_of_paid(fading)
    assert len(views) > 20
    assert {view.route.partition(".")[0] for view in views} == set(PAID)
    assert any(begins(fading, view) for view in views)
    assert not all(begins(fading, view) for view in views if view.unsafe), "what was begun must be finished somewhere"


def test_what_begins_is_refused_in_sunset_and_nothing_else_is(fading: Furnished) -> None:
    browser, wrong = Browser.of(fading, "administrator"), []
    for view in views_of_paid(fading):
        answer = send(browser, fading, view)
        refused = answer.status_int == 403 and SAYS_SUNSET in answer.text
        if refused is not begins(fading, view):
            wrong.append(f"{view}: {answer.status_int}, begins={begins(fading, view)}")
        if not view.unsafe and not begins(fading, view) and answer.status_int >= 400:
            wrong.append(f"{view}: {answer.status_int}, though it only reads")
    assert wrong == []


def send(browser: Browser, made: Furnished, view: View) -> Any:
    """One request with the example's values."""
    body = dict(BODIES[view.route](made)) if view.unsafe and view.route in BODIES else None
    return browser.ask(view.method, address(view, made), body)


def test_tasks_that_begin_are_refused_in_sunset_and_no_others(fading: Furnished) -> None:
    """Hooks that show something go on in sunset; of those that do something, only views and tasks can begin."""
    place = fading.town.platform.place(fading.town.host)
    assert place is not None
    background = Background(fading.town.platform, place.composition, place_evidence(fading))
    mine = {name: task for name, task in background.tasks.items() if name[0] in PAID}
    assert mine
    for (plugin, _name), task in mine.items():
        assert background.refuses(plugin, task) is task.begins


def place_evidence(made: Furnished) -> Any:
    """The raw tokens of the town, as a jobs worker hands them to the modules."""
    return made.town.platform.composer.licences.evidence(made.town.site)


def test_no_view_on_the_public_side_speaks_of_licences(fading: Furnished) -> None:
    visitor = fading.town.browser()
    for path in ("/en/", "/en/projects", f"/en/projects/{fading.projects['main'].slug}", "/en/ideas"):
        text = visitor.get(path, status="*").text.lower()
        assert "licence" not in text, path


def test_a_view_that_does_not_say_so_refuses_its_module() -> None:
    config = Configurator(autocommit=True)
    config.registry.folkmoot_plugins = Plugins([], {}, frozenset({"silent"}))
    includeme(config)
    config.registry.folkmoot_including = "silent"
    config.add_route("silent.page", "/silent")
    with pytest.raises(ConfigurationError, match="begins=True or begins=False"):
        config.add_view(lambda _request: Response("x"), route_name="silent.page")
