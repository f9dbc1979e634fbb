# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The modules of this installation and which of them the town uses."""

from dataclasses import dataclass, replace
from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.labels import EDITIONS, MODE_TONES, MODES
from folkmoot.admin.saving import done
from folkmoot.admin.services.town import phases_by_method, switch_module, switched_off, tenant_row
from folkmoot.audit.interfaces import IAudit
from folkmoot.i18n.catalogues import translations
from folkmoot.plugins.composition import Decision
from folkmoot.security.permissions import Permission


@dataclass(frozen=True)
class Card:
    """One installed module as the page shows it; texts are translated. phases: how many of the town's phases use it."""

    decision: Decision
    title: str
    description: str
    icon: str
    edition: str
    state: str
    tone: str
    reason: str
    phases: int


@view_config(
    route_name="admin.modules", renderer="folkmoot:admin/templates/modules.jinja2", permission=Permission.ADMINISTER,
    request_method="GET",
)  # fmt: skip
def modules(request: Request) -> dict[str, Any]:
    """Every installed module with its state and the reason for it."""
    tenant = tenant_row(request.db, request.site.id)
    counts = phases_by_method(request.db)
    cards = [_card(request, decision, counts) for decision in decisions(request)]
    return {"cards": cards, "pending": tenant.revision != request.site.revision}


def decisions(request: Request) -> list[Decision]:
    """What is decided about each module by the switches as they stand in the database, before workers follow."""
    site = replace(request.site, switched_off=switched_off(request.db, request.site.id))
    found: list[Decision] = request.registry.folkmoot_platform.composer.decide(site)
    return found


def _card(request: Request, decision: Decision, counts: dict[str, int]) -> Card:
    plugin, manifest = decision.plugin, decision.plugin.manifest
    say = translations(request.locale, (plugin.package, "folkmoot")).gettext if plugin.usable else request.gettext
    brought = [name for name, owner in request.plugins.method_plugin.items() if owner == plugin.id]
    return Card(
        decision=decision, title=say(manifest.title) if manifest else plugin.id,
        description=say(manifest.description) if manifest and manifest.description else "",
        icon=manifest.icon if manifest else "warning", edition=request.gettext(EDITIONS[plugin.edition]),
        state=request.gettext(MODES[decision.mode]), tone=MODE_TONES[decision.mode],
        reason=request.gettext(decision.reason), phases=sum(counts.get(name, 0) for name in brought),
    )  # fmt: skip


@view_config(route_name="admin.modules", permission=Permission.ADMINISTER, request_method="POST")
def switch(request: Request) -> Response:
    """Switch a module on or off; workers follow by themselves."""
    plugin_id, act = request.POST.get("plugin", ""), request.POST.get("do", "")
    found = next((decision for decision in decisions(request) if decision.plugin.id == plugin_id), None)
    if found is None or not found.can_switch or act not in ("on", "off"):
        raise HTTPBadRequest
    audit, site = request.find_service(IAudit), request.site
    switch_module(request.db, audit, site.id, request.account.id, plugin_id, on=act == "on")
    text = (
        request.gettext("The module is being switched on. It takes effect within seconds.")
        if act == "on"
        else request.gettext("The module is being switched off. It takes effect within seconds; nothing is deleted.")
    )
    return done(request, text, "admin.modules")
