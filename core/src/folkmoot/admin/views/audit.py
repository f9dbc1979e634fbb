# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The audit log: who of the staff did what, and whether the chain that seals it holds."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.accounts.models import Account
from folkmoot.admin.cards import in_own_words, title_of
from folkmoot.admin.labels import ACTS
from folkmoot.audit.interfaces import IAudit
from folkmoot.audit.services import LoggedAct
from folkmoot.plugins.loader import Installed
from folkmoot.security.permissions import Permission

PER_PAGE = 50
ROOMS = (
    "project", "phase", "folder", "topic", "area", "status", "settings", "module", "licence", "account", "contribution",
    "comment",
)  # fmt: skip


@view_config(
    route_name="admin.audit", renderer="folkmoot:admin/templates/audit.jinja2", permission=Permission.ADMINISTER
)
def audit(request: Request) -> dict[str, Any]:
    """The newest acts first; "check" walks the whole chain."""
    service = request.find_service(IAudit)
    installed = request.registry.folkmoot_platform.composer.installed
    modules = areas(request, installed)
    about = request.GET.get("about", "")
    about = about if about in ROOMS or about in modules else ""
    before = request.GET.get("before", "")
    serial = int(before) if before.isdecimal() and len(before) < 19 else None
    acts = service.page(request.db, verb=f"{about}." if about else "", before=serial, limit=PER_PAGE + 1)
    shown = acts[:PER_PAGE]
    older = shown[-1].serial if len(acts) > PER_PAGE else None
    checked = "check" in request.GET
    return {
        "acts": shown, "older": older, "about": about, "rooms": ROOMS, "modules": modules,
        "names": names(request, shown), "words": words(request, installed),
        "checked": checked, "broken": service.verify(request.db) if checked else None,
    }  # fmt: skip


def words(request: Request, installed: Iterable[Installed]) -> dict[str, str]:
    """What every verb is called: core's, and those of each module that is installed, also where a town hasn't it on."""
    known = {verb: request.gettext(said) for verb, said in ACTS.items()}
    for plugin in installed:
        own = {verb: in_own_words(request, plugin, said) for verb, said in acts_of(plugin).items()}
        known = own | known
    return known


def areas(request: Request, installed: Iterable[Installed]) -> dict[str, str]:
    """How the verbs of modules begin, with the title of the module: also of one that isn't on in this town."""
    begun = {room(verb): plugin for plugin in installed for verb in acts_of(plugin)}
    return {start: title_of(request, plugin) for start, plugin in begun.items() if start not in ROOMS}


def acts_of(plugin: Installed) -> Mapping[str, str]:
    """The verbs that a module records, with their English sentences."""
    return plugin.manifest.acts if plugin.manifest is not None else {}


def room(verb: str) -> str:
    """What a verb begins with: "voting" of "voting.opened"."""
    return verb.rpartition(".")[0]


def names(request: Request, acts: Iterable[LoggedAct]) -> dict[uuid.UUID, str]:
    """Names of those who acted, in one statement; erased people have none."""
    ids = {act.actor for act in acts if act.actor}
    rows = request.db.execute(select(Account.id, Account.display_name).where(Account.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
