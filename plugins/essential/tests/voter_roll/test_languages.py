# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Letters speak the language of whom they are for, and pages that of whom reads them, through and through."""

import importlib.resources
from functools import cache
from typing import Any

import pytest
from babel.messages.pofile import read_po

from .conftest import Election, reasons

LOCALES = ("fr", "nl")
TELLING = 12
"""Texts up to so many characters are too often words of another language too."""
LETTER = {
    "en": ("Your code to take part", "Enter this code:", "come to the town with", "Number on the voter roll"),
    "fr": ("Votre code pour participer", "Saisissez ce code", "au guichet de la ville", "Numéro dans le registre"),
    "nl": ("Uw code om deel te nemen", "Vul deze code in:", "naar het loket van de stad", "Nummer op de kiezerslijst"),
}  # fmt: skip


@cache
def english(locale: str) -> tuple[str, ...]:
    """The plugin's texts without values that read otherwise in a locale."""
    place = importlib.resources.files("folkmoot_essential.voter_roll") / "locale" / locale / "LC_MESSAGES/messages.po"
    with place.open("rb") as file:
        found = [(message.id, message.string) for message in read_po(file, locale=locale)]
    return tuple(text for text, other in found if isinstance(text, str) and telling(text) and text != other)


def telling(text: str) -> bool:
    """Whether a text can be looked for as it is."""
    return len(text) > TELLING and "%(" not in text


def said(page: Any, selector: str = "main") -> str:
    """What a part of a page says."""
    return " ".join(page.html.select_one(selector).get_text(" ", strip=True).split())


def in_language(page: Any, locale: str, selector: str = "main") -> None:
    """A part of a page has none of the plugin's English."""
    words = said(page, selector)
    assert words
    assert [text for text in english(locale) if text in words] == []


def test_each_letter_is_in_the_language_of_its_person(voting: Election) -> None:
    page = voting.letters(which="all", kind="page")
    letters = {int(letter.select_one(".letter-to").get_text()[7]): letter for letter in page.html.select(".letter")}
    for number, locale in ((1, "en"), (2, "fr"), (3, "nl"), (4, "en"), (5, "en")):
        text = " ".join(letters[number].get_text(" ", strip=True).split())
        assert letters[number]["lang"] == locale
        assert [words for words in LETTER[locale] if words.casefold() not in text.casefold()] == []
        others = [words for other in LETTER if other != locale for words in LETTER[other]]
        assert [words for words in others if words.casefold() in text.casefold()] == []
        assert f"Project 1 {locale}" in text
    assert "%(" not in page


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_for_the_code_is_in_the_language_of_its_reader(voting: Election, locale: str) -> None:
    path = voting.page.replace("/en/", f"/{locale}/")
    in_language(voting.town.browser().get(path), locale)
    who = voting.town.account(locale=locale)
    browser = voting.town.browser(who)
    page = browser.get(path)
    in_language(page, locale)
    for typed in ("", "K7QM", voting.codes["Person 1"]):
        form = page.forms["roll-code"]
        form["code"] = typed
        answer = form.submit(status="*").maybe_follow()
        in_language(answer, locale, "body")
    done = browser.get(path)
    assert reasons(done) == ["verified"]
    in_language(done, locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_back_office_s_pages_are_in_the_language_of_the_clerk(voting: Election, locale: str) -> None:
    browser = voting.town.browser(voting.town.account("manager", manages=(voting.project.id,), locale=locale))
    for path in ("/admin/voter-rolls", *(voting.desk + tail for tail in ("", "/letters", "/desk", "/entries/1"))):
        page = browser.get(path)
        assert page.html.html["lang"] == locale
        in_language(page, locale, "body")
    for tail, form in (("", "roll-upload"), ("/letters", "roll-letters"), ("/desk", "roll-desk")):
        refused = browser.get(voting.desk + tail).forms[form].submit(status=422)
        in_language(refused, locale, "body")


def test_the_search_for_english_finds_it(voting: Election) -> None:
    with pytest.raises(AssertionError):
        in_language(voting.town.browser(voting.town.account()).get(voting.page), "fr")
