# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The demonstration towns are complete: every text in every language, every reference leads somewhere."""

import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import pytest
from PIL import Image

from folkmoot.demo import gallery
from folkmoot.demo.crowd import crowd_name
from folkmoot.demo.town import TOWNS
from folkmoot.demo.words import Project, Role, Town, Words, french

LOCALES = {"en", "fr", "nl"}
TAGS = {"h2", "h3", "p", "ul", "li", "strong", "em", "a", "blockquote"}
PROJECTS = [pytest.param(town, project, id=project.key) for town in TOWNS for project in town.projects]
EACH_TOWN = pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.slug)


def texts(value: object) -> Iterator[Words]:
    """Every text in several languages anywhere inside a dataclass."""
    if dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from texts(getattr(value, part.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Mapping) and LOCALES & set(value):
        yield value


class Tags(HTMLParser):
    """Notes the tags of a text and fails where one isn't closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@EACH_TOWN
def test_every_text_is_there_in_every_language(town: Town) -> None:
    found = [*texts(town), *(alternative for alternative in gallery.ALTERNATIVE_TEXTS.values())]
    assert len(found) > 60
    for text in found:
        assert set(text) == LOCALES
        for content in text.values():
            assert content.strip() == content != ""
            assert unicodedata.is_normalized("NFC", content)
            assert "  " not in content


@EACH_TOWN
def test_html_is_closed_and_uses_only_rich_text_tags(town: Town) -> None:
    for text in texts(town):
        for content in text.values():
            parser = Tags()
            parser.feed(content)
            parser.close()
            assert parser.open == []
            assert parser.seen <= TAGS


def test_french_spaces_do_not_break() -> None:
    assert french("Prêt ?  « Oui » : 300 000 €") == "Prêt\u00a0? «\u00a0Oui\u00a0»\u00a0: 300\u00a0000\u00a0€"


@EACH_TOWN
def test_accounts_can_be_told_apart(town: Town) -> None:
    assert len({account.email for account in town.accounts}) == len(town.accounts)
    assert all(account.email.endswith(".example") and account.locale in town.locales for account in town.accounts)
    assert sum(account.role is Role.CITIZEN for account in town.accounts) == 6
    assert len(set(town.people)) == len(town.people)
    slugs = {project.key for project in town.projects}
    assert all(set(account.manages) <= slugs for account in town.accounts)


@pytest.mark.parametrize(("town", "project"), PROJECTS)
def test_what_a_project_names_exists(town: Town, project: Project) -> None:
    assert project.picture in gallery.ALTERNATIVE_TEXTS
    assert set(project.topics) <= {topic.key for topic in town.topics}
    assert set(project.areas) <= {area.key for area in town.areas}
    assert project.folder is None or project.folder in {folder.key for folder in town.folders}
    assert re.fullmatch(r"[a-z0-9-]+", project.key)
    for attachment in project.attachments:
        assert gallery.attachment(attachment.file).startswith(b"%PDF-")


@pytest.mark.parametrize(("town", "project"), PROJECTS)
def test_phases_follow_each_other(town: Town, project: Project) -> None:
    starts = [phase.starts for phase in project.phases]
    assert starts == sorted(starts)
    assert len({phase.key for phase in project.phases}) == len(project.phases)
    assert all(phase.ends is None or phase.ends > phase.starts for phase in project.phases)


def test_the_budget_is_open_for_twelve_days_more() -> None:
    budget = TOWNS[0].projects[0]
    assert [phase.ends for phase in budget.phases if phase.starts < 0 < (phase.ends or 0)] == [12]


@pytest.mark.parametrize("key", sorted(gallery.ALTERNATIVE_TEXTS))
def test_pictures_are_light_and_of_one_size(key: str) -> None:
    content = gallery.picture(key)
    assert len(content) < 60_000
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (960, 600))


def test_no_two_of_the_crowd_have_the_same_name() -> None:
    assert len({crowd_name(number) for number in range(2000)}) == 2000
