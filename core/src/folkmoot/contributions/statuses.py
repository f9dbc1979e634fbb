# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Statuses: a town's own copies of what the plugins bring, and which of them may be given when."""

import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.orm import Session

from folkmoot.contributions.interfaces import StatusInfo
from folkmoot.contributions.tables import status
from folkmoot.hookspecs.contributions import AUTOMATIC, HIDDEN, NEEDS_REPLY, StatusClass, StatusTemplate
from folkmoot.i18n import mark as _
from folkmoot.i18n.catalogues import LANGUAGES, translations
from folkmoot.plugins.manager import Plugins
from folkmoot.security.refusals import Refusal

LOCK = int.from_bytes(hashlib.sha256(b"statuses").digest()[:8]) >> 1
HIDDEN_CLASSES = tuple(str(name) for name in HIDDEN)
COLUMNS = (status.c.id, status.c.method, status.c.status_class, status.c.title, status.c.tone)
OF_METHODS = (
    select(*COLUMNS).where(status.c.method.in_(bindparam("methods", expanding=True)))
    .order_by(status.c.method, status.c.position, status.c.id)
)  # fmt: skip

UNKNOWN = Refusal("status-unknown", _("This status doesn't belong to this kind of contribution."))
IS_AUTOMATIC = Refusal("status-automatic", _("This status is given by a rule and can't be set by hand."))
WITHOUT_REPLY = Refusal(
    "status-needs-reply",
    _("This status needs an official reply."),
    _("Write the reply together with the status, or publish it before."),
)


def ensure(db: Session, plugins: Plugins, packages: tuple[str, ...], only: str | None = None) -> None:
    """Copy the plugins' statuses for methods that have none in this tenant yet; two at once make one set."""
    templates = [template for template in plugins.statuses() if only in (None, template.method)]
    if not templates:
        return
    db.execute(select(func.pg_advisory_xact_lock(LOCK)))
    known = set(db.scalars(select(status.c.method).distinct()))
    rows = [
        {**_row(template, packages), "position": position}
        for position, template in enumerate(templates)
        if template.method not in known
    ]
    if rows:
        db.execute(insert(status), rows)


def _row(template: StatusTemplate, packages: tuple[str, ...]) -> dict[str, Any]:
    title = {locale: translations(locale, packages).gettext(template.title) for locale in LANGUAGES}
    kept = {locale: text for locale, text in title.items() if locale == "en" or text != template.title}
    return {
        "method": template.method, "status_class": str(template.status_class), "title": kept, "tone": template.tone,
    }  # fmt: skip


def of_methods(db: Session, methods: Sequence[str]) -> list[StatusInfo]:
    """The statuses of some methods in the town's order."""
    return [info(row) for row in db.connection().execute(OF_METHODS, {"methods": list(methods)})]


def info(row: Any) -> StatusInfo:
    """A row of the status table as a value."""
    return StatusInfo(row.id, row.method, StatusClass(row.status_class), row.title, row.tone)


def first(statuses: Sequence[StatusInfo], wanted: StatusClass) -> StatusInfo:
    """The first status of a class; without one, the first that everybody may see."""
    of_class = [one for one in statuses if one.status_class is wanted]
    public = [one for one in statuses if one.status_class not in HIDDEN]
    return (of_class or public or list(statuses))[0]


def refusal(wanted: StatusInfo | None, method: str, *, replied: bool) -> Refusal | None:
    """Why a status can't be given by hand to a contribution of a method, or None if it can."""
    if wanted is None or wanted.method != method:
        return UNKNOWN
    if wanted.status_class in AUTOMATIC:
        return IS_AUTOMATIC
    return WITHOUT_REPLY if wanted.status_class in NEEDS_REPLY and not replied else None


def by_id(db: Session, status_id: uuid.UUID) -> StatusInfo | None:
    """One status, or None."""
    row = db.execute(select(*COLUMNS).where(status.c.id == status_id)).one_or_none()
    return None if row is None else info(row)
