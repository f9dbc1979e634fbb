# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The people of the platform: roles, projects they look after, blocks."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import select

from folkmoot.accounts.interfaces import IAccounts, Role
from folkmoot.accounts.models import Account, ProjectManager
from folkmoot.admin.context import id_of
from folkmoot.admin.forms_town import BlockFields, RoleFields
from folkmoot.admin.labels import ROLES
from folkmoot.admin.saving import done
from folkmoot.admin.services.overview import project_lines
from folkmoot.i18n.catalogues import LANGUAGES
from folkmoot.security.permissions import Permission
from folkmoot.security.refusals import Refusal
from folkmoot.web.forms import Form
from folkmoot.web.forms.reading import clean_text

PER_PAGE = 50


@view_config(
    route_name="admin.people", renderer="folkmoot:admin/templates/people.jinja2", permission=Permission.ADMINISTER
)
def people(request: Request) -> dict[str, Any]:
    """Everybody with an account, found by name, address and role."""
    text, asked = clean_text(request.GET.get("q", "")).strip(), request.GET.get("role", "")
    role = Role(asked) if asked in set(Role) else None
    number = request.GET.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
    found = request.find_service(IAccounts).page(request.db, text, role, (page - 1) * PER_PAGE, PER_PAGE)

    def url(number: int) -> str:
        query = {"q": text, "role": asked, "page": number}
        return str(request.route_path("admin.people", _query={key: value for key, value in query.items() if value}))

    pages = -(-found.total // PER_PAGE)
    return {"found": found, "text": text, "role": asked, "roles": ROLES, "page_number": page, "pages": pages,
            "url": url}  # fmt: skip


@view_config(
    route_name="admin.person", renderer="folkmoot:admin/templates/person.jinja2", permission=Permission.ADMINISTER,
    request_method="GET",
)  # fmt: skip
def person(request: Request) -> dict[str, Any]:
    """One account."""
    account = _account(request)
    managed = set(
        request.db.scalars(select(ProjectManager.project_id).where(ProjectManager.account_id == account.id))
    )
    role_form = _role_form(request, account)
    return {
        "person": account, "language": LANGUAGES.get(account.locale, account.locale), "role_form": role_form,
        "block_form": Form(BlockFields, request), "roles": ROLES,
        "managed": managed, "projects": project_lines(request.db, request.account),
        "blocked": account.blocked_until is not None and account.blocked_until > request.now,
    }  # fmt: skip


@view_config(route_name="admin.person", permission=Permission.ADMINISTER, request_method="POST")
def change(request: Request) -> Response:
    """Change a role, the managed projects or a block; the button pressed says which."""
    account = _account(request)
    acts = {"role": _set_role, "projects": _set_projects, "block": _block, "unblock": _unblock}
    act = acts.get(request.POST.get("do", ""))
    if act is None:
        raise HTTPBadRequest
    refusal = act(request, account)
    if refusal is not None:
        text = request.gettext(refusal.sentence, **dict(refusal.values))
        return done(request, text, "admin.person", "bad", id=account.id)
    return done(request, request.gettext("The change is saved."), "admin.person", id=account.id)


def _account(request: Request) -> Account:
    found: Account | None = request.find_service(IAccounts).by_id(request.db, id_of(request.matchdict["id"]))
    if found is None:
        raise HTTPNotFound
    return found


def _role_form(request: Request, account: Account) -> Form[RoleFields]:
    form = Form(RoleFields, request, {"role": Role(account.role)})
    if request.account.role is not Role.OPERATOR and account.role != Role.OPERATOR:
        form["role"].options = [option for option in form["role"].options if option[0] != Role.OPERATOR.value]
    return form


def _set_role(request: Request, account: Account) -> Refusal | None:
    form = _role_form(request, account)
    if not form.validate():
        raise HTTPBadRequest
    service = request.find_service(IAccounts)
    refusal: Refusal | None = service.set_role(request.db, request.account, account.id, form.data.role)
    return refusal


def _set_projects(request: Request, account: Account) -> Refusal | None:
    known = {str(line.project.id): line.project.id for line in project_lines(request.db, request.account)}
    chosen = tuple(known[text] for text in request.POST.getall("project_ids") if text in known)
    service = request.find_service(IAccounts)
    refusal: Refusal | None = service.set_managed_projects(request.db, request.account, account.id, chosen)
    return refusal


def _block(request: Request, account: Account) -> Refusal | None:
    form = Form(BlockFields, request)
    if not form.validate():
        raise HTTPBadRequest
    until = request.now + form.data.days.span
    refusal: Refusal | None = request.find_service(IAccounts).block(request.db, request.account, account.id, until)
    return refusal


def _unblock(request: Request, account: Account) -> Refusal | None:
    refusal: Refusal | None = request.find_service(IAccounts).block(request.db, request.account, account.id, None)
    return refusal
