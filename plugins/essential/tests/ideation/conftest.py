# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with topics, areas and a phase of ideas."""

from collections.abc import Callable
from typing import Any

import pytest

from folkmoot.projects.models import Area, Topic
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum


@pytest.fixture
def forum(town: Town) -> Forum:
    """A published project with one open phase of ideas, in a town with topics and areas."""
    with town.session() as db:
        db.add_all(
            [
                Topic(slug="green", title={"en": "Green", "fr": "Vert"}, icon="leaf", tone="green"),
                Topic(slug="play", title={"en": "Play"}, icon="ball", tone="play", position=1),
                Area(slug="harbour", title={"en": "Harbour"}, latitude=51_054_000, longitude=3_725_000),
            ]
        )
    return Forum(town)


@pytest.fixture
def forum_with(forum: Forum) -> Callable[..., Forum]:
    """Another phase of ideas with these settings, in a project of its own."""
    return lambda state="published", **settings: Forum(forum.town, settings=settings, state=state)


def form_with(page: Any, field: str) -> Any:
    """The form of a page that has a field."""
    return next(form for form in page.forms.values() if field in form.fields)
