# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""One theme: its words and its texts, by page and by filter; also the texts in no theme, and those taken out."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.view import view_config
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import area, contribution, phase, status, topic, topic_link
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.insights import frame, members, splitting, themes, typed
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.members import EVERYTHING, EXCLUDED, NONE, Wish
from folkmoot_premium.insights.questions.columns import OWN, Column, telling_columns
from folkmoot_premium.insights.tables import item, joined, living, upload

PAGE = "folkmoot_premium:insights/templates/theme.jinja2"
OUTSIDE = {NONE: _("In no theme"), EXCLUDED: _("Taken out by people"), EVERYTHING: _("All texts")}
"""Pages of texts that are no theme, by the last part of their address."""
KEPT = ("q", "phase", "file", "area", "topic", "status", "language", "from", "to", "hand")


@view_config(
    route_name="insights.theme", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """A page of its texts."""
    key = request.matchdict["theme"]
    seen = themes.overview(request.db, context.run.id)
    one = seen.theme(key)
    if one is None and key not in OUTSIDE:
        raise HTTPNotFound
    columns = telling_columns(request.db, context.analysis.id)
    wish = wished(request, key, columns)
    found = members.find(request.db, context.run.id, wish)
    return {
        **frame.values(request, context.run, "themes"), "seen": seen, "theme": one, "key": key, "found": found,
        "wish": wish, "heading": one.name if one else request.gettext(OUTSIDE[key]),
        "choices": choices(context, request), "split": splitting.OUTCOMES.get(one.split) if one else None,
        "split_off": _split_off(context, request, one, seen),
        "others": [other for other in seen.themes if one is None or other.id != one.id], "kept": _kept(request, wish),
        "address": lambda page: _address(context, request, wish, page), "columns": columns, "own": OWN,
        "chosen": {column.name: group for column, group in wish.cells},
    }  # fmt: skip


def _split_off(context: Finished, request: Request, one: themes.ThemeView | None, seen: themes.Overview) -> Any:
    """The theme that the program made out of this one with the last change; None where that was another change."""
    if one is None or one.split != splitting.DONE:
        return None
    return seen.theme(splitting.last_made(request.db, context.analysis.id))


def wished(request: Request, key: str, columns: Sequence[Column]) -> Wish:
    """The filters of the address; what can't be is no filter."""
    get = request.GET
    day = {name: _moment(request, get.get(name), days) for name, days in (("from", 0), ("to", 1))}
    cells = tuple((one, told) for one in columns if (told := get.get(OWN + one.name, "")) in one.cells)
    ids = {name: _id(get.get(name)) for name in ("phase", "file", "area", "topic", "status")}
    return Wish(
        key, typed.line(get.get("q", ""), 200), ids["phase"], ids["file"], ids["area"], ids["topic"], ids["status"],
        typed.line(get.get("language", ""), 8), day["from"], day["to"], cells, get.get("hand") == "yes",
        frame.number_of(request, "page"),
    )  # fmt: skip


def _id(told: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(told or "")
    except ValueError:
        return None


def _moment(request: Request, told: str | None, days: int) -> datetime.datetime | None:
    """The beginning of a day of the town's calendar, some days later."""
    try:
        day = datetime.date.fromisoformat(told or "")
        return datetime.datetime.combine(day + datetime.timedelta(days), datetime.time(), request.site.zone)
    except (ValueError, OverflowError):
        return None


def _kept(request: Request, wish: Wish) -> dict[str, str]:
    own = {OWN + column.name: group for column, group in wish.cells}
    return {name: request.GET[name] for name in KEPT if request.GET.get(name)} | own


def _address(context: Finished, request: Request, wish: Wish, page: int) -> str:
    query = {**_kept(request, wish), "page": page}
    where = {"analysis": context.analysis.id, "run": context.run.number, "theme": wish.theme}
    return str(request.route_path("insights.theme", _query=query, **where))


def choices(context: Finished, request: Request) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: only what the run's texts have; seven statements, two of which read the texts."""
    db = request.db
    c, i = contribution.c, item.c
    query = (
        select(c.phase_id, c.area_id, c.status_id, i.language)
        .select_from(joined())
        .where(i.run_id == context.run.id, living())
        .group_by(c.phase_id, c.area_id, c.status_id, i.language)
    )
    held = list(db.execute(query))

    def titled(table: Table, ids: set[uuid.UUID], *order: Any) -> list[tuple[str, str]]:
        rows = db.execute(select(table.c.id, table.c.title).where(table.c.id.in_(ids)).order_by(*order))
        return [(str(row.id), request.site.text(row.title, request.locale)) for row in rows]

    files = list(db.execute(select(upload.c.id, upload.c.name).where(upload.c.analysis_id == context.analysis.id)))
    phases = {row.phase_id for row in held if row.phase_id}
    several = len(files) + len(phases) > 1
    return {
        "phase": titled(phase, phases, phase.c.opens_at) if several else [],
        "area": titled(area, {row.area_id for row in held}, area.c.position),
        "status": titled(status, {row.status_id for row in held}, status.c.method, status.c.position, status.c.id),
        "topic": titled(topic, _topics(db, context.run.id), topic.c.position),
        "file": [(str(row.id), row.name) for row in files] if several else [],
        "language": [(code, code) for code in sorted({row.language for row in held if row.language})],
    }


def _topics(db: Session, run_id: uuid.UUID) -> set[uuid.UUID]:
    """The topics of a run's texts."""
    link = topic_link.c
    told = joined().join(topic_link, link.contribution_id == item.c.contribution_id)
    return set(db.scalars(select(link.topic_id).select_from(told).where(item.c.run_id == run_id, living()).distinct()))
