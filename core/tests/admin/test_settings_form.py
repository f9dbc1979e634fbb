# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A method's settings, as a stranger's plugin may write them, yield a working page without a template of its own."""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from folkmoot.accounts.interfaces import Role
from folkmoot.projects.models import Phase
from folkmoot.testing import Town


class View(StrEnum):
    CARDS = "cards"
    MAP = "map"


class Everything(BaseModel):
    """One field for each widget."""

    model_config = ConfigDict(extra="forbid")

    greeting: dict[str, str] = Field(default_factory=dict, title="Greeting")
    note: dict[str, str] = Field(default_factory=dict, title="Note", json_schema_extra={"widget": "multiloc_text"})
    text: dict[str, str] = Field(default_factory=dict, title="Text", json_schema_extra={"widget": "multiloc_rich"})
    noun: str = Field("idea", title="Noun", min_length=2, max_length=20)
    long: str = Field("", title="Long", json_schema_extra={"widget": "textarea"})
    cap: int | None = Field(None, title="Cap", ge=1)
    share: Decimal = Field(Decimal("0.5"), title="Share", ge=0, le=1)
    budget: int = Field(100000, title="Budget", json_schema_extra={"widget": "money"})
    views: list[View] = Field([View.CARDS], title="Views")
    tags: list[str] = Field(["a"], title="Tags", json_schema_extra={"widget": "tags", "options": {"a": "A", "b": "B"}})
    first: View = Field(View.CARDS, title="First view")
    order: Literal["new", "old"] = Field("new", title="Order", json_schema_extra={"widget": "select"})
    choice: str | None = Field(None, title="Choice", json_schema_extra={"widget": "select", "options": {"x": "X"}})
    words: list[str] = Field(["one", "two"], title="Words")
    day: datetime.date | None = Field(None, title="Day")
    moment: datetime.datetime | None = Field(None, title="Moment")
    mail: str = Field("", title="Mail", json_schema_extra={"widget": "email"})
    secret: str = Field("", title="Secret", json_schema_extra={"widget": "hidden"})
    open_to_all: bool = Field(True, title="Open to all")
    nested: dict[str, list[int]] = Field(default_factory=lambda: {"kept": [1, 2]}, json_schema_extra={"widget": "none"})


@pytest.fixture
def everything(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town where the method of information has these settings."""
    place = town.platform.place(town.host)
    assert place is not None
    method: Any = place.application.registry.folkmoot_plugins.method("information")  # type: ignore[attr-defined]
    monkeypatch.setattr(type(method), "Settings", Everything)
    return town


def test_every_widget_is_shown_saved_and_shown_again(everything: Town) -> None:
    town = everything
    town.project(slug="p")
    browser = town.browser(town.account(Role.ADMINISTRATOR, locale="nl"))
    page = browser.get("/admin/projects/p/phases/new?method=information")
    form = page.forms[max(key for key in page.forms if isinstance(key, int))]
    assert form["settings.budget"].value == "1000"
    assert form["settings.words"].value.split() == ["one", "two"]
    form["title.nl"], form["opens_at"] = "Fase", "2026-12-01T09:00"
    form["settings.budget"], form["settings.share"], form["settings.cap"] = "1.250,50", "0,25", "0"
    form["settings.text.fr"] = "**gras** <script>x</script>"
    answer = form.submit(status=422)
    assert 'href="#f-settings-cap"' in answer.text
    form = answer.forms[max(key for key in answer.forms if isinstance(key, int))]
    assert form["settings.budget"].value == "1.250,50"
    form["settings.cap"], form["settings.choice"], form["settings.moment"] = "3", "x", "2026-10-25T02:30"
    form.submit(status=303)
    with town.session() as db:
        kept = db.scalars(select(Phase.settings)).one()
    assert (kept["budget"], kept["share"], kept["cap"], kept["choice"]) == (125050, "0.25", 3, "x")
    assert kept["moment"] == "2026-10-25T00:30:00Z"
    assert kept["nested"] == {"kept": [1, 2]}
    assert "<strong>gras</strong>" in kept["text"]["fr"]
    assert "<script" not in kept["text"]["fr"]
    with town.session() as db:
        phase = db.scalars(select(Phase)).one()
    edit = browser.get(f"/admin/projects/p/phases/{phase.id}").forms["f-phase"]
    assert (edit["settings.budget"].value, edit["settings.share"].value) == ("1250,50", "0,25")
    edit.submit(status=303)
    with town.session() as db:
        assert db.scalars(select(Phase.settings)).one() == kept


def test_a_module_that_went_away_leaves_its_phase_readable(town: Town) -> None:
    project = town.project(slug="p")
    phase = town.phase(project, method="gone", settings={"a": 1})
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    assert "Module not active" in browser.get("/admin/projects/p/phases").text
    page = browser.get(f"/admin/projects/p/phases/{phase.id}")
    assert 'data-reason="module-absent"' in page.text
    browser.get(f"/admin/projects/p/phases/{phase.id}/rules", status=200)
    with town.session() as db:
        assert db.scalars(select(Phase.settings)).one() == {"a": 1}


def test_the_method_is_fixed_once_there_are_contributions(town: Town) -> None:
    project = town.project(slug="p")
    phase = town.phase(project, method="ideation")
    browser = town.browser(town.account(Role.ADMINISTRATOR))
    url = f"/admin/projects/p/phases/{phase.id}"
    form = browser.get(f"{url}?method=information").forms["f-phase"]
    form.submit(status=303)
    with town.session() as db:
        assert db.scalars(select(Phase.method)).one() == "information"
    browser.get(f"{url}?method=ideation").forms["f-phase"].submit(status=303)
    add_contribution(town, phase)
    page = browser.get(f"{url}?method=information")
    assert "The method is fixed" in page.text
    assert page.forms["f-phase"]["method"].value == "ideation"
    posted = dict(page.forms["f-phase"].submit_fields()) | {"method": "information"}
    browser.post(url, posted)
    with town.session() as db:
        assert db.scalars(select(Phase.method)).one() == "ideation"
    delete = next(f for f in browser.get("/admin/projects/p/phases").forms.values() if f.action.endswith("/delete"))
    assert 'role="alert"' in delete.submit(status=303).follow().text
    with town.session() as db:
        assert db.scalars(select(Phase.id)).all() == [phase.id]


def add_contribution(town: Town, phase: Phase) -> None:
    """One idea in a phase, as rows."""
    from folkmoot.contributions.models import Contribution, Status

    author = town.account()
    with town.session() as db:
        status = Status(method="ideation", status_class="proposed", title={"en": "Open"})
        db.add(status)
        db.flush()
        db.add(
            Contribution(
                project_id=phase.project_id, phase_id=phase.id, method="ideation", author_id=author.id, title="T",
                body="B", language="en", status_id=status.id,
            )
        )  # fmt: skip
