# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes so far, on the public page of a phase where organisers have switched them on.

Only an analysis of this project's phases and nothing else can be shown: what everybody reads there, everybody may read.
"""

import uuid
from typing import Any

from pyramid.request import Request
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from folkmoot.contributions.tables import contribution
from folkmoot.contributions.tables import phase as phase_table
from folkmoot.hookspecs.methods import PhaseInfo
from folkmoot_premium.insights import members, themes
from folkmoot_premium.insights.live.tables import shown
from folkmoot_premium.insights.members import Member
from folkmoot_premium.insights.tables import item, run, source, upload
from folkmoot_premium.insights.themes import Overview, ThemeView

SMALL = 5
"""A theme of fewer texts isn't named: it stands among the others, so that nobody is made a theme of."""
MOST = 12
LINKS = 3


def may_show(analysis_id: Any, phase_id: Any, project_id: Any) -> ColumnElement[bool]:
    """A condition: the analysis reads this phase, other phases of the same project at most, and no file."""
    s, p = source.alias("own_source").c, phase_table.alias("own_phase").c
    reads = exists().where(s.analysis_id == analysis_id, s.phase_id == phase_id)
    beyond = exists().where(s.analysis_id == analysis_id, p.id == s.phase_id, p.project_id != project_id)
    files = exists().where(upload.c.analysis_id == analysis_id)
    return reads & ~beyond & ~files


def run_for(db: Session, phase: PhaseInfo) -> Any:
    """The newest finished run of the analysis that is shown on a phase's page, or None. None too where that run read
    other projects: sources that are taken away from an analysis leave its runs as they were."""  # fmt: skip
    query = (
        select(run, _read_beyond(phase.project_id).label("beyond"))
        .join(shown, shown.c.analysis_id == run.c.analysis_id)
        .where(shown.c.phase_id == phase.id, run.c.state == "done")
        .where(may_show(run.c.analysis_id, phase.id, phase.project_id))
        .order_by(run.c.number.desc())
        .limit(1)
    )
    found = db.execute(query).one_or_none()
    return None if found is None or found.beyond else found


def _read_beyond(project_id: uuid.UUID) -> ColumnElement[bool]:
    i, c = item.c, contribution.c
    return exists().where(i.run_id == run.c.id, c.id == i.contribution_id, c.project_id != project_id)


def values(request: Request, phase: PhaseInfo) -> dict[str, Any] | None:
    """What the block shows, or None where there is none."""
    found = run_for(request.db, phase)
    if found is None:
        return None
    seen = themes.overview(request.db, found.id)
    named = _named(seen)
    if not named:
        return None
    spoken = members.representatives(request.db, found.id)
    return {
        "themes": [_shown(request, one, spoken.get(one.id, [])) for one in named],
        "total": seen.total - seen.excluded, "others": seen.total - seen.excluded - sum(one.size for one in named),
        "run": found, "edited": found.edits > len(found.void_edits),
    }  # fmt: skip


def _named(seen: Overview) -> list[ThemeView]:
    return [one for one in seen.themes if one.size >= SMALL and one.name][:MOST]


def _shown(request: Request, theme: ThemeView, spoken: list[Member]) -> dict[str, Any]:
    links = [_link(request, one) for one in spoken if one.kind == "contribution" and one.title]
    return {"name": theme.name, "size": theme.size, "links": [one for one in links if one["url"]][:LINKS]}


def _link(request: Request, one: Member) -> dict[str, Any]:
    method = request.plugins.method(one.method or "")
    route = method.contribution_route if method is not None else ""
    url = request.route_path(route, number=one.number) if route else ""
    return {"title": one.title, "url": url, "lang": one.language if one.language != request.locale else ""}


def phases_that_may(db: Session, analysis_id: uuid.UUID) -> list[Any]:
    """The phases on whose pages an analysis may be shown: id, title, project's id."""
    p, s = phase_table.c, source.c
    query = (
        select(p.id, p.title, p.project_id)
        .select_from(phase_table.join(source, s.phase_id == p.id))
        .where(s.analysis_id == analysis_id, may_show(analysis_id, p.id, p.project_id))
        .order_by(p.opens_at, p.id)
    )
    return list(db.execute(query))
