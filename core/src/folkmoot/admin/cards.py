# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Modules as the page of modules shows them: a card for each, in groups."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyramid.request import Request

from folkmoot.admin.labels import EDITIONS, MODE_TONES, MODES
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import translations
from folkmoot.licences import words
from folkmoot.licences.interfaces import Mode
from folkmoot.plugins.composition import NOT_LICENSED, Decision
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import LICENSED

GROUPS = {"on": _("In use"), "key": _("What a licence key would add"), "off": _("Switched off or out of order")}
UNTIL = {Mode.OPEN: _("Until %(date)s."), Mode.ABSENT: _("Opens on %(date)s.")}
OWN_GUARD = _("The module itself doesn't accept the licence. Please ask whoever issued it.")


@dataclass(frozen=True)
class Card:
    """One installed module; texts are translated. phases: how many of the town's phases use it. picture: an address.

    until: a sentence with the day on which the clock alone changes its state, "" where it doesn't.
    """

    decision: Decision
    title: str
    description: str
    icon: str
    picture: str
    edition: str
    state: str
    tone: str
    reason: str
    until: str
    phases: int


def groups(cards: Iterable[Card]) -> list[tuple[str, str, list[Card]]]:
    """(key, title, cards) of those groups that have any; titles are marked."""
    found: dict[str, list[Card]] = {key: [] for key in GROUPS}
    for card in cards:
        found[group_of(card.decision)].append(card)
    return [(key, GROUPS[key], members) for key, members in found.items() if members]


def group_of(decision: Decision) -> str:
    """Which of GROUPS a module stands in."""
    if decision.mode is not Mode.ABSENT:
        return "on"
    by_key = decision.plugin.edition in LICENSED and decision.code in words.ABSENT
    return "key" if by_key else "off"


def card(request: Request, decision: Decision, phases: Mapping[str, int]) -> Card:
    """The card of a module. phases: how many of the town's phases use each method."""
    plugin, manifest = decision.plugin, decision.plugin.manifest
    brought = {name for name, owner in request.plugins.method_plugin.items() if owner == plugin.id}
    methods = brought | set(manifest.methods if manifest else ())
    return Card(
        decision=decision, title=title_of(request, plugin), description=_description(request, plugin),
        icon=manifest.icon if manifest else "warning", picture=_picture(request, plugin),
        edition=request.gettext(EDITIONS[plugin.edition]), state=request.gettext(MODES[decision.mode]),
        tone=MODE_TONES[decision.mode], reason=request.gettext(decision.reason), until=_until(request, decision),
        phases=sum(phases.get(name, 0) for name in methods),
    )  # fmt: skip


def title_of(request: Request, plugin: Installed) -> str:
    """A module's name in the page's language, by its own catalogue."""
    return in_own_words(request, plugin, plugin.manifest.title) if plugin.manifest else plugin.id


def _description(request: Request, plugin: Installed) -> str:
    about = plugin.manifest.description if plugin.manifest else ""
    return in_own_words(request, plugin, about) if about else ""


def in_own_words(request: Request, plugin: Installed, text: str) -> str:
    """A text of a module, by the module's catalogue, which isn't among the request's while the module is absent."""
    if not plugin.usable:
        return str(request.gettext(text))
    return translations(request.locale, (plugin.package, "folkmoot")).gettext(text)


def _picture(request: Request, plugin: Installed) -> str:
    """The drawing that a module ships as static/module.svg; "" where it has none."""
    try:
        return str(request.registry.folkmoot_statics.url(f"{plugin.id}/module.svg"))
    except KeyError:
        return ""


def _until(request: Request, decision: Decision) -> str:
    sentence = UNTIL.get(decision.mode)
    if decision.until is None or sentence is None:
        return ""
    return str(request.gettext(sentence, date=moment(decision.until)))


def moment(seconds: int) -> datetime.datetime:
    """Seconds since 1970 as a moment."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def by_own_guard(request: Request, decision: Decision) -> Decision:
    """The decision, unless the module's own guard has said no, which shows in what the site is really made of."""
    if decision.mode is Mode.ABSENT or decision.plugin.id in request.composition:
        return decision
    return replace(decision, mode=Mode.ABSENT, code=NOT_LICENSED, reason=OWN_GUARD, until=None)
