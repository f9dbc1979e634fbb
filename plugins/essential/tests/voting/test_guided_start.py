# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The guided start "participatory budget": few screens, nothing typed lost, and the same project as by hand."""

import datetime
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from sqlalchemy import func, select, update
from webtest import TestApp

from folkmoot.accounts.models import Account, ProjectManager
from folkmoot.audit.models import AuditEntry
from folkmoot.bootstrap import open_platform
from folkmoot.db.server import Server
from folkmoot.i18n.catalogues import translations
from folkmoot.platform import Platform
from folkmoot.plugins.loader import discover
from folkmoot.plugins.retention import enforce
from folkmoot.projects.models import ActionRule, Phase, Project
from folkmoot.settings import Settings
from folkmoot.testing import Town, make_town
from folkmoot_essential.voting.guided.phases import KINDS, PACKAGES
from folkmoot_essential.voting.models import VotingGuide

MOST_SCREENS = 8
START = "/admin/voting/start"
TITLES = {"en": "Our quarter", "fr": "Notre quartier", "nl": "Onze wijk"}
Browser = Any


def days(first: int = 30) -> list[str]:
    """First days of the four phases, the first so many days from today."""
    today = datetime.datetime.now(datetime.UTC).date()
    return [str(today + datetime.timedelta(days=first + more)) for more in (0, 20, 40, 60)]


def guide_form(page: Any) -> Any:
    return page.forms["guide"]


def in_town(town: Town, model: Any) -> list[Any]:
    with town.session() as db:
        return list(db.scalars(select(model)).all())


def step(browser: Browser, page: Any, go: str = "", **typed: str) -> Any:
    """Fill in a screen, send it, and see what is shown then."""
    form = guide_form(page)
    for name, text in typed.items():
        form[name.replace("__", ".")] = text
    answer = form.submit("go", value=go) if go else form.submit(status="*")
    return answer.follow() if answer.status_int == 303 else answer


def to_dates(browser: Browser, **typed: str) -> Any:
    first = browser.get("/admin/new-project").click("Participatory budget")
    texts = {f"title__{locale}": title for locale, title in TITLES.items()}
    return step(browser, first, **{**texts, "lead__en": "For all of us.", "money": "100,000", **typed})


def to_summary(browser: Browser, who: str = "registered", first: int = 30, **trust: str) -> Any:
    names = ("ideas_from", "examination_from", "vote_from", "result_from")
    people = step(browser, to_dates(browser), **dict(zip(names, days(first), strict=True)))
    asked = step(browser, people, who=who)
    return step(browser, asked, **(trust or {"auditor": "The court of audit"}))


@pytest.fixture
def manager(town: Town) -> Account:
    return town.account("manager")


@pytest.fixture
def browser(town: Town, manager: Account) -> Browser:
    return town.browser(manager)


def test_from_nothing_to_a_preview_in_at_most_eight_screens(town: Town, browser: Browser) -> None:
    """Only what has no sensible default is filled in, and no parameter of a rule is shown."""
    page = browser.get("/admin/new-project")
    screens = [page]
    filled = iter([{"title__en": "Our quarter", "money": "50000"}, {}, {}, {"auditor": "The court"}, {}])
    screens.append(page := page.click("Participatory budget"))
    while "guide" in page.forms:
        assert not {"counting", "form", "least", "most"} & set(guide_form(page).fields)
        screens.append(page := step(browser, page, **next(filled)))
        assert page.status_int == 200, page.text
    assert next(filled, None) is None
    screens.append(preview := town.browser().get(page.html.select_one('a[href*="?preview="]')["href"]))
    assert len(screens) <= MOST_SCREENS
    assert [item.get_text(strip=True) for item in preview.html.select(".steps strong")] == [k.title for k in KINDS]
    (project,) = in_town(town, Project)
    assert (project.state, project.title) == ("draft", {"en": "Our quarter"})
    town.browser().get(f"/en/projects/{project.slug}", status=404)


def test_the_result_is_what_one_gets_by_hand(town: Town) -> None:
    app = town.browser(town.account("administrator"))
    to_summary(app, "verified", auditor="The court", seed_source="The lottery of 1 May").forms["guide"].submit()
    (guided,) = in_town(town, Project)
    by_hand(app, town, in_phases(town, guided))
    other = next(one for one in in_town(town, Project) if one.id != guided.id)
    texts = ("title", "lead", "description", "listed", "state", "folder_id", "picture_id")
    assert [getattr(guided, name) for name in texts] == [getattr(other, name) for name in texts]
    assert likeness(town, guided) == likeness(town, other)
    assert [(row.action, row.who) for row in in_town(town, ActionRule)] == [("voting", "verified")] * 2


def in_phases(town: Town, project: Project) -> list[Phase]:
    found = [phase for phase in in_town(town, Phase) if phase.project_id == project.id]
    return sorted(found, key=lambda phase: phase.opens_at)


def likeness(town: Town, project: Project) -> list[Any]:
    names = ("method", "title", "description", "opens_at", "closes_at", "settings")
    return [[getattr(phase, name) for name in names] for phase in in_phases(town, project)]


def by_hand(app: Browser, town: Town, phases: list[Phase]) -> None:
    """The same through the forms of the back office, every field of a phase typed."""
    page = app.get("/admin/new-project")
    form = page.forms[max(key for key in page.forms if isinstance(key, int))]
    for locale, title in TITLES.items():
        form[f"title.{locale}"] = title
    form["lead.en"] = "For all of us."
    slug = form.submit(status=303).location.split("/")[-2]
    for phase in phases:
        page = app.get(f"/admin/projects/{slug}/phases/new?method={phase.method}")
        form = page.forms[max(key for key in page.forms if isinstance(key, int))]
        fill(form, town, phase)
        form.submit(status=303)
    made = next(one for one in in_town(town, Project) if one.slug == slug)
    vote = next(one for one in in_phases(town, made) if one.method == "voting")
    page = app.get(f"/admin/projects/{slug}/phases/{vote.id}/rules")
    form = next(one for one in page.forms.values() if "who.voting" in one.fields)
    form["who.voting"] = "verified"
    form.submit(status=303)


def fill(form: Any, town: Town, phase: Phase) -> None:
    for locale in town.site.locales:
        form[f"title.{locale}"] = phase.title[locale]
        form[f"description.{locale}"] = unescape(phase.description[locale].removeprefix("<p>").removesuffix("</p>"))
    for name in ("opens_at", "closes_at"):
        moment = getattr(phase, name)
        form[name] = town.site.local(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""
    for name in ("budget", "auditor", "seed_source"):
        if phase.method == "voting":
            form[f"settings.{name}"] = str(phase.settings[name])


def test_the_vote_is_counted_by_equal_shares_and_publishes_totals(town: Town, browser: Browser) -> None:
    page = to_summary(browser)
    assert "Every voter has the same part of the budget." in page.text
    assert "The court of audit sees the ballots and recounts." in page.text
    guide_form(page).submit().follow()
    vote = next(one for one in in_town(town, Phase) if one.method == "voting")
    chosen = {name: vote.settings[name] for name in ("form", "counting", "publication", "budget", "auditor")}
    assert chosen == {
        "form": "budget", "counting": "equal-shares", "publication": "L0", "budget": 100_000,
        "auditor": "The court of audit",
    }  # fmt: skip


def test_ballots_with_trackers_are_never_offered(browser: Browser) -> None:
    page = step(browser, step(browser, step(browser, to_dates(browser))), auditor="")
    options = [one["value"] for one in page.html.select("input[name=publication]")]
    assert options == ["L0", "L1"]
    form = guide_form(page)
    form["publication"].force_value("L2")
    assert "choose one of the options" in form.submit(status=422).text


def test_without_an_auditor_ballots_have_to_be_published(town: Town, browser: Browser) -> None:
    people = step(browser, to_dates(browser))
    page = step(browser, step(browser, people), auditor="   ", seed_source="The lottery")
    assert page.status_int == 422
    assert 'href="#f-auditor"' in page.text
    assert guide_form(page)["seed_source"].value == "The lottery"
    summary = step(browser, page, publication="L1")
    assert "so that anybody can recount" in summary.text
    guide_form(summary).submit(status=303)
    assert next(one for one in in_town(town, Phase) if one.method == "voting").settings["publication"] == "L1"


def test_an_auditor_for_too_few_ballots_is_said_in_the_summary(browser: Browser) -> None:
    assert "The court then sees the ballots" in to_summary(browser, publication="L1", auditor="The court").text


def test_phases_are_called_in_every_language_and_follow_one_another_at_midnight(town: Town, browser: Browser) -> None:
    guide_form(to_summary(browser)).submit(status=303)
    (project,) = in_town(town, Project)
    found = in_phases(town, project)
    for phase, kind in zip(found, KINDS, strict=True):
        said = {locale: translations(locale, PACKAGES).gettext(kind.title) for locale in town.site.locales}
        assert phase.title == said
    assert [phase.closes_at for phase in found] == [*(phase.opens_at for phase in found[1:]), None]
    local = [town.site.local(phase.opens_at) for phase in found]
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in local] == [f"{day} 00:00" for day in days()]


def test_going_back_keeps_what_was_typed_even_what_is_wrong(town: Town, browser: Browser) -> None:
    page = to_dates(browser)
    back = step(browser, page, go="back", ideas_from="tomorrow", vote_from="2031-02-03")
    assert guide_form(back)["title.fr"].value == "Notre quartier"
    assert guide_form(back)["money"].value == "100000"
    again = step(browser, back, money="7")
    assert guide_form(again)["ideas_from"].value == "tomorrow"
    assert guide_form(again)["vote_from"].value == "2031-02-03"
    assert "tomorrow" in step(browser, again).text
    assert in_town(town, Project) == []


def test_an_amount_stays_what_it_is_in_another_language(town: Town, manager: Account, browser: Browser) -> None:
    """100,000 is a hundred in French."""
    to_dates(browser)
    browser.set_cookie("folkmoot_language", "fr")
    with town.session() as db:
        db.execute(update(Account).values(locale="fr"))
        guide = db.scalars(select(VotingGuide.id)).one()
    page = browser.get(f"{START}/{guide}/budget")
    assert page.html.html["lang"] == "fr"
    guide_form(page).submit(status=303)
    assert in_town(town, VotingGuide)[0].answers["budget"]["data"]["money"] == 10_000_000


def test_a_changed_answer_leads_straight_back_to_the_summary(browser: Browser) -> None:
    summary = to_summary(browser)
    page = summary.click(linkid=None, href="/people$")
    again = step(browser, page, who="verified")
    assert again.request.path.endswith("/summary")
    assert "People whom the town has verified vote" in again.text
    last = guide_form(again).submit("go", value="back").follow()
    assert guide_form(last)["auditor"].value == "The court of audit"


def test_days_are_proposed_from_the_first_one(browser: Browser) -> None:
    page = to_dates(browser)
    names = ("ideas_from", "examination_from", "vote_from", "result_from")
    proposed = [datetime.date.fromisoformat(guide_form(page)[name].value) for name in names]
    assert proposed[0].weekday() == 0
    assert proposed == sorted(set(proposed))
    page = step(browser, page, go="propose", ideas_from="2031-03-01", vote_from="")
    assert [guide_form(page)[name].value for name in names] == ["2031-03-01", "2031-03-29", "2031-05-10", "2031-05-31"]
    page = step(browser, page, go="propose", ideas_from="nonsense")
    assert datetime.date.fromisoformat(guide_form(page)["ideas_from"].value) == proposed[0]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("vote_from", "2001-01-01", "must be a later day than the one above it"),
        ("ideas_from", "2001-01-01", "this day is over"),
        ("result_from", "soon", "this is no date"),
        ("examination_from", "", "please fill this in"),
    ],
)
def test_wrong_days_are_refused_at_their_field(browser: Browser, field: str, value: str, said: str) -> None:
    answer = step(browser, to_dates(browser), **{field: value})
    assert answer.status_int == 422
    assert said in answer.text
    assert f'href="#f-{field}"' in answer.text
    assert guide_form(answer)[field].value == value


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title__en": " "}, "title-en"),
        ({"title__fr": "x" * 151}, "title-fr"),
        ({"money": "12.50"}, "money"),
        ({"money": "0"}, "money"),
        ({"money": "a lot"}, "money"),
    ],
)
def test_wrong_beginnings_leave_nothing_behind(town: Town, browser: Browser, typed: dict[str, str], field: str) -> None:
    answer = to_dates(browser, **typed)
    assert answer.status_int == 422
    assert f'href="#f-{field}"' in answer.text
    assert guide_form(answer)["title.nl"].value == "Onze wijk"
    assert in_town(town, VotingGuide) == []


def test_a_title_in_the_first_language_is_asked_for_in_that_language(new_town: Callable[..., Town]) -> None:
    town = new_town(locales=("fr", "en"))
    app = town.browser(town.account("administrator", locale="en"))
    form = guide_form(app.get(START))
    form["title.en"], form["money"] = "Only English", "5"
    assert "please fill this in in French" in form.submit(status=422).text


def test_unfinished_guides_leave_no_project_and_can_be_gone_on_with(town: Town, browser: Browser) -> None:
    to_dates(browser)
    assert in_town(town, Project) == in_town(town, Phase) == []
    page = browser.get(START)
    assert page.html.select_one('[data-reason="begun"]')
    went_on = page.click("Our quarter").follow()
    assert "ideas_from" in guide_form(went_on).fields
    assert not town.browser(town.account("manager")).get(START).html.select_one('[data-reason="begun"]')


def test_unfinished_guides_go_after_thirty_days(town: Town, browser: Browser) -> None:
    to_dates(browser)
    for age, left in ((29, 1), (31, 0)):
        with town.session() as db:
            enforce(db, datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=age))
        assert len(in_town(town, VotingGuide)) == left


def test_sent_twice_it_makes_one_project_that_its_maker_looks_after(
    town: Town, browser: Browser, manager: Account
) -> None:
    form = guide_form(to_summary(browser))
    first, second = form.submit(status=303), form.submit(status=303)
    assert first.location == second.location
    (project,) = in_town(town, Project)
    with town.session() as db:
        query = select(ProjectManager.account_id).where(ProjectManager.project_id == project.id)
        assert list(db.scalars(query)) == [manager.id]
        verbs = list(db.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))
        assert db.scalar(select(func.count()).select_from(Phase)) == len(KINDS)
    assert verbs.count("project.created") == 1
    assert verbs.count("phase.created") == len(KINDS)
    browser.get(f"/admin/projects/{project.slug}", status=200)
    guide = in_town(town, VotingGuide)[0].id
    assert browser.get(f"{START}/{guide}/dates", status=303).location.endswith("/done")


def test_days_that_passed_meanwhile_are_said_and_nothing_is_made(town: Town, browser: Browser) -> None:
    page = to_summary(browser)
    with town.session() as db:
        guide = db.scalars(select(VotingGuide)).one()
        data = {**guide.answers["dates"], "data": {**guide.answers["dates"]["data"], "ideas_from": "2001-01-01"}}
        guide.answers = {**guide.answers, "dates": data}
    answer = guide_form(page).submit(status=422)
    assert "People share ideas from: this day is over." in answer.text
    assert in_town(town, Project) == []


def test_only_those_who_may_make_projects_are_let_in(town: Town, browser: Browser) -> None:
    to_dates(browser)
    guide = in_town(town, VotingGuide)[0].id
    pages = (START, f"{START}/{guide}/dates", f"{START}/{guide}/summary", f"{START}/{guide}/done")
    for path in pages:
        town.browser(town.account()).get(path, status=403)
        assert "/sign-in" in town.browser().get(path, status=303).location
    for path in pages[1:]:
        town.browser(town.account("manager")).get(path, status=404)
    browser.get(f"{START}/00000000-0000-7000-8000-000000000000/dates", status=404)


def test_verified_people_are_offered_only_where_something_can_verify_them(town: Town, browser: Browser) -> None:
    page = step(browser, to_dates(browser))
    assert [one["value"] for one in page.html.select("input[name=who]")] == ["registered", "verified"]


@pytest.fixture
def bare(server: Server, settings: Settings) -> Iterator[Platform]:
    """A platform on which neither ideas nor voter rolls are installed."""
    left = [one for one in discover() if one.id not in ("ideation", "voter_roll")]
    made = open_platform(settings, server, left)
    yield made
    made.close()


def test_where_a_kind_of_phase_is_missing_the_guide_says_so(bare: Platform) -> None:
    town = make_town(bare)
    app = town.browser(town.account("administrator"))
    page = app.get("/admin/new-project").click("Participatory budget")
    notice = page.html.select_one('[data-reason="method-absent"]')
    assert "aren’t active here: Ideas." in notice.get_text()
    assert "guide" not in page.forms


def test_a_module_that_went_in_the_middle_is_said_at_the_end(platform: Platform, bare: Platform, town: Town) -> None:
    account = town.account("administrator")
    page = to_summary(town.browser(account))
    bare.refresh()
    elsewhere = TestApp(bare, extra_environ={"HTTP_HOST": town.host})
    elsewhere.cookiejar = town.browser(account).cookiejar
    path = page.request.path
    answer = guide_form(elsewhere.get(path)).submit(status=422)
    assert "isn't active on this platform" in answer.html.get_text()
    assert in_town(town, Project) == []
