# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""All pages: which routes are opened as whom, in which of their states.

A route that renders HTML and isn't here makes test_all_pages_are_listed fail: whoever adds one adds it here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.walks import guided, insights, reporting, workflow
from tests.walks.examples import PARAMETERS, path
from tests.walks.furniture import Furnished

Values = Callable[[Furnished], Mapping[str, str]]
ROLL = tuple(f"voter_roll.{name}" for name in ("index", "roll", "upload", "letters", "desk", "entry"))
VOTE_DESKS = (
    "index", "desk", "options", "option", "from_contributions", "envelopes", "scrutiny", "deviations", "paper",
    "observers", "auditor",
)  # fmt: skip
FOLLOW_UP_DESKS = ("winners", "winner_desk", "step", "stages")
VOTES = tuple(f"voting.{name}" for name in (*VOTE_DESKS, *FOLLOW_UP_DESKS))
DESKS = ("admin.", "ideation.desk", "voting.guide", "reporting.", "workflow.", "insights.", *ROLL, *VOTES)


@dataclass(frozen=True)
class Page:
    """A page in one state. send: the CSS selector of a button to press with the form left as it is (its errors).

    every: it is looked at in every town's colours, not only in the first's. status: of the answer that is looked at.
    """

    route: str
    role: str = "visitor"
    query: str = ""
    values: Values | None = None
    send: str = ""
    status: int = 200
    every: bool = False
    label: str = ""
    language: str = "en"

    def __str__(self) -> str:
        parts = [self.route, self.label, self.query, "errors" if self.send else "", self.role, self.language]
        return " ".join(part for part in parts if part)

    @property
    def kind(self) -> str:
        """Which budget holds."""
        desk = self.route.startswith(DESKS) or "admin" in self.query
        return "desk" if desk else "public"

    def address(self, made: Furnished) -> str:
        """The path with its query."""
        values = self.values(made) if self.values else {}
        if self.route in PARAMETERS and not values:
            values = PARAMETERS[self.route](made)
        found = path(made, self.route, {"lang": self.language, **values})
        return f"{found}?{self.query}" if self.query else found


def idea(key: str) -> Values:
    """The page of one of the furnished ideas."""
    return lambda made: {"number": str(made.numbers[key])}


def rolled_entry(number: str) -> Values:
    """The page of an entry of the furnished roll."""
    return lambda made: {"phase": str(made.phases["rolled"].id), "number": number}


def vote(key: str) -> Values:
    """The desk of one of the furnished votes."""
    return lambda made: {"phase": str(made.phases[f"vote-{key}"].id)}


def divided(made: Furnished) -> Mapping[str, str]:
    """The ballot of the vote with districts."""
    return {"slug": made.projects["voted"].slug, "number": "4"}


def project(key: str) -> Values:
    """The page of one of the furnished projects."""
    return lambda made: {"slug": made.projects[key].slug}


def token(value: str) -> Values:
    """A link from a letter that doesn't work (any more)."""
    return lambda _: {"token": value}


SUBMIT = "main form button:not([name]):not([type=button])"
VISITOR = (
    Page("home", every=True),
    Page("home", language="fr"),
    Page("home", language="nl"),
    Page("projects.index", every=True),
    Page("projects.index", query="state=archived"),
    Page("projects.index", query="topic=nothing-has-this", label="empty"),
    Page("projects.folder", every=True),
    Page("projects.show", every=True),
    Page("projects.show", values=project("elsewhere"), label="long title"),
    Page("projects.show", values=project("empty"), label="without phases"),
    Page("projects.show", values=project("absent"), label="absent module"),
    Page("projects.show", values=project("archived"), label="archived"),
    Page("projects.phase", every=True),
    Page("pages.show", every=True),
    Page("pages.show", values=lambda _: {"name": "accessibility"}, label="accessibility"),
    Page("search", every=True),
    Page("search", query="q=bench", label="found"),
    Page("search", query="q=qqqqqq", label="nothing found"),
    Page("accounts.sign_in", every=True),
    Page("accounts.sign_in", send=SUBMIT, status=422, every=True),
    Page("accounts.sign_up", every=True),
    Page("accounts.sign_up", send=SUBMIT, status=422),
    Page("accounts.sign_up_code", role="pending"),
    Page("accounts.sign_up_code", role="pending", send=SUBMIT, status=422),
    Page("accounts.reset"),
    Page("accounts.reset", send=SUBMIT, status=422),
    Page("accounts.new_password"),
    Page("accounts.new_password", send=SUBMIT, status=422),
    Page("accounts.new_password", values=token("stale"), status=410, label="stale"),
    Page("accounts.one_time"),
    Page("accounts.one_time", values=token("stale"), status=410, label="stale"),
    Page("gallery", every=True),
    Page("gallery", query="layout=admin", every=True),
    Page("ideation.index", every=True),
    Page("ideation.index", query="view=list"),
    Page("ideation.index", query="view=map"),
    Page("ideation.index", query="q=qqqqqq", label="nothing found"),
    Page("ideation.index", language="fr"),
    Page("ideation.show", every=True),
    Page("ideation.show", values=idea("long"), label="long words"),
    Page("ideation.show", values=idea("arabic"), label="right to left"),
    Page("ideation.show", values=idea("against"), label="for and against"),
    Page("ideation.show", values=idea("nobody"), label="without author"),
    Page("ideation.show", values=idea("archived"), label="archived"),
    Page("ideation.show", values=idea("withdrawn"), status=410, label="withdrawn"),
    Page("ideation.new", label="refusal"),
    Page("projects.show", values=lambda _: {"slug": "nothing-here"}, status=404, label="not found"),
)
CITIZEN = (
    Page("home", "citizen"),
    Page("accounts.show", "citizen", every=True),
    Page("accounts.show", "citizen", send="form[action$='/account/password'] button", status=422),
    Page("accounts.delete", "citizen"),
    Page("accounts.delete", "citizen", send=SUBMIT, status=422),
    Page("ideation.new", "citizen", every=True),
    Page("ideation.new", "citizen", send=SUBMIT, status=400, every=True),
    Page("ideation.edit", "citizen"),
    Page("ideation.withdraw", "citizen"),
    Page("ideation.show", "citizen"),
    Page("ideation.show", "citizen", values=idea("hidden"), label="waiting"),
    Page("ideation.comment_edit", "citizen"),
    Page("ideation.comment_remove", "citizen"),
    Page("admin.home", "citizen", status=403, label="forbidden"),
)
DESK = (
    Page("admin.home", "administrator", every=True),
    Page("admin.home", "manager"),
    Page("admin.projects", "administrator", every=True),
    Page("admin.projects_order", "administrator"),
    Page("admin.project_new", "administrator"),
    Page("admin.project_new", "administrator", send=SUBMIT, status=422),
    Page("admin.project", "administrator", every=True),
    Page("admin.project", "manager", values=project("draft"), label="draft"),
    Page("admin.project_copy", "administrator"),
    Page("admin.project_documents", "administrator"),
    Page("admin.project_managers", "administrator"),
    Page("admin.phases", "administrator", every=True),
    Page("admin.phases", "administrator", values=project("empty"), label="empty"),
    Page("admin.phase", "administrator", every=True),
    Page("admin.phase_new", "administrator"),
    Page("admin.phase_new", "administrator", query="method=ideation"),
    Page("admin.phase_new", "administrator", query="method=information", send=SUBMIT, status=422),
    Page("admin.phase_rules", "administrator"),
    Page("admin.folders", "administrator"),
    Page("admin.folder", "administrator"),
    Page("admin.folder_new", "administrator"),
    Page("admin.topics", "administrator"),
    Page("admin.topic", "administrator"),
    Page("admin.topic_new", "administrator"),
    Page("admin.areas", "administrator"),
    Page("admin.area", "administrator"),
    Page("admin.area_new", "administrator"),
    Page("admin.statuses", "administrator"),
    Page("admin.status", "administrator"),
    Page("admin.status_new", "administrator"),
    *(
        Page("admin.settings_part", "administrator", values=lambda _, part=part: {"part": part}, label=part)  # type: ignore[misc]
        for part in ("general", "languages", "look", "contact", "pages")
    ),
    Page("ideation.desk", "administrator", every=True),
    Page("ideation.desk", "manager"),
    Page("ideation.desk", "administrator", query="q=qqqqqq", label="nothing found"),
    Page("ideation.desk_idea", "administrator", every=True),
    Page("ideation.desk_idea", "manager", values=idea("hidden"), label="waiting"),
    Page("admin.people", "administrator", every=True),
    Page("admin.person", "administrator"),
    Page("admin.modules", "administrator", every=True),
    Page("admin.modules", "administrator", send="#licence-form .submit-bar button", status=422, label="refusal"),
    Page("admin.modules", "administrator", send="[data-demonstration] button", label="preview"),
    Page("admin.audit", "administrator"),
    Page("admin.audit", "administrator", query="check=1"),
    Page("admin.outbox", "administrator"),
    Page("admin.project", "administrator", values=lambda _: {"slug": "nothing-here"}, status=404, label="not found"),
)
REPORTING = (
    Page("reporting.dashboard", "administrator", every=True),
    Page("reporting.dashboard", "manager", query="period=30&project=walk-main"),
    Page("reporting.dashboard", "administrator", query="project=walk-main&compare=walk-elsewhere", label="compared"),
    Page("reporting.dashboard", "administrator", query="from=2020-01-01&to=2020-01-31", label="empty"),
    Page("reporting.results", "manager", every=True),
    Page("reporting.results", "administrator", values=project("elsewhere"), label="long title"),
    Page("reporting.results", "administrator", values=project("empty"), label="empty"),
    Page("reporting.goal", "administrator"),
    Page("reporting.goal", "administrator", send=SUBMIT, status=422),
)
WORKFLOW = (
    Page("workflow.desk", "administrator", every=True),
    Page("workflow.desk", "manager", query="due=overdue"),
    Page("workflow.desk", "administrator", query="q=qqqqqq", label="nothing found"),
    Page("workflow.contribution", "administrator", every=True),
    Page("workflow.notes", "manager", send=SUBMIT, status=422),
    Page("workflow.note", "administrator"),
    Page("workflow.answer", "manager"),
    Page("workflow.answer", "manager", send=SUBMIT, status=422),
    Page("workflow.templates", "administrator"),
    Page("workflow.template", "administrator"),
    Page("workflow.template_new", "administrator", send=SUBMIT, status=422),
    Page("workflow.tables", "administrator"),
    Page("workflow.table", "administrator", every=True),
    Page("workflow.evaluation", "manager", every=True),
    Page("workflow.announce", "administrator"),
)
VOTER_ROLL = (
    Page("voter_roll.verify", label="refusal"),
    Page("voter_roll.verify", "citizen", every=True),
    Page("voter_roll.verify", "citizen", send=SUBMIT, status=422),
    Page("voter_roll.verify", "neighbour", label="done"),
    Page("voter_roll.index", "administrator", every=True),
    Page("voter_roll.roll", "manager", every=True),
    Page("voter_roll.roll", "administrator", send=SUBMIT, status=422),
    Page("voter_roll.upload", "administrator", every=True),
    Page("voter_roll.letters", "administrator", every=True),
    Page("voter_roll.letters", "manager", send=SUBMIT, status=422),
    Page("voter_roll.desk", "manager"),
    Page("voter_roll.desk", "administrator", send=SUBMIT, status=422),
    Page("voter_roll.entry", "manager", every=True),
    Page("voter_roll.entry", "administrator", values=rolled_entry("2"), label="claimed"),
)
VOTING = (
    Page("voting.results", every=True),
    Page("voting.receipt", "citizen"),
    Page("voting.index", "administrator"),
    Page("voting.desk", "manager"),
    Page("voting.desk", "manager", values=vote("open"), label="open"),
    Page("voting.desk", "manager", values=vote("certified"), label="certified"),
    Page("voting.options", "manager"),
    Page("voting.options", "administrator", send="#option-add .submit-bar button", status=422),
    Page("voting.options", "manager", values=vote("open"), label="frozen"),
    Page("voting.option", "manager"),
    Page("voting.from_contributions", "manager"),
    Page("voting.envelopes", "manager"),
    Page("voting.envelopes", "manager", values=vote("divided"), label="with districts"),
    Page("projects.phase", "citizen", values=divided, label="choosing a district"),
    Page("projects.phase", "citizen", values=divided, query="district=walk-harbour", label="a district", every=True),
    Page(
        "projects.phase", "citizen", values=divided, query="district=walk-harbour", label="an empty ballot sent",
        send=".basket-go .btn-accent", status=422,
    ),
    Page("voting.scrutiny", "second"),
    Page("voting.scrutiny", "manager", values=vote("open"), label="open"),
    Page("voting.scrutiny", "manager", values=vote("certified"), label="certified"),
    Page("voting.deviations", "second"),
    Page("voting.deviations", "manager", send="#deviation .submit-bar button", status=422),
)
PAPER = (
    Page("voting.paper", "manager"),
    Page("voting.paper", "second", values=vote("certified"), label="certified"),
    Page("voting.paper_entry", "manager"),
    Page("voting.paper_entry", "manager", send=SUBMIT, status=422),
    Page("voting.paper_again", "second"),
    Page("voting.paper_print", "manager"),
    Page("voting.observers", "manager"),
    Page("voting.observers", "administrator", send="#observer-add .submit-bar button", status=422),
    Page("voting.observers", "manager", values=vote("open"), label="frozen"),
    Page("voting.auditor", "manager"),
    Page("voting.auditor", "manager", values=vote("closed"), label="none"),
    Page("voting.copy", every=True),
)
FOLLOW_UP = (
    Page("voting.follow_up", every=True),
    Page("voting.winner", every=True),
    Page("voting.winner", "citizen"),
    Page("voting.winner", language="nl"),
    Page("voting.letters"),
    Page("voting.winners", "manager"),
    Page("voting.winners", "manager", values=vote("open"), label="without winners"),
    Page("voting.winner_desk", "manager"),
    Page("voting.step", "manager"),
    Page("voting.step", "manager", send="#picture .submit-bar button", status=422),
    Page("voting.stages", "manager"),
    Page("voting.stages", "manager", send="#stage-add .submit-bar button", status=422),
)
GUIDED = (
    Page("voting.guide_begin", "manager", label="begun"),
    Page("voting.guide_begin", "administrator", send="#guide .submit-bar button", status=422),
    *(Page("voting.guide", "manager", values=guided.at(screen), label=screen) for screen in guided.SCREENS),
    Page("voting.guide_summary", "manager"),
    Page("voting.guide_done", "manager"),
)
def bare_sheet(made: Furnished) -> Mapping[str, str]:
    """A sheet that says nothing yet."""
    return {"analysis": made.desk[insights.ANALYSIS], "sheet": made.desk["insights.bare"]}


def failed_run(made: Furnished) -> Mapping[str, str]:
    """A run that came to nothing: one that is finished leads to its themes."""
    return {"analysis": made.desk[insights.ANALYSIS], "run": "2"}


INSIGHTS = (
    Page("insights.index", "administrator"),
    Page("insights.new", "manager", send=".submit-bar .btn-primary", status=422),
    Page("insights.analysis", "manager"),
    Page("insights.settings", "manager"),
    Page("insights.site", "manager"),
    Page("insights.upload", "manager"),
    Page("insights.file", "manager"),
    Page("insights.run", "manager", values=failed_run),
    Page("insights.themes", "manager", every=True),
    Page("insights.map", "manager", every=True),
    Page("insights.tables", "manager"),
    Page("insights.trend", "manager"),
    Page("insights.network", "manager", every=True),
    Page("insights.opinions", "manager"),
    Page("insights.tagging", "manager", every=True),
    Page("insights.theme", "manager"),
    Page("insights.item", "manager"),
    Page("insights.edits", "manager"),
    Page("insights.record", "manager"),
    Page("insights.compare", "manager"),
    Page("insights.duplicates", "manager"),
    Page("insights.sheets", "manager"),
    Page("insights.sheet", "manager", every=True),
    Page("insights.sheet", "manager", values=bare_sheet, send="button[value=ready]", status=422),
    Page("insights.sheet_source", "manager"),
    Page("insights.dossier", "manager", every=True),
    Page("insights.dossier_words", "manager"),
)
PAGES = (
    *VISITOR, *CITIZEN, *DESK, *VOTER_ROLL, *VOTING, *PAPER, *FOLLOW_UP, *GUIDED,
    *(REPORTING if reporting.INSTALLED else ()), *(WORKFLOW if workflow.INSTALLED else ()),
    *(INSIGHTS if insights.INSTALLED else ()),
)  # fmt: skip

NOT_PAGES = {"voting.cast": "gives back a ballot that can't be taken: see the ballot that is sent empty"}
"""Routes with a template that aren't pages of their own, and why."""
