# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""French and Dutch are complete: in the catalogues, and on the pages that people see."""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from folkmoot.accounts.interfaces import Role
from folkmoot.accounts.models import Account
from folkmoot.projects.models import Area, Project, Topic
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot.web.request import LANGUAGE_COOKIE

ROOT = Path(__file__).parents[3]
LOCALES = ("fr", "nl")
PACKAGES = ("folkmoot", "ideation", "information", "recount", "voter_roll", "voting")
TELLING = 12
"""Texts up to so many characters are too often words of another language too."""


@cache
def tool() -> ModuleType:
    """tools/catalogues.py, by which texts are extracted from code and templates."""
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools/catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def extracted(package: str) -> Catalog:
    """The texts of one package as code and templates have them."""
    found: Catalog = tool().extracted(folder(package))
    return found


def folder(package: str) -> Path:
    """Where a package lies."""
    return next(Path(path) for path in tool().PACKAGES if path.name == package)


@cache
def translated(package: str, locale: str) -> Catalog:
    """The catalogue of one package and locale as it lies in the repository."""
    found: Catalog = tool()._read(tool().path_of(folder(package), locale), locale)
    return found


def texts(value: object) -> tuple[str, ...]:
    """One text, or those of one and of many."""
    return tuple(value) if isinstance(value, tuple | list) else (str(value or ""),)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_translated(package: str, locale: str) -> None:
    catalogue = translated(package, locale)
    lacking = [
        message.id
        for message in extracted(package)
        if message.id and not ((found := catalogue.get(message.id, message.context)) and all(texts(found.string)))
    ]
    assert lacking == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_nothing_is_fuzzy_or_left_over(package: str, locale: str) -> None:
    wanted = extracted(package)
    for message in translated(package, locale):
        assert not message.fuzzy, message.id
        assert not message.id or wanted.get(message.id, message.context), f"no longer used: {message.id!r}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("package", PACKAGES)
def test_translations_have_the_placeholders_of_their_text(package: str, locale: str) -> None:
    for message in translated(package, locale):
        if message.id:
            check_placeholders(message)


def check_placeholders(message: Message) -> None:
    """A text for one may leave the number out; no translation may know a name that its text hasn't."""
    sources = [set(tool().PLACEHOLDER.findall(text)) for text in texts(message.id)]
    for source, text in zip(sources, texts(message.string), strict=True):
        names = set(tool().PLACEHOLDER.findall(text))
        assert names == source or (len(sources) > 1 and names <= set.union(*sources)), (message.id, text)
        assert not re.search(r"%(?!\(\w+\)s|%)", text) or "%(" not in text, (message.id, text)


@pytest.mark.parametrize("package", PACKAGES)
def test_french_signs_stay_with_their_word(package: str) -> None:
    """A space before : ; ? ! » and after « that no line breaks at."""
    for message in translated(package, "fr"):
        assert not re.search(r" [:;?!»]|« ", "".join(texts(message.string))), message.id


@pytest.mark.parametrize("package", PACKAGES)
def test_what_plural_forms_need(package: str) -> None:
    """Two forms in both languages, as gettext's header says."""
    for locale in LOCALES:
        assert translated(package, locale).num_plurals == 2


class Visible(HTMLParser):
    """Collects what people read or hear on a page, except what is marked as another language's."""

    SPOKEN = ("aria-label", "title", "alt", "placeholder")
    VOID = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
    SILENT = ("script", "style", "template")

    def __init__(self, locale: str) -> None:
        super().__init__()
        self.locale = locale
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        hidden = bool(self._open) and self._open[-1][1]
        hidden = hidden or tag in self.SILENT or values.get("lang", self.locale) != self.locale
        if not hidden:
            spoken = [value for name, value in values.items() if name in self.SPOKEN or name.startswith("data-msg-")]
            if tag == "input" and values.get("type") in ("submit", "button"):
                spoken.append(values.get("value", ""))
            self.found += spoken
        if tag not in self.VOID:
            self._open.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while any(one == tag for one, _hidden in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self.found.append(" ".join(data.split()))


def visible(html: str, locale: str) -> str:
    """What people read on a page, a piece a line."""
    page = Visible(locale)
    page.feed(html)
    return "\n".join(filter(None, page.found))


@cache
def english(locale: str) -> re.Pattern[str]:
    """Finds any English text of the interface that reads otherwise in a locale."""
    return re.compile("|".join(sorted(set(_english(locale)), key=len, reverse=True)))


def _english(locale: str) -> Iterator[str]:
    for package in PACKAGES:
        for message in translated(package, locale):
            pairs = zip(texts(message.id), texts(message.string), strict=True) if message.id else ()
            for text, other in pairs:
                parts = re.split(r"%\(\w+\)s|\{\w+\}", " ".join(text.split()))
                if text != other and max(map(len, parts)) > TELLING:
                    yield rf"(?<!\w){'.+?'.join(map(re.escape, parts))}(?!\w)"


def is_in(html: str, locale: str, path: str) -> None:
    """A page is in its language through and through."""
    assert f'<html lang="{locale}"' in html, path
    found = english(locale).findall(visible(html, locale))
    assert found == [], path


@pytest.fixture
def forum(town: Town) -> Forum:
    """A project with a phase of ideas, a topic and an area."""
    made = Forum(town)
    with town.session() as db:
        db.add(Topic(slug="green", title=named("Topic"), icon="leaf", tone="green"))
        db.add(Area(slug="north", title=named("Area"), latitude=51050000, longitude=3720000))
    return made


def named(word: str) -> dict[str, str]:
    """A title in each language that no catalogue has."""
    return {locale: f"{word}-{locale}" for locale in ("en", "fr", "nl")}


def test_the_search_for_english_finds_it() -> None:
    page = '<html lang="fr"><p>Nothing has been planned yet</p><p lang="en">Nothing has been planned yet</p>'
    assert visible(page, "fr") == "Nothing has been planned yet"
    with pytest.raises(AssertionError):
        is_in(page, "fr", "/")
    with pytest.raises(AssertionError):
        is_in('<html lang="nl"><a title="Your new password is set.">x</a>', "nl", "/")
    assert english("nl").search("Search: a bench") is None, "too short to tell"


PUBLIC = (
    "", "projects", "projects?state=archived&q=nothing", "search", "search?q=bench", "search?q=nothing", "ideas",
    "ideas?q=nothing", "sign-in", "sign-up", "reset", "pages/accessibility", "nowhere",
)  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_public_pages_are_in_their_language(forum: Forum, locale: str) -> None:
    posted = forum.post(forum.town.account().id, "Titel", "Tekst", locale)
    project = forum.project
    forum.town.phase(project, opens=20, closes=None)
    browser = forum.town.browser()
    phases = (f"projects/{project.slug}", f"projects/{project.slug}?view=map", f"projects/{project.slug}/2")
    ideas = (f"ideas/{posted.number}", f"projects/{project.slug}/1/ideas/new", f"projects/{project.slug}/2/ideas/new")
    for path in (*PUBLIC, *phases, *ideas):
        page = browser.get(f"/{locale}/{path}", status="*")
        assert page.status_int < 500, path
        if page.status_int < 300 or page.status_int >= 400:
            is_in(page.text, locale, path)


@pytest.mark.parametrize("locale", LOCALES)
def test_pages_of_a_person_are_in_their_language(forum: Forum, locale: str) -> None:
    author = forum.town.account(locale=locale)
    posted = forum.post(author.id, "Titel", "Tekst", locale)
    browser = forum.town.browser(author)
    new = f"projects/{forum.project.slug}/1/ideas/new"
    own = tuple(f"ideas/{posted.number}{tail}" for tail in ("", "/edit", "/withdraw"))
    for path in ("account", "account/delete", "ideas", new, *own):
        is_in(browser.get(f"/{locale}/{path}").text, locale, path)
    form = next(form for form in browser.get(f"/{locale}/{new}").forms.values() if "title" in form.fields)
    is_in(form.submit(status="*").text, locale, "an empty idea")


@pytest.mark.parametrize("locale", LOCALES)
def test_what_goes_wrong_is_said_in_the_language(town: Town, locale: str) -> None:
    browser = town.browser()
    for path in ("sign-in", "sign-up", "reset"):
        page = browser.get(f"/{locale}/{path}")
        form = next(form for form in page.forms.values() if "email" in form.fields)
        is_in(form.submit(status="*").text, locale, path)
        form["email"] = "no address"
        is_in(form.submit(status="*").text, locale, path)
    form = next(form for form in browser.get(f"/{locale}/sign-in").forms.values() if "password" in form.fields)
    form["email"], form["password"] = "nobody@town.example", "not the password"
    is_in(form.submit(status="*").text, locale, "a wrong password")
    citizen = town.browser(town.account(locale=locale))
    citizen.set_cookie(LANGUAGE_COOKIE, locale)
    is_in(citizen.get("/admin", status=403).text, locale, "no staff")


@pytest.mark.parametrize("locale", LOCALES)
def test_letters_are_in_the_language(town: Town, locale: str) -> None:
    browser = town.browser()
    page = browser.get(f"/{locale}/sign-up")
    form = next(form for form in page.forms.values() if "email" in form.fields)
    form["email"], form["display_name"], form["password"] = "a.person@town.example", "A Person", "four words of mine"
    answer = form.submit()
    assert answer.status_int == 303, visible(answer.text, locale)
    is_in(answer.follow().text, locale, "the code")
    known = town.account(locale=locale)
    form = next(form for form in browser.get(f"/{locale}/reset").forms.values() if "email" in form.fields)
    form["email"] = known.email
    is_in(form.submit().maybe_follow().text, locale, "a new password")
    outbox = town.browser(town.account(Role.ADMINISTRATOR, locale=locale)).get("/admin/outbox")
    assert "a.person@town.example" in outbox.text
    is_in(outbox.text, locale, "the outbox")


BACK_OFFICE = (
    "", "/projects", "/new-project", "/projects-order", "/folders", "/new-folder", "/topics", "/topics/new",
    "/topics/areas", "/topics/areas/new", "/topics/statuses", "/topics/statuses/new/ideation", "/settings/general",
    "/settings/languages", "/settings/look", "/settings/contact", "/settings/pages", "/people", "/people?q=nobody",
    "/modules", "/audit", "/audit?check=1", "/outbox", "/ideas",
)  # fmt: skip
OF_PROJECT = ("", "/copy", "/documents", "/managers", "/phases", "/phases/new", "/phases/new?method=ideation",
              "/phases/new?method=information")  # fmt: skip


@pytest.mark.parametrize("locale", LOCALES)
def test_the_back_office_is_in_the_language_of_its_reader(forum: Forum, locale: str) -> None:
    town = forum.town
    citizen = town.account(locale=locale)
    forum.post(citizen.id, "Titel", "Tekst", locale)
    forum.post(citizen.id, "Titel", "Tekst", locale, screened=True)
    browser = town.browser(town.account(Role.ADMINISTRATOR, locale=locale))
    for path in (*BACK_OFFICE, *(f"/projects/{forum.project.slug}{tail}" for tail in OF_PROJECT), *of_phase(forum)):
        answer = browser.get(f"/admin{path}", status="*")
        assert answer.status_int < 500, path
        is_in(answer.text, locale, path)
    is_in(browser.get(f"/admin/people/{citizen.id}").text, locale, "a person")


def of_phase(forum: Forum) -> list[str]:
    """The pages of a phase."""
    return [f"/projects/{forum.project.slug}/phases/{forum.phase.id}{tail}" for tail in ("", "/rules", "/delete")]


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_done_is_said_in_the_language(town: Town, locale: str) -> None:
    administrator: Account = town.account(Role.ADMINISTRATOR, locale=locale)
    browser = town.browser(administrator)
    page = browser.get("/admin/new-project")
    form = next(form for form in page.forms.values() if any(str(name).startswith("title") for name in form.fields))
    is_in(form.submit(status="*").text, locale, "a project without a title")
    project: Project = town.project(state="draft")
    pages = f"/admin/projects/{project.slug}"
    token = _token(browser.get(pages).text)
    for state in ("published", "archived", "draft"):
        answer = browser.post(f"{pages}/state", {"csrf_token": token, "state": state}, status="*")
        is_in(answer.maybe_follow().text, locale, state)
    is_in(browser.get("/admin/audit").text, locale, "the audit log")


def _token(html: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert found is not None
    return found[1]
