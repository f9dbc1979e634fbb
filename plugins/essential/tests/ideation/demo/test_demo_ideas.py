# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The ideas of the demonstration towns fit the towns: authors, areas, pictures, phases and languages exist."""

import unicodedata
from collections import Counter

import pytest

from folkmoot.demo import gallery
from folkmoot.demo.town import TOWNS
from folkmoot.demo.words import Point, Town
from folkmoot_essential.ideation.demo.ideas import Comment, Idea, PhaseIdeas, all_comments, read_ideas

PHASES = [(town, phase) for town in TOWNS for phase in read_ideas(town.slug)]
IDEAS = [pytest.param(town, phase, idea, id=idea.key) for town, phase in PHASES for idea in phase.ideas]
EACH_IDEA = pytest.mark.parametrize(("town", "phase", "idea"), IDEAS)


def inside(point: Point, ring: tuple[Point, ...]) -> bool:
    """Whether a point lies in an outline: a line to the east crosses it an odd number of times."""
    latitude, longitude = point
    crossings = 0
    for (from_lat, from_lon), (to_lat, to_lon) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (from_lon > longitude) != (to_lon > longitude):
            share = (longitude - from_lon) / (to_lon - from_lon)
            crossings += latitude < from_lat + share * (to_lat - from_lat)
    return crossings % 2 == 1


def test_there_is_enough_to_look_at() -> None:
    written = Counter(town.slug for town, phase in PHASES for _ in phase.ideas)
    comments = sum(len(list(all_comments(idea.comments))) for _, phase in PHASES for idea in phase.ideas)
    assert written["havenbrug"] >= 70
    assert written["zuidermeer"] >= 12
    assert comments >= 230
    assert read_ideas("nowhere") == ()


def test_no_idea_is_written_twice() -> None:
    ideas = [idea for _, phase in PHASES for idea in phase.ideas]
    for field in ("key", "title", "text"):
        assert len({getattr(idea, field) for idea in ideas}) == len(ideas)
    texts = [comment.text for idea in ideas for comment in all_comments(idea.comments)]
    assert len(set(texts)) == len(texts)


@EACH_IDEA
def test_what_an_idea_names_exists(town: Town, phase: PhaseIdeas, idea: Idea) -> None:
    areas = {area.key: area for area in town.areas}
    assert idea.topic in {topic.key for topic in town.topics}
    assert idea.point is None or inside(idea.point, areas[idea.area].outline)
    assert idea.area in areas
    assert idea.picture is None or idea.picture in gallery.ALTERNATIVE_TEXTS
    assert 0 <= idea.author < len(town.people)
    assert max(idea.support, idea.oppose) <= len(town.people) + town.crowd


@EACH_IDEA
def test_an_idea_is_written_while_its_phase_is_open(town: Town, phase: PhaseIdeas, idea: Idea) -> None:
    project = next(project for project in town.projects if project.key == phase.project)
    when = next(step for step in project.phases if step.key == phase.phase)
    assert when.method == "ideation"
    assert when.starts <= -idea.days_ago <= (when.ends or 0)
    assert idea.oppose == 0 or when.settings["reactions"] == "likes_and_dislikes"


@EACH_IDEA
def test_texts_have_a_readable_length(town: Town, phase: PhaseIdeas, idea: Idea) -> None:
    assert 10 <= len(idea.title) <= 80
    assert 60 <= len(idea.text) <= 600
    for text in (idea.title, idea.text, *(comment.text for comment in all_comments(idea.comments))):
        assert text == unicodedata.normalize("NFC", text).strip(" ")
        assert len(text) >= 10
    assert idea.language in town.locales


@EACH_IDEA
def test_a_conversation_runs_forward(town: Town, phase: PhaseIdeas, idea: Idea) -> None:
    staff = {account.key for account in town.accounts}

    def check(comments: tuple[Comment, ...], latest: int) -> None:
        for comment in comments:
            assert 0 <= comment.days_ago <= latest
            known = comment.author in staff if isinstance(comment.author, str) else comment.author < len(town.people)
            assert known
            check(comment.replies, comment.days_ago)
            latest = comment.days_ago

    check(idea.comments, idea.days_ago)


@EACH_IDEA
def test_an_official_reply_speaks_every_language(town: Town, phase: PhaseIdeas, idea: Idea) -> None:
    decided = idea.status in ("accepted", "implemented", "rejected")
    assert (idea.official_reply is not None) == decided
    if idea.official_reply:
        assert set(idea.official_reply.text) == set(town.locales)
        assert 0 <= idea.official_reply.days_ago <= idea.days_ago
        assert idea.official_reply.author in {account.key for account in town.accounts}
