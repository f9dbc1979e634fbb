# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether an analysis is kept up to date, and on which public pages its themes are shown."""

import uuid
from typing import Any

from pydantic import BaseModel, Field
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from sqlalchemy import delete, insert, select

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form, IAudit, IJobs, Permission
from folkmoot_premium.insights import editing, following, frame
from folkmoot_premium.insights.context import Analysed
from folkmoot_premium.insights.live import folding
from folkmoot_premium.insights.live.standing_words import in_words
from folkmoot_premium.insights.live.tables import shown, upkeep
from folkmoot_premium.insights.live.themes_block import SMALL, phases_that_may

PAGE = "folkmoot_premium:insights/templates/site.jinja2"


class OnTheSite(BaseModel):
    """What an organiser switches."""

    live: bool = Field(
        False, title=_("Keep the themes up to date"),
        description=_("What is shared later is put into a theme within seconds. When much has come, it is run again."),
    )  # fmt: skip
    phases: list[uuid.UUID] = Field(
        [], title=_("Show “Themes so far” on the page of"),
        description=_("Everybody sees names and sizes of themes, and some contributions of each."),
        json_schema_extra={"widget": "checks"},
    )  # fmt: skip


@view_config(
    route_name="insights.site", renderer=PAGE, permission=Permission.STAFF, request_method=("GET", "POST"), begins=False
)
def site(context: Analysed, request: Request) -> dict[str, Any] | Response:
    """Both switches. In sunset what is on can be switched off, and nothing on."""
    key, db = context.analysis.id, request.db
    possible = phases_that_may(db, key)
    before = _state(request, key)
    form = Form(OnTheSite, request, before)
    form["phases"].options = [(str(one.id), request.site.text(one.title, request.locale)) for one in possible]
    if request.method == "POST" and form.validate():
        _save(request, key, _allowed(request, form.data, before), before)
        request.flash(request.gettext("It is saved."))
        return HTTPSeeOther(request.route_path("insights.site", analysis=key))
    if request.method == "POST":
        request.response.status_int = 422
    return {**frame.values(request), "form": form, "possible": possible, "small": SMALL,
            "standing": in_words(request, key), "follows": possible and _follows(request, key)}  # fmt: skip


def _follows(request: Request, key: uuid.UUID) -> str:
    """A warning before the themes of languages are shown to everybody, or where they are; "" where it needs none."""
    follows = following.follow(request.db, editing.newest(request.db, key))
    return str(request.gettext(following.ON_THE_SITE)) if follows else ""


def _state(request: Request, key: uuid.UUID) -> OnTheSite:
    live = request.db.scalar(select(upkeep.c.since).where(upkeep.c.analysis_id == key)) is not None
    phases = request.db.scalars(select(shown.c.phase_id).where(shown.c.analysis_id == key)).all()
    return OnTheSite(live=live, phases=list(phases))


def _allowed(request: Request, wished: OnTheSite, before: OnTheSite) -> OnTheSite:
    if frame.may_begin(request):
        return wished
    return OnTheSite(live=wished.live and before.live, phases=[one for one in wished.phases if one in before.phases])


def _save(request: Request, key: uuid.UUID, wished: OnTheSite, before: OnTheSite) -> None:
    db = request.db
    if before.live and not wished.live:
        db.execute(delete(upkeep).where(upkeep.c.analysis_id == key))
    if wished.live and not before.live:
        db.execute(insert(upkeep).values(analysis_id=key))
        folding.catch_up(db, request.find_service(IJobs), key)
    db.execute(delete(shown).where((shown.c.analysis_id == key) | shown.c.phase_id.in_(wished.phases)))
    if wished.phases:
        db.execute(insert(shown), [{"phase_id": one, "analysis_id": key} for one in wished.phases])
    details = {"live": wished.live, "phases": [str(one) for one in wished.phases]}
    request.find_service(IAudit).record(db, request.account.id, "insights.site-changed", "insights", key, details)
