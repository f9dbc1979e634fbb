# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A ballot to print, in one of the town's languages: the options by number, and a place for the paper's own number."""

from collections.abc import Mapping
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.i18n import formats
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES, direction, translations
from folkmoot.interfaces import Permission
from folkmoot_essential.ledger.vote import TOWN, Contest, Vote
from folkmoot_essential.voting import wording
from folkmoot_essential.voting.composing import UNIT
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.envelopes import districts
from folkmoot_essential.voting.envelopes.envelopes import WHOLE_TOWN
from folkmoot_essential.voting.models import VotingOption
from folkmoot_essential.voting.options.option_pages import TEMPLATES
from folkmoot_essential.voting.paper import paper_form
from folkmoot_essential.voting.settings import Form

PACKAGES = ("folkmoot_essential.voting",)
HOW = {
    Form.BUDGET: _("Put a cross beside what you want. Together it may cost at most %(budget)s."),
    Form.SEVERAL: _("Put a cross beside what you want."),
    Form.ONE: _("Put one cross, beside the option that you want."),
    Form.POINTS: _("Write points beside the options that you want. You have %(points)s points in all."),
    Form.RANKING: _("Write 1 beside what you want most, then 2, 3 and so on. You needn't number all."),
}
EACH = _("Put a cross beside what you want. Together it may cost at most the amount that stands above it.")
LINES = {
    "heading": _("Ballot"), "secret": _("Write nothing else on this paper: neither your name nor a sign."),
    "before_web": _("If you have voted on the web as well, this paper counts in its place."),
    "batch": _("Batch"), "number": _("Number"), "stamped": _("The town fills this in"),
}  # fmt: skip


@view_config(
    route_name="voting.paper_print", permission=Permission.PROJECT_EDIT, renderer=TEMPLATES + "paper_print.jinja2"
)
def page(context: VotingContext, request: Request) -> dict[str, Any]:
    """The ballot as a document of its own, which a browser prints; the language is chosen by ?language=."""
    asked = request.GET.get("language", "")
    locale = asked if asked in request.site.locales else request.site.default_locale
    say = translations(locale, PACKAGES).gettext
    vote = districts.vote_in(request.db, context.phase, context.election, request.site)
    names = [(name, key, _address(context, locale, key)) for key, name in districts.choices(vote, request)]
    known = [key for _name, key, _url in names]
    district = next((one for one in (request.GET.get("district", ""), *known) if one in known), "")
    return {
        "context": context, "election": context.election, "shown": locale, "shown_dir": direction(locale),
        "lines": {name: say(text) for name, text in LINES.items()}, "how": _how(context, vote, locale),
        "groups": _groups(context, vote, district, locale), "districts": names, "district": district,
        "town": request.site.text(request.site.name, locale), "form": context.settings.form.value,
        "title": request.site.text(context.phase.title, locale), "asks_holder": paper_form.asks_holder(context),
        "languages": [
            (LANGUAGES.get(code, code), code, _address(context, code, district)) for code in request.site.locales
        ],
    }  # fmt: skip


def _address(context: VotingContext, language: str, district: str) -> str:
    query = {"language": language, **({"district": district} if district else {})}
    return context.url("voting.paper_print", _query=query)


def _groups(context: VotingContext, vote: Vote, district: str, locale: str) -> list[dict[str, Any]]:
    """The options of each purse that the district's voters may spend, with its name where there are several."""
    site = context.request.site
    standing = [one for one in context.options if not one.withdrawn]
    purses = [one for one in vote.contests if one.id in ("", district)]
    several = len(vote.contests) > 1
    return [
        {
            "title": _purse_title(context, purse, locale) if several else "",
            "budget": formats.money(int(purse.budget), site.currency, locale) if several else "",
            "rows": [_row(context, one, locale) for one in standing if one.contest == purse.id],
        }
        for purse in purses
    ]  # fmt: skip


def _purse_title(context: VotingContext, purse: Contest, locale: str) -> str:
    """The area's name; the whole town's envelope bears the title of the phase, which says nothing on paper."""
    if purse.id == TOWN:
        return translations(locale, PACKAGES).gettext(WHOLE_TOWN)
    return context.request.site.text(dict(purse.title), locale)


def _how(context: VotingContext, vote: Vote, locale: str) -> list[str]:
    """What to do, and the limits, in the language of the paper."""
    site, settings = context.request.site, context.settings
    found = translations(locale, PACKAGES)

    def say(text: str, **values: Any) -> str:
        return found.gettext(text) % values if values else found.gettext(text)

    if settings.form is Form.BUDGET and len(vote.contests) > 1:
        return [say(EACH), *wording.limits_in_words(settings, say)]
    budget = formats.money(settings.budget * UNIT, site.currency, locale)
    return [
        say(HOW[settings.form], budget=budget, points=settings.points), *wording.limits_in_words(settings, say)
    ]  # fmt: skip


def _row(context: VotingContext, option: VotingOption, locale: str) -> Mapping[str, str]:
    site = context.request.site
    cost = formats.money(option.cost, site.currency, locale) if option.cost else ""
    return {"number": f"№ {option.number}", "title": site.text(option.title, locale), "cost": cost}
