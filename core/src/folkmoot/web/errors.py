# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Error pages: a clear sentence, what to do, and a stable code; HTML for people, RFC 9457 for programs."""

import logging
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import BadCSRFToken
from pyramid.httpexceptions import HTTPException, HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.request import Request
from pyramid.response import Response
from sqlalchemy.exc import OperationalError

from folkmoot.security.derivers import CONTENT_SECURITY_POLICY
from folkmoot.security.refusals import Conflict, Refusal, Refused
from folkmoot.web.request import in_transaction
from folkmoot.web.typed_text import typed

log = logging.getLogger(__name__)
PAGES = {400, 403, 404, 409, 410, 413, 429, 500, 503}
DATABASE_DOWN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>503</title>
<p data-reason="database-down">The database can't be reached. Please try again in a minute.</p>
<p lang="fr">La base de données est injoignable. Réessayez dans une minute.</p>
<p lang="nl">De databank is niet bereikbaar. Probeer over een minuut opnieuw.</p>"""
"""Without a catalogue: which town it is, and so its languages, stands in the database."""


def wants_json(request: Request) -> bool:
    """Programs get problem details: the API's addresses, and whoever prefers JSON to HTML."""
    offers = request.accept.acceptable_offers(["text/html", "application/json", "application/problem+json"])
    return request.path.startswith("/api/") or (bool(offers) and offers[0][0] != "text/html")


def answer(request: Request, status: int, code: str, refusal: Refusal | None = None, title: str = "") -> Response:
    """An error as page or problem details."""
    leave_transaction(request)
    sentence = request.gettext(refusal.sentence, **dict(refusal.values)) if refusal else title
    if wants_json(request):
        body: dict[str, Any] = {"type": "about:blank", "status": status, "code": code, "title": sentence or code}
        return Response(json_body=body, status=status, content_type="application/problem+json")
    template = f"errors/{status if status in PAGES else 500}.jinja2"
    values = {"code": code, "refusal": refusal, "detail": sentence, "typed": typed(request)}
    response: Response = render_to_response(template, values, request)
    response.status = status
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def leave_transaction(request: Request) -> None:
    """What the page still reads, it reads in a session of its own: the request's was rolled back."""
    if not in_transaction(request):
        request.__dict__.pop("db", None)


def refused(error: Refused, request: Request) -> Response:
    """A rule said no: 403 with its reason."""
    return answer(request, 403, error.refusal.code, error.refusal)


def conflict(error: Conflict, request: Request) -> Response:
    """What was sent no longer fits."""
    return answer(request, 409, error.refusal.code, error.refusal)


def forbidden(error: HTTPForbidden, request: Request) -> Response:
    """A page that isn't for this person: visitors are asked to sign in and come back, others are told. Who sent
    a form as a visitor was signed out meanwhile, and gets back what they typed."""  # fmt: skip
    if request.account is None and not wants_json(request) and request.method in ("GET", "HEAD"):
        return HTTPSeeOther(request.route_path("accounts.sign_in", _query={"to": request.path_qs}))
    return answer(request, 403, "forbidden")


def not_found(error: HTTPNotFound, request: Request) -> Response:
    """Nothing here, or nothing for this person: the two look alike. An absent module's page says so plainly."""
    module = request.registry.folkmoot_platform.absent_module(request.composition, request.path)
    if module is None:
        return answer(request, 404, "not-found")
    if wants_json(request):
        return answer(request, 404, "module-absent", title=request.gettext(module.title))
    leave_transaction(request)
    response: Response = render_to_response(
        "errors/module_absent.jinja2",
        {"module": module, "code": "module-absent", "refusal": None, "detail": ""},
        request,
    )
    response.status = 404
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response


def bad_token(error: BadCSRFToken, request: Request) -> Response:
    """A form was sent from a page that is too old, or by another site."""
    return answer(request, 400, "csrf")


def http_error(error: HTTPException, request: Request) -> Response:
    """Any other HTTP error; redirections pass through."""
    if error.status_int < 400:
        return error
    response = answer(request, error.status_int, error.title.lower().replace(" ", "-"))
    response.status = error.status_int
    return response


def database_down(error: OperationalError, request: Request) -> Response:
    """The database can't be reached: a plain page, since even the layout may need it."""
    log.error("database: %s", type(error.orig).__name__)
    return Response(DATABASE_DOWN, status=503, retry_after=30)


def failure(error: Exception, request: Request) -> Response:
    """A fault of ours: logged with its trace, told without it."""
    log.error("unexpected %s at %s", type(error).__name__, request.path, exc_info=error)
    return answer(request, 500, "internal-error")


def includeme(config: Configurator) -> None:
    """Register the error views; like views, the narrower exception wins."""
    for exception, view in (
        (Refused, refused), (Conflict, conflict), (BadCSRFToken, bad_token), (HTTPException, http_error),
        (OperationalError, database_down), (Exception, failure),
    ):  # fmt: skip
        config.add_exception_view(view, context=exception)
    config.add_forbidden_view(forbidden)
    config.add_notfound_view(not_found, append_slash=False)
