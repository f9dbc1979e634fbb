# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Saving projects, folders and phases: what is refused, what is recorded, what is made of titles."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.audit.models import AuditEntry
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import FolderDraft, PhaseDraft, ProjectDraft, ProjectQuery, Unacceptable
from folkmoot.projects.models import Area, Phase, Project, Topic
from folkmoot.projects.services import Projects
from folkmoot.search.services import Search
from folkmoot.testing import Town

DAY = datetime.timedelta(days=1)
TITLES = {"en": "Bikes & town", "fr": "Vélo & ville", "nl": "Fiets & stad"}


def codes(problems: pytest.ExceptionInfo[Unacceptable]) -> list[str]:
    return [problem.code for problem in problems.value.problems]


def verbs(db: Session) -> list[str]:
    return list(db.scalars(select(AuditEntry.verb).order_by(AuditEntry.serial)))


def tags(db: Session, table: type[Topic] | type[Area], *slugs: str) -> tuple[uuid.UUID, ...]:
    rows = [table(slug=slug, title={"en": slug}) for slug in slugs]
    db.add_all(rows)
    db.flush()
    return tuple(row.id for row in rows)


def test_a_project_gets_its_address_from_its_title(town: Town, projects: Projects) -> None:
    with town.session() as db:
        made = [projects.save_project(db, town.site, ProjectDraft(TITLES), None) for _ in range(3)]
        other = projects.save_project(db, town.site, ProjectDraft({"nl": "Œuvre ß Ångström"}), None)
        unspeakable = projects.save_project(db, town.site, ProjectDraft({"en": "公園"}), None)
    assert [one.slug for one in made] == ["bikes-town", "bikes-town-2", "bikes-town-3"]
    assert (other.slug, unspeakable.slug) == ("oeuvre-ss-angstrom", "project")
    assert len({one.preview_token for one in made}) == 3


def test_an_address_stays_when_the_title_changes(town: Town, projects: Projects) -> None:
    with town.session() as db:
        made = projects.save_project(db, town.site, ProjectDraft(TITLES), None)
        projects.save_project(db, town.site, ProjectDraft({"en": "Another title"}), None, made.id)
        assert (made.slug, made.title) == ("bikes-town", {"en": "Another title"})


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (ProjectDraft({"en": " "}), ["title-missing"]),
        (ProjectDraft({"en": ""}, slug="Not a slug!"), ["title-missing", "slug-malformed"]),
        (ProjectDraft(TITLES, slug="-bikes"), ["slug-malformed"]),
        (ProjectDraft(TITLES, slug="taken"), ["slug-taken"]),
    ],
)
def test_everything_wrong_is_said_at_once(
    town: Town, projects: Projects, draft: ProjectDraft, expected: list[str]
) -> None:
    town.project(slug="taken")
    with town.session() as db, pytest.raises(Unacceptable) as problems:
        projects.save_project(db, town.site, draft, None)
    assert codes(problems) == expected


def test_the_same_address_is_free_in_another_town(town: Town, other_town: Town, projects: Projects) -> None:
    other_town.project(slug="bikes-town")
    with town.session() as db:
        assert projects.save_project(db, town.site, ProjectDraft(TITLES, slug="bikes-town"), None).slug == "bikes-town"


def test_topics_and_areas_become_exactly_these(town: Town, projects: Projects) -> None:
    with town.session() as db:
        topics, areas = tags(db, Topic, "a", "b", "c"), tags(db, Area, "north")
        draft = ProjectDraft(TITLES, topic_ids=topics[:2], area_ids=areas)
        made = projects.save_project(db, town.site, draft, None)
        projects.save_project(db, town.site, replace(draft, topic_ids=topics[1:], area_ids=()), None, made.id)
        assert {topic.slug for topic in projects.topics_of(db, made.id)} == {"b", "c"}
        assert projects.areas_of(db, made.id) == []
        assert verbs(db) == ["project.created", "project.changed"]


def test_saving_without_a_change_records_nothing(town: Town, projects: Projects) -> None:
    with town.session() as db:
        made = projects.save_project(db, town.site, ProjectDraft(TITLES), None)
        projects.save_project(db, town.site, ProjectDraft(TITLES), None, made.id)
        assert verbs(db) == ["project.created"]


def test_descriptions_are_cleaned_before_they_are_stored(town: Town, projects: Projects) -> None:
    nasty = '<p onclick="x()">Hi <script>alert(1)</script><a href="javascript:alert(1)">you</a></p>'
    with town.session() as db:
        draft = ProjectDraft(TITLES, description={"en": nasty, "fr": "<p>&nbsp;</p>"})
        made = projects.save_project(db, town.site, draft, None)
    assert set(made.description) == {"en"}
    assert not {"script", "onclick", "javascript"} & set(
        made.description["en"].replace(":", " ").replace("<", " ").split()
    )
    assert "alert" not in made.description["en"]


def test_folders_hold_projects(town: Town, projects: Projects) -> None:
    with town.session() as db:
        folder = projects.save_folder(db, town.site, FolderDraft({"en": "Streets"}), None)
        made = projects.save_project(db, town.site, ProjectDraft(TITLES, folder_id=folder.id), None)
        made.state = "published"
        db.flush()
        assert [(one.slug, one.projects) for one in projects.folders(db)] == [("streets", 1)]
        projects.save_folder(db, town.site, FolderDraft({"en": "Streets"}, state="draft"), None, folder.id)
        assert projects.folders(db) == []
        assert verbs(db) == ["folder.created", "project.created", "folder.changed"]


def test_the_order_is_the_towns(town: Town, projects: Projects, now: datetime.datetime) -> None:
    made = [town.project(position=at) for at in range(4)]
    with town.session() as db:
        projects.reorder(db, [made[2].id, made[0].id, uuid.uuid4()], None)
        projects.reorder(db, [made[2].id, made[0].id], None)
        found = [card.id for card in projects.listed(db, now)]
        assert verbs(db) == ["project.reordered"]
    assert found == [made[2].id, made[0].id, made[1].id, made[3].id]


@pytest.fixture
def save(town: Town, projects: Projects, now: datetime.datetime) -> Callable[..., Phase]:
    """Save a phase of a project: save(project, opens, closes, phase=…, method=…, settings=…), days from now."""

    def do(project: Project, opens: float, closes: float | None, phase: Phase | None = None, **more: object) -> Phase:
        ends = None if closes is None else now + closes * DAY
        draft = PhaseDraft(
            **{"method": "ask", "title": TITLES, "opens_at": now + opens * DAY, "closes_at": ends, **more}
        )  # type: ignore[arg-type]
        with town.session() as db:
            return projects.save_phase(db, town.site, project.id, draft, None, now, phase.id if phase else None)

    return do


def test_a_phase_closes_after_it_opens(town: Town, save: Callable[..., Phase]) -> None:
    for closes in (3, 2):
        with pytest.raises(Unacceptable) as problems:
            save(town.project(), 3, closes)
        assert codes(problems) == ["closes-before-opening"]


def test_only_the_last_phase_may_lack_an_end(town: Town, save: Callable[..., Phase]) -> None:
    project = town.project()
    last = save(project, 10, None)
    with pytest.raises(Unacceptable) as problems:
        save(project, 5, None)
    assert codes(problems) == ["end-missing"]
    with pytest.raises(Unacceptable) as problems:
        save(project, 20, 30)
    assert codes(problems) == ["earlier-phase-endless"]
    save(project, 5, 20)  # overlapping is fine
    save(project, 10, 15, phase=last)
    save(project, 20, None)


def test_settings_are_checked_by_the_methods_model(town: Town, save: Callable[..., Phase]) -> None:
    project = town.project()
    with pytest.raises(Unacceptable) as problems:
        save(project, 1, 2, settings={"cap": 99, "unknown": 1})
    assert {problem.field for problem in problems.value.problems} == {"settings.cap", "settings.unknown"}
    assert save(project, 1, 2).settings == {"cap": 3}


def test_the_method_must_be_active_and_locks_once_used(town: Town, save: Callable[..., Phase]) -> None:
    project = town.project()
    with pytest.raises(Unacceptable) as problems:
        save(project, 1, 2, method="absent")
    assert codes(problems) == ["method-absent"]
    phase = save(project, -1, 2)
    save(project, -1, 2, phase=phase, method="tell", settings={})
    contribute(town, project, phase)
    with pytest.raises(Unacceptable) as problems:
        save(project, -1, 2, phase=phase)
    assert codes(problems) == ["method-locked"]


def contribute(town: Town, project: Project, phase: Phase, **values: object) -> None:
    """A public contribution, as a plain row."""
    from folkmoot.contributions.models import Contribution, Status

    with town.session() as db:
        status = Status(method=phase.method, status_class="proposed", title={"en": "Proposed"})
        db.add(status)
        db.flush()
        facts = {"title": "A", "body": "B", "language": "en", "published_at": datetime.datetime.now(datetime.UTC)}
        where = {"project_id": project.id, "phase_id": phase.id, "method": phase.method, "status_id": status.id}
        db.add(Contribution(**where, **{**facts, **values}))


def test_a_used_phase_cannot_be_deleted(town: Town, projects: Projects, save: Callable[..., Phase]) -> None:
    project = town.project()
    used, unused = save(project, -1, 2), save(project, 3, 4)
    contribute(town, project, used)
    with town.session() as db:
        projects.delete_phase(db, unused.id, None)
        assert verbs(db)[-1] == "phase.deleted"
        with pytest.raises(Unacceptable) as problems:
            projects.delete_phase(db, used.id, None)
    assert codes(problems) == ["phase-used"]


def test_a_module_in_sunset_begins_no_phase(town: Town, plugins: Plugins, now: datetime.datetime) -> None:
    fading = Projects(plugins, modes={"asking": Mode.SUNSET})
    project = town.project()
    running = town.phase(project, "ask")
    draft = PhaseDraft("ask", TITLES, now, now + DAY)
    with town.session() as db:
        with pytest.raises(Unacceptable) as problems:
            fading.save_phase(db, town.site, project.id, draft, None, now)
        assert codes(problems) == ["module-sunset"]
        shorter = PhaseDraft("ask", TITLES, running.opens_at, now + DAY)
        assert fading.save_phase(db, town.site, project.id, shorter, None, now, running.id).id == running.id
        with pytest.raises(Unacceptable) as problems:
            fading.save_phase(db, town.site, project.id, draft, None, now, running.id)
        assert codes(problems) == ["module-sunset"], "a phase that runs isn't moved"


def test_a_phase_of_another_town_or_project_cannot_be_saved(
    town: Town, other_town: Town, save: Callable[..., Phase]
) -> None:
    with pytest.raises(LookupError):
        save(other_town.project(), 1, 2)
    with pytest.raises(LookupError):
        save(town.project(), 1, 2, phase=town.phase(town.project(), "ask"))


STRICT = {"required_locales": ["en", "fr"]}


def test_a_strict_town_publishes_nothing_that_lacks_a_language(
    new_town: Callable[..., Town], projects: Projects, now: datetime.datetime
) -> None:
    town = new_town(strict_locales=True)
    project = town.project("draft", title={"en": "Only", "fr": "Seul"}, lead={"en": "One language"})
    phase = town.phase(project, "ask", title={"en": "Ask", "fr": "Demander", "nl": " "})
    with town.session() as db:
        missing = projects.missing_texts(db, town.site, project.id)
        assert {(one.kind, one.field, one.locale) for one in missing} == {
            ("project", "title", "nl"), ("project", "lead", "fr"), ("project", "lead", "nl"), ("phase", "title", "nl"),
        }  # fmt: skip
        with pytest.raises(Unacceptable) as problems:
            projects.publish(db, town.site, project.id, None, now)
        assert set(codes(problems)) == {"language-missing"}
        assert len(problems.value.problems) == 4
        fill(db, project, phase)
        assert projects.publish(db, town.site, project.id, None, now).state == "published"


def fill(db: Session, project: Project, phase: Phase) -> None:
    """Write what was missing."""
    row = db.get_one(Project, (project.id, project.tenant_id))
    row.title, row.lead = {**project.title, "nl": "Enkel"}, {}
    db.get_one(Phase, (phase.id, phase.tenant_id)).title = {"en": "Ask", "fr": "Demander", "nl": "Vragen"}
    db.flush()


def test_a_lenient_town_publishes_and_the_gap_is_recorded(
    town: Town, projects: Projects, now: datetime.datetime
) -> None:
    project = town.project("draft", title={"en": "Only"})
    with town.session() as db:
        projects.publish(db, town.site, project.id, None, now)
        entry = db.scalars(select(AuditEntry)).one()
        assert (entry.verb, entry.details["missing_languages"]) == ("project.published", ["fr", "nl"])


def test_published_unpublished_archived(town: Town, projects: Projects, now: datetime.datetime) -> None:
    project = town.project("draft")
    with town.session() as db:
        first = projects.publish(db, town.site, project.id, None, now).published_at
        projects.publish(db, town.site, project.id, None, now)
        projects.unpublish(db, project.id, None)
        assert projects.publish(db, town.site, project.id, None, now + DAY).published_at == first
        projects.archive(db, project.id, None)
        assert verbs(db) == [
            "project.published", "project.unpublished", "project.published", "project.archived",
        ]  # fmt: skip
        assert projects.listed(db, now) == []
        assert [card.state for card in projects.listed(db, now, ProjectQuery(state="archived"))] == ["archived"]


def test_only_public_projects_are_found_by_search(town: Town, projects: Projects, now: datetime.datetime) -> None:
    def found(db: Session) -> list[uuid.UUID]:
        return [one.subject_id for one in Search().find(db, "velo", "fr", ("project",))]

    with town.session() as db:
        made = projects.save_project(db, town.site, ProjectDraft(TITLES), None)
        assert found(db) == []
        projects.publish(db, town.site, made.id, None, now)
        assert found(db) == [made.id]
        projects.save_project(db, town.site, ProjectDraft({"fr": "Autre chose"}), None, made.id)
        assert found(db) == []
        projects.save_project(db, town.site, ProjectDraft(TITLES), None, made.id)
        projects.unpublish(db, made.id, None)
        assert found(db) == []
