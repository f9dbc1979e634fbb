# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a phase calls its contributions: not every collection of ideas is one of ideas."""

from dataclasses import dataclass
from enum import StrEnum

from folkmoot.i18n import mark as _


class Noun(StrEnum):
    """The word of a phase."""

    IDEA = "idea"
    QUESTION = "question"
    CONTRIBUTION = "contribution"
    PROJECT = "project"
    ISSUE = "issue"
    OPTION = "option"
    COMMENT = "comment"
    PROPOSAL = "proposal"
    SUGGESTION = "suggestion"
    STORY = "story"


@dataclass(frozen=True)
class Words:
    """Whole sentences with the word, marked for translation: grammar differs too much to put words into gaps."""

    name: str
    plural: str
    one: str
    many: str
    none: str
    share: str
    search: str
    look: str
    similar: str
    mine: str


WORDS = {
    Noun.IDEA: Words(
        _("Idea"), _("Ideas"), _("%(num)s idea"), _("%(num)s ideas"), _("No ideas found"), _("Share your idea"),
        _("Search in ideas"), _("Look for similar ideas"),
        _("Similar ideas so far: %(num)s"), _("This is my idea: support it instead"),
    ),
    Noun.QUESTION: Words(
        _("Question"), _("Questions"), _("%(num)s question"), _("%(num)s questions"), _("No questions found"),
        _("Ask your question"), _("Search in questions"), _("Look for similar questions"),
        _("Similar questions so far: %(num)s"), _("This is my question: support it instead"),
    ),
    Noun.CONTRIBUTION: Words(
        _("Contribution"), _("Contributions"), _("%(num)s contribution"), _("%(num)s contributions"),
        _("No contributions found"), _("Share your contribution"), _("Search in contributions"),
        _("Look for similar contributions"), _("Similar contributions so far: %(num)s"),
        _("This is my contribution: support it instead"),
    ),
    Noun.PROJECT: Words(
        _("Project"), _("Projects"), _("%(num)s project"), _("%(num)s projects"), _("No projects found"),
        _("Share your project"), _("Search in projects"), _("Look for similar projects"),
        _("Similar projects so far: %(num)s"), _("This is my project: support it instead"),
    ),
    Noun.ISSUE: Words(
        _("Issue"), _("Issues"), _("%(num)s issue"), _("%(num)s issues"), _("No issues found"), _("Report an issue"),
        _("Search in issues"), _("Look for similar issues"),
        _("Similar issues so far: %(num)s"), _("This is my issue: support it instead"),
    ),
    Noun.OPTION: Words(
        _("Option"), _("Options"), _("%(num)s option"), _("%(num)s options"), _("No options found"),
        _("Suggest an option"), _("Search in options"), _("Look for similar options"),
        _("Similar options so far: %(num)s"), _("This is my option: support it instead"),
    ),
    Noun.COMMENT: Words(
        _("Comment"), _("Comments"), _("%(num)s comment"), _("%(num)s comments"), _("No comments found"),
        _("Write a comment"), _("Search in comments"), _("Look for similar comments"),
        _("Similar comments so far: %(num)s"), _("This is my comment: support it instead"),
    ),
    Noun.PROPOSAL: Words(
        _("Proposal"), _("Proposals"), _("%(num)s proposal"), _("%(num)s proposals"), _("No proposals found"),
        _("Share your proposal"), _("Search in proposals"), _("Look for similar proposals"),
        _("Similar proposals so far: %(num)s"), _("This is my proposal: support it instead"),
    ),
    Noun.SUGGESTION: Words(
        _("Suggestion"), _("Suggestions"), _("%(num)s suggestion"), _("%(num)s suggestions"), _("No suggestions found"),
        _("Make a suggestion"), _("Search in suggestions"), _("Look for similar suggestions"),
        _("Similar suggestions so far: %(num)s"), _("This is my suggestion: support it instead"),
    ),
    Noun.STORY: Words(
        _("Story"), _("Stories"), _("%(num)s story"), _("%(num)s stories"), _("No stories found"),
        _("Tell your story"), _("Search in stories"), _("Look for similar stories"),
        _("Similar stories so far: %(num)s"), _("This is my story: support it instead"),
    ),
}  # fmt: skip
