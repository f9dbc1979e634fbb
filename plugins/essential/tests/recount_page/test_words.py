# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Everything that the page can say it says in three languages, with the same values in it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

import folkmoot_essential.recount.page

pytestmark = pytest.mark.browser
SOURCE = Path(folkmoot_essential.recount.page.__file__).parent / "source"
VALUES = re.compile(r"{\w+}")
CODES = re.compile(
    r'(?:ALTERED|DISAGREE|DIFFERS|UNKNOWN_RULE), "([a-z-]+)"|BadZip\("([a-z-]+)"|say\("([a-z-]+)"'
    r'|data-word="([a-z0-9-]+)"'
)


def test_the_languages_say_the_same(modules: Tab) -> None:
    words: dict[str, dict[str, str]] = modules.evaluate("folkmoot['screen/language.js'].WORDS")
    assert set(words) == {"en", "fr", "nl"}
    for language, texts in words.items():
        assert list(texts) == list(words["en"]), language
        for name, text in texts.items():
            assert text.strip() == text != ""
            assert sorted(VALUES.findall(text)) == sorted(VALUES.findall(words["en"][name])), (language, name)
        if language != "en":
            assert sum(text == words["en"][name] for name, text in texts.items()) < 5, language


def test_whatever_can_be_said_has_its_words(modules: Tab) -> None:
    words = set(modules.evaluate("Object.keys(folkmoot['screen/language.js'].WORDS.en)"))
    used = {
        next(code for code in match if code)
        for file in SOURCE.rglob("*.*") if file.suffix in (".js", ".html")
        for match in CODES.findall(file.read_text("utf-8"))
    }  # fmt: skip
    assert len(used) > 70
    assert used <= words, used - words
    statuses = {f"verdict-{status}" for status in (0, 1, 3, 4, 5, 6)}
    assert statuses | {"verdict-unable", "verdict-unable-text"} <= words
    checks = modules.evaluate("folkmoot['bundle/verify.js'].NAMES")
    assert {name for check in checks for name in (f"check-{check}", f"check-{check}-ok")} <= words
