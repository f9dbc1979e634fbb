# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What every page that saves shares: a refusal goes into the form, a success into a sentence on the next page."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from folkmoot.media.interfaces import UnacceptableFile
from folkmoot.projects.interfaces import Problem, Unacceptable
from folkmoot.web.forms import Form

Saved = TypeVar("Saved")


def attempt(request: Request, form: Form[Any], save: Callable[[], Saved], *, file_field: str = "") -> Saved | None:
    """What `save` returns, or None with its problems in the form and nothing of it kept in the database."""
    try:
        with request.db.begin_nested():
            return save()
    except Unacceptable as refused:
        for problem in refused.problems:
            tell(request, form, problem)
    except UnacceptableFile as refused:
        form.add_error(file_field, _say(request, refused.sentence, refused.values))
    return None


def submit(request: Request, form: Form[Any], save: Callable[[], Saved], *, file_field: str = "") -> Saved | None:
    """What saving a posted, valid form returns; None when there is a form to show (again)."""
    if request.method != "POST":
        return None
    saved = attempt(request, form, save, file_field=file_field) if form.validate() else None
    if saved is None:
        show_again(request)
    return saved


def tell(request: Request, form: Form[Any], problem: Problem) -> None:
    """Put one problem of a service at its field."""
    text = _say(request, problem.sentence, dict(problem.values))
    form.add_error(problem.field if problem.field.partition(".")[0] in form else "", text)


def sentences(request: Request, refused: Unacceptable) -> list[str]:
    """All problems in words, for pages without a form."""
    return [_say(request, problem.sentence, dict(problem.values)) for problem in refused.problems]


def _say(request: Request, sentence: str, values: Mapping[str, Any]) -> str:
    text: str = request.gettext(sentence)
    return text % values if values else text


def done(request: Request, sentence: str, route: str, kind: str = "ok", **parts: Any) -> Response:
    """Off to the next page with a sentence that is already translated."""
    request.flash(sentence, kind)
    return HTTPSeeOther(request.route_path(route, **parts))


def show_again(request: Request) -> None:
    """The page is shown again with its errors: 422 says so to programs."""
    request.response.status_int = 422
