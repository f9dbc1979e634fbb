# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A town with one of everything that a page can show: long words, other scripts, hidden things, empty ones."""

import datetime
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from pyramid.request import Request
from pyramid.scripting import prepare
from sqlalchemy.orm import Session
from tests.walks.guided import furnish_guides
from tests.walks.insights import furnish_insights
from tests.walks.reporting import furnish_reports
from tests.walks.voter_roll import furnish_roll
from tests.walks.voting import furnish_votes, make_phases
from tests.walks.workflow import furnish_desk

from folkmoot.accounts import codes
from folkmoot.accounts.codes import Purpose
from folkmoot.accounts.interfaces import CurrentAccount, Role
from folkmoot.accounts.models import Account
from folkmoot.accounts.passwords import hash_password
from folkmoot.audit.interfaces import IAudit
from folkmoot.contributions.interfaces import Draft, IContributions, IReactions, ReactionRules
from folkmoot.discussion.interfaces import IDiscussion
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.mail.interfaces import IMailer
from folkmoot.media.interfaces import IMedia
from folkmoot.projects.interfaces import FolderDraft, IProjects
from folkmoot.projects.models import Area, Phase, Project, ProjectArea, ProjectTopic, Topic
from folkmoot.testing import Town

PASSWORD = "four quiet words here"
KEPT = hash_password(PASSWORD)
WHY = "<h2>Why</h2><p>It <strong>matters</strong>.</p><ul><li><a href='/'>One</a></li></ul>"
LONG = "Straßenbahnhaltestellenüberdachungsbeleuchtungsanlagenerneuerung am Großherzoglich-Mecklenburgischen Platz"
ARABIC = "حديقة صغيرة للأطفال قرب المكتبة العامة في الحي القديم"
UTC = datetime.UTC
NOTHING = uuid.UUID(int=0)
LATITUDE, LONGITUDE = 51_054_000, 3_725_000


@dataclass
class Furnished:
    """A town's things by the names that the tables of addresses and roles use."""

    town: Town
    people: dict[str, Account] = field(default_factory=dict)
    topic: uuid.UUID = NOTHING
    area: uuid.UUID = NOTHING
    folder: str = ""
    folder_id: uuid.UUID = NOTHING
    status: uuid.UUID = NOTHING
    projects: dict[str, Project] = field(default_factory=dict)
    phases: dict[str, Phase] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    comments: dict[str, uuid.UUID] = field(default_factory=dict)
    attachment: uuid.UUID = NOTHING
    media: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    code: str = ""
    desk: dict[str, str] = field(default_factory=dict)

    @property
    def registry(self) -> Any:
        """The registry of the application that serves the town now."""
        place = self.town.platform.place(self.town.host)
        assert place is not None
        return place.application.registry  # type: ignore[attr-defined]


@contextmanager
def request_of(town: Town) -> Iterator[Request]:
    """A request of the town's application, for its services; it is never answered."""
    place = town.platform.place(town.host)
    assert place is not None
    request = Request.blank("/", environ={"folkmoot.site": place.site, "HTTP_HOST": town.host})
    made = prepare(request=request, registry=place.application.registry)  # type: ignore[attr-defined]
    try:
        yield request
    finally:
        made["closer"]()


def furnish(town: Town) -> Furnished:
    """Put everything into a town."""
    made = Furnished(town)
    _people(made)
    with request_of(town) as request:
        with town.session() as db:
            _subjects(made, db, request)
        _projects(made)
        with town.session() as db:
            _documents(made, db, request)
        with town.session() as db:
            _ideas(made, db, request)
            _tokens(made, db, request)
            if "workflow" in request.composition:
                furnish_desk(made, db)
            if "reporting" in request.composition:
                furnish_reports(made, db)
            if "insights" in request.composition:
                furnish_insights(made, db)
            furnish_roll(made, db)
            furnish_votes(made, db, request)
            furnish_guides(made, db)
    return made


def _people(made: Furnished) -> None:
    made.projects = {
        "main": made.town.project(
            slug="walk-main", title=_all(made, "Un quartier où chacun respire, joue et se rencontre"),
            lead=_all(made, "What should happen on the square? " * 4),
            description=_all(made, WHY),
        ),
        "draft": made.town.project("draft", slug="walk-draft"),
        "archived": made.town.project("archived", slug="walk-archived"),
        "elsewhere": made.town.project(slug="walk-elsewhere", title={"en": LONG}),
        "empty": made.town.project(slug="walk-empty"),
        "absent": made.town.project(slug="walk-absent"),
        "voted": made.town.project(slug="walk-voted"),
    }  # fmt: skip
    account, projects = made.town.account, made.projects
    looked_after = tuple(projects[key].id for key in ("main", "draft", "archived", "empty", "voted"))
    made.people = {
        "citizen": account(display_name="Maria-Magdalena van den Wyngaert-Vandenbroucke", password_hash=KEPT),
        "neighbour": account(display_name="سلمى", password_hash=KEPT),
        "manager": account(Role.MANAGER, manages=looked_after, password_hash=KEPT),
        "other_manager": account(Role.MANAGER, manages=(projects["elsewhere"].id,), password_hash=KEPT),
        "administrator": account(Role.ADMINISTRATOR, password_hash=KEPT),
        "second": account(Role.ADMINISTRATOR, password_hash=KEPT),
    }  # fmt: skip


def _all(made: Furnished, text: str) -> dict[str, str]:
    return dict.fromkeys(made.town.site.locales, text)


def _subjects(made: Furnished, db: Session, request: Request) -> None:
    topic = Topic(slug="walk-mobility", title=_all(made, "Mobility"), icon="bike", tone="mobility", position=90)
    area = Area(
        slug="walk-harbour", title=_all(made, "Old harbour"), latitude=LATITUDE, longitude=LONGITUDE, position=90,
        outline=[[LATITUDE - 9000, LONGITUDE - 9000], [LATITUDE + 9000, LONGITUDE], [LATITUDE, LONGITUDE + 9000]],
    )  # fmt: skip
    db.add_all([topic, area])
    db.flush()
    made.topic, made.area = topic.id, area.id
    draft = FolderDraft(title=_all(made, "Neighbourhoods"), description=_all(made, "All of them"), slug="walk-folder")
    folder = request.find_service(IProjects).save_folder(db, request.site, draft, made.people["administrator"].id)
    made.folder, made.folder_id = folder.slug, folder.id


def _projects(made: Furnished) -> None:
    town, projects = made.town, made.projects
    made.phases = {
        "past": town.phase(projects["main"], "information", -60, -30, description=_all(made, "<p>We told you.</p>")),
        "open": town.phase(projects["main"], "ideation", -10, 20, settings={"like_cap": 3}),
        "both": town.phase(projects["elsewhere"], "ideation", -5, 5, settings={"reactions": "likes_and_dislikes"}),
        "screened": town.phase(projects["main"], "ideation", -20, 50, settings={"prescreening": "all"}),
        "next": town.phase(projects["main"], "information", 40, None),
        "draft": town.phase(projects["draft"], "ideation", -1, 9),
        "spare": town.phase(projects["draft"], "information", 20, 30),
        "archived": town.phase(projects["archived"], "ideation", -90, -40),
        "absent": town.phase(projects["absent"], "participatory_budget", -2, 40),
    }
    make_phases(made)
    with town.session() as db:
        main = db.merge(projects["main"])
        main.folder_id = made.folder_id
        db.add(ProjectTopic(project_id=main.id, topic_id=made.topic))
        db.add(ProjectArea(project_id=main.id, area_id=made.area))


def picture_bytes(colour: str = "#3a6") -> bytes:
    """A small PNG picture."""
    stream = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(stream, "PNG")
    return stream.getvalue()


def pdf_bytes() -> bytes:
    """The smallest document that is taken for a PDF."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _documents(made: Furnished, db: Session, request: Request) -> None:
    media, actor = request.find_service(IMedia), made.people["administrator"].id
    picture = media.store_picture(db, picture_bytes(), "square.png", _all(made, "A square with trees"), actor)
    document = media.store_document(db, pdf_bytes(), "plan.pdf", actor)
    projects = request.find_service(IProjects)
    made.attachment = projects.attach(db, made.projects["main"].id, document.id, _all(made, "The plan"), actor).id
    made.media = {"picture": picture.key, "document": document.key}
    db.merge(made.projects["main"]).picture_id = picture.id


def _ideas(made: Furnished, db: Session, request: Request) -> None:
    contributions = request.find_service(IContributions)
    people, now = made.people, datetime.datetime.now(UTC)
    contributions.ensure_statuses(db, request.plugins)
    statuses = contributions.statuses(db, ["ideation"])
    made.status = next(one.id for one in statuses if one.status_class is StatusClass.UNDER_CONSIDERATION)
    media = request.find_service(IMedia)
    picture = media.store_picture(db, picture_bytes("#a63"), "bench.png", {"en": "A bench"}, None)
    made.media["idea"] = picture.key
    texts = {
        "idea": ("A bench in the sun", "Near the library.\n\nWith a back, please.", "en", "citizen", "open"),
        "long": (LONG, f"{LONG} {LONG}\n{LONG}", "de", "neighbour", "open"),
        "arabic": (ARABIC, f"{ARABIC}. {ARABIC}.", "ar", "neighbour", "open"),
        "against": ("Close the street to cars", "On Sundays.", "en", "citizen", "both"),
        "hidden": ("Waits to be read", "By the team.", "en", "citizen", "screened"),
        "withdrawn": ("Taken back", "Never mind.", "en", "citizen", "open"),
        "draft": ("Only for the team", "Not public yet.", "en", "manager", "draft"),
        "archived": ("An old idea", "From long ago.", "en", "citizen", "archived"),
        "nobody": ("From the suggestion box", "No account.", "en", None, "open"),
    }
    for key, (title, body, language, author, phase_key) in texts.items():
        phase = request.find_service(IProjects).phase(db, made.phases[phase_key].id, now)
        draft = Draft(
            title, body, language, (made.topic,) if key != "nobody" else (), made.area if key == "idea" else None,
            LATITUDE if key in ("idea", "long") else None, LONGITUDE if key in ("idea", "long") else None,
            "Market square" if key == "idea" else "", (picture.id,) if key == "idea" else (),
        )  # fmt: skip
        author_id = people[author].id if author else None
        posted = contributions.post(db, phase, author_id, draft, now, screened=key == "hidden", like=ReactionRules())
        made.numbers[key] = posted.number
        if key == "withdrawn":
            contributions.withdraw(db, posted.id, people["citizen"].id, now)
        if key == "idea":
            words = (_all(made, "Parks department"), _all(made, "We look at it.\n\nIn spring."))
            contributions.reply(db, posted.id, people["manager"].id, *words, now)
    idea = contributions.by_number(db, made.numbers["idea"])
    request.find_service(IReactions).react(db, idea, people["neighbour"].id, 1, ReactionRules(), now)
    _comments(made, db, request, idea, now)


def _comments(made: Furnished, db: Session, request: Request, idea: Any, now: datetime.datetime) -> None:
    discussion, people = request.find_service(IDiscussion), made.people

    def say(key: str, person: str, body: str, **more: Any) -> None:
        language = more.pop("language", "en")
        made.comments[key] = discussion.comment(db, idea, people[person].id, body, language, now, **more)

    say("own", "citizen", "I meant the one near the fountain.")
    say("answer", "neighbour", ARABIC, parent_id=made.comments["own"], language="ar")
    say("deeper", "citizen", "Thank you!", parent_id=made.comments["answer"])
    say("official", "manager", "We have read this.", official=True)
    say("long", "neighbour", f"{LONG}\n\nhttps://example.org/{'path/' * 30}", language="de")
    say("removed", "neighbour", "Something rude")
    manager = people["manager"]
    current = CurrentAccount(manager.id, manager.id, "", Role.MANAGER, "en", True, frozenset({idea.project_id}))
    discussion.remove(db, made.comments["removed"], current, now, "Insult")
    discussion.react(db, made.comments["own"], people["neighbour"].id, 1, now)


def _tokens(made: Furnished, db: Session, request: Request) -> None:
    now, people = datetime.datetime.now(UTC), made.people
    secret = made.registry.folkmoot_secret
    made.tokens = {
        "reset": codes.issue_link(db, people["neighbour"].email, Purpose.RESET, now),
        "once": codes.issue_link(db, people["neighbour"].email, Purpose.SIGN_IN, now),
    }
    details = {"display_name": "New Person", "password_hash": KEPT, "locale": "en", "to": "/en/"}
    row, made.code = codes.issue_code(db, secret, f"new@{made.town.slug}.example", Purpose.SIGN_UP, now, details)
    made.tokens["pending"] = str(row.id)
    request.find_service(IMailer).send(
        db, request.site, people["citizen"].email, "A letter of this town", "The secret text of this town", "en"
    )
    actor, subject = people["administrator"].id, people["citizen"].id
    request.find_service(IAudit).record(db, actor, "walk.secret-act", "account", subject, {})
