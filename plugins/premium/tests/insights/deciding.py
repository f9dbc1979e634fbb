# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""An analysis whose findings are known by heart, for what people decide from it: merges, sheets, the dossier."""

import datetime
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, text

from folkmoot.accounts.models import Account
from folkmoot.contributions.interfaces import Posted, ReactionMode, ReactionRules
from folkmoot.interfaces import Role
from folkmoot.projects.models import Area
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot_premium.analysis import Analysis, NearlySame, Settings, Speaker, Theme
from folkmoot_premium.insights import editing, tables
from folkmoot_premium.insights.keeping import Kept, keep
from folkmoot_premium.insights.sources import Input, inputs

BOTH = ReactionRules(ReactionMode.LIKES_AND_DISLIKES)
TEXTS = (
    ("Trees along the road", "Plant more trees along the main road. They give shade.", "Anna"),
    ("Trees along the road!", "Plant more trees along the main road. They give us shade.", "Ben"),
    ("Shade", "We need shade on the main road in summer.", "Anna"),
    ("Library on Sundays", "Open the library on Sundays.", ""),
    ("Library on Sundays", "Open the library on all Sundays.", ""),
    ("Bike racks", "=1+1 bike racks at the station, please.", "Cleo"),
)
"""Title, text, author ("": imported, without one)."""
SETTINGS = {"themes": 2, "language": "", "excluded": [], "semantic": False}


@dataclass
class Decided:
    """A town, six contributions and a comment, two themes, two groups of near-duplicates, a finished run."""

    town: Town
    forum: Forum = field(init=False)
    people: dict[str, Account] = field(init=False)
    staff: dict[str, Account] = field(init=False)
    posted: list[Posted] = field(init=False)
    comment: uuid.UUID = field(init=False)
    area: uuid.UUID = field(init=False)
    analysis: uuid.UUID = field(init=False)
    run: uuid.UUID = field(init=False)

    def __post_init__(self) -> None:
        """Make all of it."""
        self.forum = Forum(self.town)
        names = ("Anna", "Ben", "Cleo", "Dora", "Ed", "Finn")
        self.people = {name: self.town.account(display_name=name) for name in names}
        other = Forum(self.town)
        self.staff = {
            "administrator": self.town.account(Role.ADMINISTRATOR, display_name="Ada Admin"),
            "manager": self.town.account(Role.MANAGER, (self.forum.project.id,), display_name="Mona Manager"),
            "other_manager": self.town.account(Role.MANAGER, (other.project.id,), display_name="Otto Other"),
        }
        self._contribute()
        self._analyse()

    def _contribute(self) -> None:
        with self.town.session() as db:
            made = Area(slug="north", title={"en": "North", "fr": "Nord", "nl": "Noord"}, position=1)
            db.add(made)
            db.flush()
            self.area = made.id
        self.posted = [
            self.forum.post(
                self.people[who].id if who else None, title, body,
                **({"area_id": self.area, "place": "Main Street 1"} if number == 0 else {}),
            )
            for number, (title, body, who) in enumerate(TEXTS)
        ]  # fmt: skip
        for number, cost in ((2, "1500"), (3, "2 000 €"), (4, "900,50")):
            self.execute(
                "UPDATE contribution SET extra = CAST(:extra AS jsonb) WHERE id = :id", id=self.posted[number].id,
                extra=json.dumps({"Kosten": cost, "label": "x"}),
            )  # fmt: skip
        for who, number, value in (("Dora", 0, 1), ("Dora", 1, 1), ("Ben", 0, 1), ("Ed", 0, -1), ("Ed", 3, 1)):
            self.react(who, number, value)
        with self.town.session() as db:
            row = self.forum.contributions.by_number(db, self.posted[0].number)
            said = "And benches under the trees along the road."
            made_id = self.forum.discussion.comment(db, row, self.people["Finn"].id, said, "en", self.now())
            assert isinstance(made_id, uuid.UUID)
            self.comment = made_id

    def react(self, who: str, number: int, value: int) -> None:
        """A reaction to one of the six."""
        with self.town.session() as db:
            row = self.forum.contributions.by_number(db, self.posted[number].number)
            self.forum.reactions.react(db, row, self.people[who].id, value, BOTH, self.now())

    def _analyse(self) -> None:
        self.analysis = uuid.uuid4()
        with self.town.session() as db:
            values = {"id": self.analysis, "title": "Spring", "themes": 2, "language": "", "excluded": []}
            db.execute(insert(tables.analysis).values(**values, made_by_id=self.staff["administrator"].id))
            of = {"analysis_id": self.analysis, "phase_id": self.forum.phase.id, "comments": True}
            db.execute(insert(tables.source).values(**of))
        self.run = self.analyse_again()

    def analyse_again(self) -> uuid.UUID:
        """A finished run over what is there now, whose findings are those above."""
        with self.town.session() as db:
            found = inputs(db, self.analysis, "")
            findings = self._findings(found)
            number = (db.scalar(text("SELECT max(number) FROM insights_run")) or 0) + 1
            values = {"analysis_id": self.analysis, "number": number, "state": "done", "begun_at": self.now()}
            more = {"record": findings.run_json().decode(), "inputs": len(found), "settings": SETTINGS, "share": 1000,
                    "ended_at": self.now()}  # fmt: skip
            made = uuid.uuid4()
            db.execute(insert(tables.run).values(id=made, **values, **more))
            keep(db, Kept(self.analysis, made, findings, found))
            editing.replay_over(db, self.analysis, made)
        return made

    def _findings(self, found: list[Input]) -> Analysis:
        there = {one.item for one in found}
        first = [one for one in (*map(self.item, (0, 1, 2)), f"m:{self.comment}") if one in there]
        second = [one for one in map(self.item, (3, 4)) if one in there]
        themes = (
            Theme("t01", "trees, road", ("trees", "road"), (), tuple(first), (Speaker(first[0], len(first)),)),
            Theme("t02", "library", ("library", "sundays"), (), tuple(second), (Speaker(second[0], len(second)),)),
        )
        pairs = [[self.item(one) for one in pair if self.item(one) in there] for pair in ((0, 1), (3, 4))]
        near = [NearlySame(tuple(ids), score) for ids, score in zip(pairs, (0.9, 0.95), strict=True) if len(ids) > 1]
        unassigned = tuple(there - {*first, *second})
        languages = dict.fromkeys(there, "en")
        return Analysis(Settings(2), "0" * 64, themes, unassigned, tuple(near), languages, {})

    def item(self, number: int) -> str:
        """The id of one of the six in a run."""
        return f"c:{self.posted[number].id}"

    @staticmethod
    def now() -> datetime.datetime:
        """This moment."""
        return datetime.datetime.now(datetime.UTC)

    def browser(self, who: str = "administrator") -> Any:
        """A browser of one of the staff."""
        return self.town.browser(self.staff[who])

    def url(self, tail: str) -> str:
        """An address below the analysis."""
        return f"/admin/insights/{self.analysis}/{tail}"

    def execute(self, sql: str, **values: Any) -> list[Any]:
        """Rows of a statement, for figures that are counted independently of the module."""
        with self.town.session() as db:
            result = db.execute(text(sql), values)
            return list(result) if result.returns_rows else []

    def one(self, sql: str, **values: Any) -> Any:
        """The one value of a statement."""
        return self.execute(sql, **values)[0][0]

    def post(self, tail: str, fields: Iterable[tuple[str, str]], who: str = "administrator", **more: Any) -> Any:
        """Send fields as a form of an address would; what it answers."""
        browser = self.browser(who)
        token = browser.get(self.url("sheets")).html.find("input", {"name": "csrf_token"})["value"]
        return browser.post(self.url(tail), [("csrf_token", token), *fields], **more)

    def sheet(self, *numbers: int, theme: str = "") -> uuid.UUID:
        """Make a sheet from contributions or from a theme, and give its id."""
        told = ", ".join(f"#{self.posted[number].number}" for number in numbers)
        fields = [("do", "theme"), ("theme", theme)] if theme else [("do", "numbers"), ("numbers", told)]
        return uuid.UUID(self.post("sheets", fields).location.rpartition("/")[2])

    def version(self, sheet: uuid.UUID) -> str:
        """What the forms of a sheet carry along: which state of it they show."""
        changed = self.one("SELECT changed_at FROM insights_sheet WHERE id = :id", id=sheet)
        return str(changed.astimezone(datetime.UTC).strftime("%Y%m%d%H%M%S%f"))

    def save(self, sheet: uuid.UUID, fields: Iterable[tuple[str, str]], tail: str = "", **more: Any) -> Any:
        """Send a form of a sheet that shows it as it is now."""
        return self.post(f"sheets/{sheet}{tail}", [("seen", self.version(sheet)), *fields], **more)

    def told(self) -> list[dict[str, Any]]:
        """All sheets as the JSON file says them."""
        ideas: list[dict[str, Any]] = self.browser().get(self.url("sheets.json")).json["ideas"]
        return ideas
