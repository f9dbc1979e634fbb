# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The evaluation table as a file: for spreadsheets, in the language of whoever asks."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from folkmoot.i18n import mark as _
from folkmoot.interfaces import Permission, guarded
from folkmoot_standard.workflow import evaluating
from folkmoot_standard.workflow.context import HandledPhase
from folkmoot_standard.workflow.evaluation_pages import STATES, state
from folkmoot_standard.workflow.staff import colleagues
from folkmoot_standard.workflow.verdicts import TITLES, Verdict

COLUMNS = (
    _("Number"), _("Title"), _("Author"), _("Status"), _("Evaluators"), _("Estimated cost"), _("Verdict"), _("State"),
    _("Announced on"),
)  # fmt: skip
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Row = tuple[Any, ...]


@view_config(route_name="workflow.export", permission=Permission.PROJECT_EDIT, request_method="GET", begins=False)
def export(context: HandledPhase, request: Request) -> Response:
    """Everything in the table, in the order of the contributions' numbers."""
    kind, names = request.matchdict["format"], header(request)
    found = rows(request, evaluating.table(request.db, context.phase.id))
    body = as_csv(names, found) if kind == "csv" else as_xlsx(names, found)
    answer = Response(body=body)
    answer.headers["Content-Type"] = TYPES[kind]
    name = f"evaluation-{context.phase.project_slug}-{context.phase.number}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def header(request: Request) -> Row:
    """The columns' names; the reason has one for each language of the town."""
    return (*map(request.gettext, COLUMNS), *(f"{request.gettext('Reason')} ({code})" for code in request.site.locales))


def rows(request: Request, table: Iterable[Any]) -> list[Row]:
    """The rows; money as an exact decimal number of the town's currency."""
    people, site, say = colleagues(request.db), request.site, request.gettext
    precision = get_currency_precision(site.currency)
    return [
        (
            row.number, row.title, row.author or "", site.text(row.status, request.locale),
            ", ".join(sorted(people[one].name for one in row.evaluators if one in people)),
            None if row.cost is None else Decimal(row.cost).scaleb(-precision),
            say(TITLES[Verdict(row.verdict)]) if row.verdict else "", say(STATES[state(row)]),
            site.local(row.announced_at).date().isoformat() if row.announced_at else "",
            *(row.reason.get(code, "") for code in site.locales),
        )
        for row in table
    ]  # fmt: skip


def as_csv(names: Row, found: Iterable[Row]) -> bytes:
    """UTF-8 with the mark that spreadsheets look for."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    for row in found:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(names: Row, found: Iterable[Row]) -> bytes:
    """A workbook in which every cell is text or a number, never a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("evaluation")
    sheet.append(names)
    for row in found:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=guarded(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(out)
    return out.getvalue()
