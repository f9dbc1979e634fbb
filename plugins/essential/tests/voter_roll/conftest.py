# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A phase for verified people, its roll, and people who hold letters."""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from webtest import TestApp, Upload

from folkmoot.accounts.models import Account
from folkmoot.hookspecs.access import Verification
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.models import ActionRule, Area, Phase, Project
from folkmoot.projects.services import Projects
from folkmoot.testing import Town
from folkmoot_essential.voter_roll.source import VoterRollSource

PEOPLE = """reference;district;name;address;locale
85.01.12-100.17;Harbour;Person 1;Street 1, 9000 Gent;
85.02.12-200.27;old-town;Person 2;Street 2, 9000 Gent;fr
85.03.12-300.37;Harbour;Person 3;Street 3, 9000 Gent;nl-BE
85.04.12-400.47;old-town;Person 4;Street 4, 9000 Gent;
85.05.12-500.57;Haven;Person 5;Street 5, 9000 Gent;xx
"""


@dataclass
class Election:
    """A phase for verified people in one town; what clerks and citizens do with it, through the pages."""

    town: Town
    project: Project
    phase: Phase
    clerk: Account
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def desk(self) -> str:
        return f"/admin/voter-rolls/{self.phase.id}"

    @property
    def page(self) -> str:
        return f"/en/projects/{self.project.slug}/1/verify"

    def office(self) -> "TestApp[Any]":
        return self.town.browser(self.clerk)

    def upload(self, text: str | bytes, name: str = "people.csv") -> Any:
        form = self.office().get(self.desk).forms["roll-upload"]
        form["file"] = Upload(name, text.encode() if isinstance(text, str) else text, "text/csv")
        return form.submit()

    def enrol(self, text: str | bytes = PEOPLE) -> Any:
        return self.upload(text).follow().forms["roll-confirm"].submit("do", value="confirm").follow()

    def letters(self, text: str = PEOPLE, which: str = "new", kind: str = "table") -> Any:
        form = self.office().get(f"{self.desk}/letters").forms["roll-letters"]
        form["file"], form["which"], form["kind"] = Upload("people.csv", text.encode(), "text/csv"), which, kind
        return form.submit(expect_errors=True)

    def send(self, text: str = PEOPLE, which: str = "new") -> dict[str, str]:
        """Make letters; codes by name."""
        sent = self.letters(text, which).body.decode("utf-8-sig")
        found = {row["name"]: row["code"] for row in csv.DictReader(io.StringIO(sent))}
        self.codes |= found
        return found

    def enter(self, who: Account, code: str, **options: Any) -> Any:
        form = self.town.browser(who).get(self.page).forms["roll-code"]
        form["code"] = code
        return form.submit(expect_errors=True, **options)

    def verification(self, who: Account) -> Verification | None:
        found: Verification | None = self.ask(lambda source, db, phase: source.verification(db, who.id, phase))
        return found

    def ask(self, question: Callable[[VoterRollSource, Any, Any], Any]) -> Any:
        """Ask the source as core does."""
        with self.town.session() as db:
            phase = Projects(Plugins([])).phase(db, self.phase.id, datetime.datetime.now(datetime.UTC))
            return question(VoterRollSource(), db, phase)


@pytest.fixture
def election(town: Town) -> Election:
    """A published project with one open phase in which only verified people may share ideas, in two districts."""
    project = town.project()
    phase = town.phase(project, "ideation")
    with town.session() as db:
        db.add(ActionRule(phase_id=phase.id, action="posting_idea", who="verified"))
        db.add(Area(slug="harbour", title={"en": "Harbour", "nl": "Haven"}))
        db.add(Area(slug="old-town", title={"en": "Old town"}, position=1))
    return Election(town, project, phase, town.account("manager", manages=(project.id,)))


@pytest.fixture
def voting(election: Election) -> Election:
    """The same with five people on the roll and their letters made."""
    election.enrol()
    election.send()
    return election


def reasons(page: Any) -> list[str]:
    """The reason codes on a page."""
    return [str(tag["data-reason"]) for tag in page.html.select("[data-reason]")]
