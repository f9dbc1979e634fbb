# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""One quiet line about licences, for administrators on pages of the back office; reckoned from memory alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyramid.request import Request

from folkmoot.admin.cards import moment
from folkmoot.i18n import mark as _
from folkmoot.licences.keyring import SiteKeys
from folkmoot.plugins.loader import Installed
from folkmoot.plugins.manifest import LICENSED
from folkmoot_licensing import Standing, State

RECENTLY = 30 * 86_400
"""For so many seconds after a lapse it is still news."""

SENTENCES = {
    "lapsed": _("A licence ended on %(date)s. What exists goes on; nothing new can be begun with its modules."),
    "grace": _("A licence has ended. Its modules stay open until %(date)s; please renew it before then."),
    "expiring": _("A licence ends on %(date)s. Once it is renewed, nothing changes for anybody."),
    "demo": _("Some modules are open by a demonstration licence."),
}
"""What is said, the most pressing first."""


@dataclass(frozen=True)
class Banner:
    """The line: a code, and the translated sentence."""

    code: str
    sentence: str


def licence_banner(request: Request) -> Banner | None:
    """What an administrator should know now of the site's licences, if anything. Asks no database."""
    if request.account is None or not request.account.is_administrator:
        return None
    composer = request.registry.folkmoot_platform.composer
    keys = composer.licences.keys(request.site)
    if keys is None:
        return None
    code, when = most_pressing(keys, composer.installed, composer.licences.now())
    return Banner(code, request.gettext(SENTENCES[code], date=moment(when))) if code else None


def most_pressing(keys: SiteKeys, installed: Iterable[Installed], at: int) -> tuple[str, int]:
    """The code of SENTENCES that matters most at a moment to the installed modules, and its own moment; "" for none.

    By modules and not by licences: one that has ended is no news where another opens the same modules.
    """
    modules = [plugin for plugin in installed if plugin.usable and plugin.edition in LICENSED]
    said = [one for plugin in modules if (one := _said(keys.standing(plugin), at))]
    found = dict(sorted(said, reverse=True))  # of several moments the first
    return next(((code, found[code]) for code in SENTENCES if code in found), ("", 0))


def _said(standing: Standing, at: int) -> tuple[str, int] | None:
    verdict = standing.verdict
    if verdict is None or verdict.licence is None:
        return None
    if verdict.state is State.LAPSED and at - verdict.licence.ends < RECENTLY:
        return "lapsed", verdict.licence.ends
    if verdict.state is State.GRACE:
        return "grace", verdict.licence.ends
    if verdict.state is State.EXPIRING:
        return "expiring", verdict.licence.exp
    return ("demo", 0) if verdict.counts and verdict.licence.kind == "demo" else None
