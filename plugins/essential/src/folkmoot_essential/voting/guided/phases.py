# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The four phases: what each is called, which kind it is, and on which days."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from folkmoot.hookspecs.methods import ParticipationMethod
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import COMPLETE, translations
from folkmoot.interfaces import PhaseDraft, Site
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.context import METHOD
from folkmoot_essential.voting.guided.answers import Answers
from folkmoot_essential.voting.guided.screens import DAYS, DatesScreen
from folkmoot_essential.voting.settings import VotingSettings

PACKAGES = ("folkmoot_essential.voting",)
LEAD_TIME = datetime.timedelta(days=14)
LENGTHS = (28, 42, 21)
"""Days that are proposed for ideas, examination and vote."""

PAST = _("%(label)s: this day is over.")


@dataclass(frozen=True)
class Kind:
    """One of the four. method: a kind of phase, of this plugin or of another that is active in the town or not."""

    method: str
    title: str
    text: str


KINDS = (
    Kind(
        "ideation", _("Collecting ideas"),
        _("What should the town spend this budget on? Share your ideas, support those of others, and discuss them."),
    ),
    Kind(
        "information", _("Examining the ideas"),
        _(
            "The town looks at each idea: whether it can be done, whether the town may do it, and what it costs. What "
            "can be done is then voted on."
        ),
    ),
    Kind(METHOD, _("The vote"), _("Choose what the budget is spent on.")),
    Kind(
        "information", _("Result and follow-up"),
        _("Here you find what was decided and why, and what becomes of it."),
    ),
)  # fmt: skip
METHOD_TITLES = {"ideation": _("Ideas"), "information": _("Information"), METHOD: _("Vote")}
"""For the sentence that names what isn't active here."""


def absent(methods: dict[str, ParticipationMethod]) -> list[str]:
    """Titles of the kinds of phases that this needs and the town's composition doesn't have, marked."""
    needed = dict.fromkeys(kind.method for kind in KINDS)
    return [METHOD_TITLES[method] for method in needed if method not in methods]


def proposed(start: datetime.date) -> dict[str, datetime.date]:
    """The first days of all phases, from the first one's."""
    days = [start]
    for length in LENGTHS:
        days.append(days[-1] + datetime.timedelta(days=length))
    return dict(zip(DAYS, days, strict=True))


def first_monday(today: datetime.date) -> datetime.date:
    """A day to propose where none was typed: a Monday, not before two weeks are over."""
    soonest = today + LEAD_TIME
    return soonest + datetime.timedelta(days=-soonest.weekday() % 7)


def over(dates: DatesScreen, today: datetime.date) -> str:
    """The first day that is over already, by its field; "" for none."""
    return next((name for name in DAYS if getattr(dates, name) < today), "")


def midnight(day: datetime.date, site: Site) -> datetime.datetime:
    """The beginning of a day in the town's zone, in UTC."""
    local = datetime.datetime.combine(day, datetime.time(), site.zone)
    return local.astimezone(datetime.UTC)


def in_languages(site: Site, text: str) -> dict[str, str]:
    """A marked text in every language of the town that has it; in English where none does."""
    found = {locale: translations(locale, PACKAGES).gettext(text) for locale in site.locales}
    known = {locale: said for locale, said in found.items() if said != text or locale in COMPLETE}
    return known or {site.default_locale: text}


def voting_settings(answers: Answers) -> VotingSettings:
    """The vote's settings: equal shares and all else as it comes, with the money and what was said of publication."""
    trust = answers.trust
    return VotingSettings(
        budget=answers.budget.money // UNIT, publication=trust.publication, auditor=trust.auditor,
        seed_source=trust.seed_source,
    )  # fmt: skip


def drafts(answers: Answers, site: Site) -> Iterator[PhaseDraft]:
    """The four phases as core saves them; the last one has no end."""
    moments = [midnight(getattr(answers.dates, name), site) for name in DAYS]
    for kind, opens, closes in zip(KINDS, moments, [*moments[1:], None], strict=True):
        said = in_languages(site, kind.text)
        text = {locale: str(Markup("<p>{}</p>").format(words)) for locale, words in said.items()}
        settings = voting_settings(answers).model_dump(mode="json") if kind.method == METHOD else {}
        yield PhaseDraft(kind.method, in_languages(site, kind.title), opens, closes, text, settings)
