# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Words made on the way to the page: sizes, names of languages, days within refusals."""

import datetime
from gettext import NullTranslations
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment
from pyramid.threadlocal import manager

from folkmoot.i18n import formats
from folkmoot.i18n.catalogues import translations
from folkmoot.mail.letters import environment
from folkmoot.projects.services.reasons import blocked
from folkmoot.testing import Town
from folkmoot.testing.contributions import Forum
from folkmoot.web import templating
from folkmoot.web.errors import database_down
from folkmoot.web.request import say, say_many


@pytest.mark.parametrize(
    ("size", "locale", "words"),
    [(1, "en", "1 kB"), (339_600, "en", "340 kB"), (339_600, "fr", "340 ko"), (2_140_000, "nl", "2,1 MB")],
)
def test_sizes_of_files(size: int, locale: str, words: str) -> None:
    assert formats.file_size(size, locale).replace("\xa0", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("day", "locale", "words", "near"),
    [
        (1, "fr", "1er décembre 2026", "1er décembre"),
        (2, "fr", "2 décembre 2026", "2 décembre"),
        (11, "fr", "11 décembre 2026", "11 décembre"),
        (1, "nl", "1 december 2026", "1 december"),
        (1, "en", "1 December 2026", "1 December"),
    ],
)
def test_the_first_of_a_month_in_french_is_an_ordinal(day: int, locale: str, words: str, near: str) -> None:
    value = datetime.date(2026, 12, day)
    assert formats.date(value, locale) == words
    assert formats.day_and_month(value, locale, value) == near
    assert formats.date_and_time(datetime.datetime(2026, 12, day, 14, tzinfo=datetime.UTC), locale) == f"{words}, 14:00"


GROUPED = [("en", "5,373"), ("fr", "5 373"), ("nl", "5.373")]
PLURAL = "{{ ngettext('%(num)s person', '%(num)s people', many, other=many) }}"


@pytest.mark.parametrize(("locale", "grouped"), GROUPED)
def test_numbers_in_plurals_are_grouped_in_views(locale: str, grouped: str) -> None:
    request: Any = SimpleNamespace(translator=NullTranslations(), locale=locale)
    said = say_many(request, "one", "%(num)s of %(all)s in %(name)s: %(yes)s", 5373, all=12000, name="12000", yes=True)
    assert plain(said) == f"{grouped} of {grouped.replace('5', '12').replace('373', '000')} in 12000: True"
    assert say_many(request, "%(num)s day", "%(num)s days", 999) == "999 days"
    assert say_many(request, "%(num)s day", "%(num)s days", 5373, num="a lot of") == "a lot of days"


@pytest.mark.parametrize(("locale", "grouped"), GROUPED)
def test_numbers_in_plurals_are_grouped_in_letters(locale: str, grouped: str) -> None:
    made = environment(locale, ("folkmoot",)).from_string(PLURAL)
    assert plain(made.render(many=5373)).startswith(f"{grouped} ")
    assert made.render(many=1).startswith("1 ")


@pytest.mark.parametrize(("locale", "grouped"), GROUPED)
def test_numbers_in_plurals_are_grouped_on_pages(locale: str, grouped: str) -> None:
    made = Environment(autoescape=True)
    made.globals["ngettext"] = templating.ngettext
    request = SimpleNamespace(translator=translations(locale, ("folkmoot",)), locale=locale)
    manager.push({"request": request, "registry": None})
    try:
        assert plain(made.from_string(PLURAL).render(many=5373)).startswith(f"{grouped} ")
    finally:
        manager.pop()


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_names_of_languages_are_the_readers() -> None:
    assert [formats.language("nl", locale) for locale in ("en", "fr", "nl")] == ["Dutch", "néerlandais", "Nederlands"]


def test_a_text_in_another_language_says_in_which(forum: Forum) -> None:
    posted = forum.post(forum.town.account().id, "Un banc", "Pour s’asseoir.", "fr")
    assert "Voorlopig alleen in het Frans." in forum.town.browser().get(f"/nl/ideas/{posted.number}").text


def test_a_wrong_address_answers_in_its_language(town: Town) -> None:
    browser = town.browser()
    assert '<html lang="nl"' in browser.get("/nl/nergens", status=404).text
    assert '<html lang="en"' in browser.get("/nowhere", status=404).text


def test_until_when_somebody_is_blocked_is_a_day_in_words(town: Town) -> None:
    now = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
    refusal = blocked(datetime.datetime(2028, 12, 2, 23, 30, tzinfo=datetime.UTC))
    request = SimpleNamespace(translator=translations("fr", ("folkmoot",)), locale="fr", site=town.site, now=now)
    said = say(request, refusal.sentence, **dict(refusal.values))
    assert said == "Votre compte ne peut pas écrire jusqu’au 3 décembre 2028.", "the day in Brussels"


def test_without_a_database_all_three_languages_stand_there() -> None:
    answer = database_down(SimpleNamespace(orig=None), SimpleNamespace())  # type: ignore[arg-type]
    assert answer.status_int == 503
    assert all(f'lang="{locale}"' in answer.text for locale in ("en", "fr", "nl"))


@pytest.fixture
def forum(town: Town) -> Forum:
    """A project with an open phase of ideas."""
    return Forum(town)


@pytest.mark.parametrize(
    ("value", "locale", "written"),
    [(18.6, "fr", "18,6"), (18.6, "en", "18.6"), (0.25, "nl", "0,25"), (999, "fr", "999"), (-5373, "nl", "-5.373")],
)
def test_numbers_are_written_as_the_language_does(value: float, locale: str, written: str) -> None:
    assert formats.number(value, locale) == written
