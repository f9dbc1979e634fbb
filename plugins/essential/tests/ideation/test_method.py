# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the method answers to core: figures, exports, settings, statuses."""

import datetime

import pytest
from pydantic import ValidationError

from folkmoot.contributions.interfaces import ReactionMode, ReactionRules
from folkmoot.hookspecs.contributions import StatusClass
from folkmoot.hookspecs.methods import IParticipationMethod
from folkmoot.testing import count_statements
from folkmoot.testing.contributions import Forum
from folkmoot_essential.ideation.method import Ideation
from folkmoot_essential.ideation.nouns import WORDS, Noun
from folkmoot_essential.ideation.settings import IdeationSettings
from folkmoot_essential.ideation.statuses import STATUSES

NOW = datetime.datetime.now(datetime.UTC)


def test_figures_of_many_phases_in_one_statement(forum: Forum) -> None:
    ann, ben = forum.town.account(), forum.town.account()
    quiet = forum.town.phase(forum.project)
    posted = forum.post(ann.id, like=ReactionRules(ReactionMode.LIKES))
    forum.post(ann.id, screened=True)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, posted.number)
        forum.discussion.comment(db, row, ben.id, "Yes", "en", NOW)
        with count_statements(forum.town.platform.database.engine) as seen:
            found = Ideation().statistics(db, [forum.phase.id, quiet.id])
    assert len(seen) == 1
    assert {figure.key: figure.value for figure in found[forum.phase.id]} == {
        "ideas": 1,
        "comments": 1,
        "reactions": 1,
        "participants": 2,
    }
    assert {figure.value for figure in found[quiet.id]} == {0}


def test_exports_hold_everything_in_a_steady_order(forum: Forum) -> None:
    author = forum.town.account(display_name="Ann")
    first, second = forum.post(author.id, "One"), forum.post(None, "Two", screened=True)
    with forum.town.session() as db:
        row = forum.contributions.by_number(db, first.number)
        forum.discussion.comment(db, row, author.id, "Yes", "en", NOW)
        ideas, comments = Ideation().exports(db, forum.info)
    records = [dict(zip(ideas.columns, values, strict=True)) for values in ideas.rows]
    assert [record["number"] for record in records] == [first.number, second.number]
    assert (records[0]["title"], records[0]["author"], records[0]["comments"]) == ("One", "Ann", 1)
    assert records[1]["published_at"] is None
    (comment,) = [dict(zip(comments.columns, values, strict=True)) for values in comments.rows]
    assert (comment["idea"], comment["body"], comment["author"]) == (first.number, "Yes", "Ann")


def test_the_method_keeps_its_contract() -> None:
    method = Ideation()
    assert IParticipationMethod.providedBy(method)
    assert {action.id for action in method.actions} == {"posting_idea", "commenting_idea", "reacting_idea"}
    assert method.contribution_route == "ideation.show"


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": "nonsense"}, {"noun": "dog"}, {"pictures": 4}, {"like_cap": 0},
        {"title_minimum": 100, "title_maximum": 50},
        {"unknown": 1}, {"prescreening": "some"},
    ],
)  # fmt: skip
def test_settings_refuse_nonsense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IdeationSettings.model_validate(wrong)


def test_every_noun_has_its_words_and_every_status_its_class() -> None:
    assert set(WORDS) == set(Noun)
    assert all("%(num)s" in words.one and "%(num)s" in words.many for words in WORDS.values())
    classes = [status.status_class for status in STATUSES]
    assert len(classes) == len(set(classes))
    assert StatusClass.PRESCREENING in classes
