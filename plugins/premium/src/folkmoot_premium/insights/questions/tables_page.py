# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes by group: counts and shares, what is more than chance, and small numbers of people hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission
from folkmoot_premium.analysis.tables.clearest import Clearest, clearest
from folkmoot_premium.analysis.tables.cross_table import CrossTable, Line, TableCell
from folkmoot_premium.analysis.tables.entries import Axis
from folkmoot_premium.insights import frame, themes
from folkmoot_premium.insights.context import Finished
from folkmoot_premium.insights.questions import tags
from folkmoot_premium.insights.questions.groups import Group, entries, groups
from folkmoot_premium.insights.questions.subtabs import subtabs

CATEGORIES = "categories"
PAGE = "folkmoot_premium:insights/templates/tables.jinja2"


@dataclass(frozen=True)
class Named:
    """A row or column in words. key: of the theme or value, "" where several were put together or there is none."""

    line: Line
    name: str
    key: str


@dataclass(frozen=True)
class Rows:
    """What stands in the rows. of: of a text its keys, where they aren't its theme."""

    axis: Axis
    names: Mapping[str, str]
    none: str
    of: Mapping[str, tuple[str, ...]] | None = None


@view_config(
    route_name="insights.tables", renderer=PAGE, permission=Permission.STAFF, request_method="GET", begins=False
)
def shown(context: Finished, request: Request) -> dict[str, Any]:
    """The table by what the address says, else by the first there is."""
    offered = groups(request, context.analysis.id, context.run.id)
    group = next((one for one in offered if one.key == request.GET.get("by")), None) or next(iter(offered), None)
    scope = tags.scope(request.db, context.analysis.id, context.run.id)
    by_hand = request.GET.get("rows") == CATEGORIES and bool(scope.categories)
    rows = _by_category(context, request, scope) if by_hand else _by_theme(context, request)
    clear = _table(context, request, rows, group) if group else None
    table = clear.table if clear else None
    return {
        **frame.values(request, context.run, "tables"), "subtabs": subtabs(request, context, "tables"),
        "offered": offered, "group": group, "table": table, "scope": scope, "by_hand": by_hand,
        "left_out": _left_out(request, clear, rows) if clear else [],
        "rows": _named(request, table.rows, rows.names, rows.none) if table else [],
        "columns": _named(request, table.columns, group.names, _("Not known")) if table and group else [],
        "withheld": _withheld(table, {**rows.names, **group.names}) if table and group else [],
        "direction": direction,
    }  # fmt: skip


def _by_theme(context: Finished, request: Request) -> Rows:
    seen = themes.overview(request.db, context.run.id)
    names = themes.names(seen.themes, request.gettext(_("Theme {id}")))
    return Rows(Axis(tuple(names)), names, _("In no theme"))


def _by_category(context: Finished, request: Request, scope: tags.Scope) -> Rows:
    names = {str(one.id): one.name for one in scope.categories}
    told = tags.given(request.db, context.analysis.id)
    of = {item: tuple(sorted(map(str, keys))) for item, keys in told.items()}
    return Rows(Axis(tuple(names), several=scope.several), names, _("None of them"), of)


def _table(context: Finished, request: Request, rows: Rows, group: Group) -> Clearest:
    """By category only texts count that somebody decided."""
    found = entries(request.db, context.run.id, group)
    if rows.of is not None:
        found = [replace(one, rows=rows.of[one.id]) for one in found if one.id in rows.of]
    return clearest(found, rows.axis, group.axis)


def _left_out(request: Request, clear: Clearest, rows: Rows) -> list[tuple[str, int]]:
    """What isn't in the table at all, in words, and how many texts."""
    told = ((rows.none, clear.rowless), (_("Not known"), clear.columnless))
    return [(request.gettext(name), number) for name, number in told if number]


def _withheld(table: CrossTable, names: Mapping[str, str]) -> list[str]:
    return [names[key] for key in table.withheld if key in names]


def _named(request: Request, lines: tuple[Line, ...], names: Any, none: str) -> list[Named]:
    found = []
    for line in lines:
        if len(line.keys) > 1:
            told = [names.get(key) or request.gettext(none) for key in line.keys]
            name = request.gettext(_("Others together: {names}")).format(names=", ".join(told))
            found.append(Named(line, name, ""))
        else:
            found.append(Named(line, names.get(line.keys[0]) or request.gettext(none), line.keys[0]))
    return found


def direction(cell: TableCell) -> str:
    """more or less, where a cell is unusual; else nothing."""
    if not cell.notable or not cell.residual:
        return ""
    return "more" if cell.residual > 0 else "less"
