# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Whether the themes of a run, as they are now, are its languages; what pages say of that, and what helps.

It is kept with the run, measured where a run ends or people change its themes. After texts came or went, nothing is
kept until one of the two happens again: pages then measure it, for looking writes nothing.
"""

import uuid
from typing import Any

from pyramid.request import Request
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from folkmoot.i18n import mark as _
from folkmoot_premium.analysis.themes.following import FOLLOWS, followed
from folkmoot_premium.insights.tables import item, joined, living, run

MEANT = _(
    "The texts are in several languages, and the themes mostly follow the languages instead of the subjects: texts of "
    "two languages share hardly any words, so the same wish stands in a theme of each language. Merge such themes by "
    "hand, or choose texts of one language only under “Change”."
)
MEANING = _("Comparing what texts mean, which can be switched on there too, helps most.")
ON_THE_SITE = _(
    "The themes of the last run mostly follow the languages of the texts instead of the subjects, and everybody would "
    "see them so. Look at the list of themes before you show them."
)


def measured(db: Session, run_id: uuid.UUID) -> float | None:
    """How far a text's theme tells its language, 0 to 1, after changes by people; one statement."""
    i = item.c
    query = (
        select(i.theme, i.language, func.count().label("number"))
        .select_from(joined())
        .where(i.run_id == run_id, living())
        .group_by(i.theme, i.language)
    )
    return followed({(row.theme, row.language): row.number for row in db.execute(query)})


def thousandths(db: Session, run_id: uuid.UUID) -> int:
    """The same as runs keep it, in thousandths; 0 also where there is as good as one language."""
    return round((measured(db, run_id) or 0.0) * 1000)


def measure_anew(db: Session, run_id: uuid.UUID) -> None:
    """Texts of a run came or went: what was measured holds no more."""
    db.execute(update(run).where(run.c.id == run_id, run.c.follows.is_not(None)).values(follows=None))


def follow(db: Session, looked_at: Any) -> bool:
    """Whether they do; looked_at: a finished run's row, or None."""
    if looked_at is None:
        return False
    told = thousandths(db, looked_at.id) if looked_at.follows is None else looked_at.follows
    return bool(told >= FOLLOWS * 1000)


def in_words(request: Request, looked_at: Any, may_mean: bool) -> str:
    """What to say of a run, "" where nothing is. may_mean: whether comparing meaning can be switched on."""
    if not follow(request.db, looked_at):
        return ""
    helps = may_mean and not looked_at.settings.get("semantic")
    return " ".join(request.gettext(one) for one in ((MEANT, MEANING) if helps else (MEANT,)))
