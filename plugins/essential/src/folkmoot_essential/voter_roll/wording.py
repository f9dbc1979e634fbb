# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a letter says, in each of the town's languages: the reader's, whatever language the clerk works in."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import direction, translations
from folkmoot.interfaces import ProjectPhase, Site

PACKAGES = ("folkmoot_essential.voter_roll",)

HEADING = _("Your code to take part")
ABOUT = _("You can take part in “%(phase)s”, in the project “%(project)s” of %(town)s.")
FROM_TO = _("You can do so from %(opens)s to %(closes)s.")
FROM = _("You can do so from %(opens)s.")
OPEN = _("Open this address:")
SIGN_IN = _("Sign in, or make an account with your e-mail address.")
ENTER = _("Enter this code:")
SPELLING = _(
    "Capital or small letters, spaces and dashes make no difference. No code has a zero, a one, an O, an I or an L."
)
YOURS = _(
    "The code is for you alone: whoever has it can take part in your place. Keep this letter, and give it to nobody."
)
OLDER = _("A letter that you got before isn't valid any more.")
HELP = _("Does something not work, or can't you do this online? Come to the town with this letter; we will help you.")
NUMBER = _("Number on the voter roll: %(number)s")


@dataclass(frozen=True)
class Wording:
    """A letter's sentences in one language; number_line has a place for the number."""

    locale: str
    direction: str
    town: str
    heading: str
    about: str
    when: str
    open: str
    sign_in: str
    enter: str
    spelling: str
    yours: str
    older: str
    help: str
    number: str


def wording(site: Site, phase: ProjectPhase, locale: str, number: str) -> Wording:
    """The sentences of a phase's letters in a language; number: what stands for the entry's number."""
    say = translations(locale, PACKAGES).gettext
    names = {
        "phase": site.text(phase.title, locale), "project": site.text(phase.project_title, locale),
        "town": site.text(site.name, locale),
    }  # fmt: skip
    moments = {"opens": _words(site, phase.opens_at, locale)}
    if phase.closes_at is not None:
        moments["closes"] = _words(site, phase.closes_at, locale)
    return Wording(
        locale, direction(locale), names["town"], say(HEADING), _filled(say(ABOUT), names),
        _filled(say(FROM_TO if "closes" in moments else FROM), moments), say(OPEN), say(SIGN_IN), say(ENTER),
        say(SPELLING), say(YOURS), say(OLDER), say(HELP), _filled(say(NUMBER), {"number": number}),
    )  # fmt: skip


def _filled(sentence: str, values: Mapping[str, str]) -> str:
    return sentence % values


def _words(site: Site, moment: datetime.datetime, locale: str) -> str:
    return formats.date_and_time(site.local(moment), locale)


def language_of(site: Site, wanted: str) -> str:
    """The language of a letter: the wished one where the town offers it ("FR", "fr-BE" too), else the town's own."""
    short = wanted.strip().casefold().replace("_", "-").partition("-")[0]
    return short if short in site.locales else site.default_locale
