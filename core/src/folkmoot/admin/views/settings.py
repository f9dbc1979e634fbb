# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The settings of the town, part by part."""

from typing import Any

from pydantic import BaseModel
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.admin.forms_town import PARTS
from folkmoot.admin.saving import done, submit
from folkmoot.admin.services.town import COLUMNS, save_town, tenant_row
from folkmoot.audit.interfaces import IAudit
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.media.interfaces import IMedia
from folkmoot.security.permissions import Permission
from folkmoot.tenants.models import Tenant
from folkmoot.web.forms import Form
from folkmoot.web.theme import adjustments, dark_tokens, light_tokens

SWATCHES = ("brand", "brand-hover", "brand-deep", "brand-soft", "accent", "accent-soft")


@view_config(route_name="admin.settings", permission=Permission.ADMINISTER)
def first(request: Request) -> Response:
    """The first part."""
    return HTTPSeeOther(request.route_path("admin.settings_part", part="general"))


@view_config(
    route_name="admin.settings_part", renderer="folkmoot:admin/templates/settings.jinja2",
    permission=Permission.ADMINISTER, request_method=("GET", "POST"),
)  # fmt: skip
def part(request: Request) -> dict[str, Any] | Response:
    """Show and change one part of the settings."""
    name = request.matchdict["part"]
    if name not in PARTS:
        raise HTTPNotFound
    tenant = tenant_row(request.db, request.site.id)
    form = Form(PARTS[name][1], request, _values(tenant, name))
    if name == "look" and tenant.settings.get("logo_url"):
        url = tenant.settings["logo_url"]
        form["logo"].current = [{"id": "logo", "name": request.gettext("The logo in use"), "thumbnail": url}]
    if submit(request, form, lambda: _save(request, name, form.data)) is not None:
        text = request.gettext("The settings are saved. They take effect within seconds.")
        return done(request, text, "admin.settings_part", part=name)
    return {"part": name, "sections": PARTS, "form": form, **(_look(tenant) if name == "look" else {})}


def _values(tenant: Tenant, name: str) -> dict[str, Any]:
    kept = _bodies(tenant) if name == "pages" else tenant.settings
    fields = PARTS[name][1].model_fields
    columns = {field: getattr(tenant, field) for field in fields if field in COLUMNS}
    return columns | {field: kept[field] for field in fields if field not in COLUMNS and field in kept}


def _save(request: Request, name: str, data: BaseModel) -> list[str]:
    values = data.model_dump()
    if name == "languages":
        values["locales"] = _ordered(values["locales"], values["default_locale"])
        values["required_locales"] = [code for code in values["locales"] if code in values["required_locales"]]
    if name == "look":
        values = _with_logo(request, values, data)
    if name == "pages":
        values = {"pages": _pages(tenant_row(request.db, request.site.id), values)}
    return save_town(request.db, request.find_service(IAudit), request.site.id, request.account.id, values)


def _bodies(tenant: Tenant) -> dict[str, Any]:
    """The texts of the town's pages by the names of their fields."""
    return {name.replace("-", "_"): page.get("body", {}) for name, page in tenant.settings.get("pages", {}).items()}


def _pages(tenant: Tenant, bodies: dict[str, Any]) -> dict[str, Any]:
    """All pages with their new texts; titles and pages that aren't on this form stay."""
    before = tenant.settings.get("pages", {})
    changed = {name.replace("_", "-"): body for name, body in bodies.items()}
    pages = {**before, **{name: {**before.get(name, {}), "body": body} for name, body in changed.items()}}
    return {name: page for name, page in pages.items() if page.get("body") or page.get("title")}


def _ordered(locales: list[str], default: str) -> list[str]:
    """The main language first, the others in the product's order: so stands the language menu."""
    return sorted(locales, key=lambda code: (code != default, list(LANGUAGES).index(code)))


def _with_logo(request: Request, values: dict[str, Any], data: Any) -> dict[str, Any]:
    logo, media = values.pop("logo"), request.find_service(IMedia)
    if logo is not None:
        stored = media.store_picture(request.db, data.logo.data, data.logo.name, {}, request.account.id)
        request.db.flush()
        return {**values, "logo_url": media.url(stored)}
    return {**values, "logo_url": ""} if "logo" in request.POST.getall("remove_logo") else values


def _look(tenant: Tenant) -> dict[str, Any]:
    light, dark = light_tokens(tenant.brand, tenant.accent), dark_tokens(tenant.brand, tenant.accent)
    return {
        "adjusted": adjustments(tenant.brand, tenant.accent),
        "light": [light[name] for name in SWATCHES],
        "dark": [dark.get(name, light[name]) for name in SWATCHES],
    }
