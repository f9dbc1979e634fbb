# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The modules of this installation, which of them the town uses, and the licences that open them."""

from dataclasses import replace
from typing import Any

from pyramid.httpexceptions import HTTPBadRequest
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.cards import by_own_guard, card, groups
from folkmoot.admin.licence_pages import held_licences
from folkmoot.admin.saving import done
from folkmoot.admin.services.town import phases_by_method, switch_module, switched_off, tenant_row
from folkmoot.audit.interfaces import IAudit
from folkmoot.plugins.composition import Decision
from folkmoot.security.permissions import Permission
from folkmoot.tenants.attendance import following


@view_config(
    route_name="admin.modules", renderer="folkmoot:admin/templates/modules.jinja2", permission=Permission.ADMINISTER,
    request_method="GET",
)  # fmt: skip
def modules(request: Request) -> dict[str, Any]:
    """Every installed module with its state and the reason for it, and the town's licences."""
    revision = tenant_row(request.db, request.site.id).revision
    followers = following(request.db, request.site.id, revision)
    behind = revision != request.site.revision
    counts = phases_by_method(request.db)
    decided = [decision if behind else by_own_guard(request, decision) for decision in decisions(request)]
    return {
        "groups": groups(card(request, decision, counts) for decision in decided),
        "followers": followers, "pending": behind or not followers.complete, **held_licences(request),
    }  # fmt: skip


def decisions(request: Request) -> list[Decision]:
    """What is decided about each module by the switches as they stand in the database, before workers follow."""
    site = replace(request.site, switched_off=switched_off(request.db, request.site.id))
    found: list[Decision] = request.registry.folkmoot_platform.composer.decide(site)
    return found


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
