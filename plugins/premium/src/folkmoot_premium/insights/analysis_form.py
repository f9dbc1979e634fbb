# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""What somebody says of an analysis: its title, its sources and its settings; and keeping that."""

import uuid
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pyramid.request import Request
from sqlalchemy import delete, insert, select, update

from folkmoot.db.base import uuid7
from folkmoot.i18n import mark as _
from folkmoot.interfaces import Form
from folkmoot_premium.analysis.meaning.embedder import installed
from folkmoot_premium.analysis.settings import MOST_THEMES
from folkmoot_premium.insights.places import PhaseChoice, phases
from folkmoot_premium.insights.tables import analysis, source
from folkmoot_premium.insights.wishes import RECOGNISED

LANGUAGES = {
    "": _("What each text says of itself"), "recognise": _("Recognised from its words"), "da": _("Danish"),
    "de": _("German"), "en": _("English"), "es": _("Spanish"), "fr": _("French"), "nl": _("Dutch"),
}  # fmt: skip
MOST_EXCLUDED = 200


class AnalysisFields(BaseModel):
    """A title and sources are enough; all else has a value that fits most analyses."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1, max_length=120, title=_("Title"), description=_("Seen by staff only."))
    phases: list[uuid.UUID] = Field(
        default_factory=list, title=_("Contributions of these phases"), json_schema_extra={"widget": "checks"}
    )
    comments: bool = Field(default=False, title=_("Read the comments on them too"))
    only: str | None = Field(
        default=None, title=_("Only texts in"),
        description=_("By what each text says of itself; texts that don’t say are left out then."),
        json_schema_extra={"widget": "select", "empty": _("All languages")},
    )  # fmt: skip
    themes: int | None = Field(
        default=None, ge=1, le=MOST_THEMES, title=_("How many themes"),
        description=_("Leave it empty and the program takes the number that changes least when texts are left out."),
    )  # fmt: skip
    language: str | None = Field(
        default=None, title=_("Language of the texts"),
        json_schema_extra={"widget": "select", "empty": LANGUAGES[""]},
    )  # fmt: skip
    excluded: str = Field(
        default="", max_length=4_000, title=_("Words to leave out"),
        description=_("With commas or spaces between: words that all texts have, such as the town’s name."),
        json_schema_extra={"widget": "textarea", "rows": 2},
    )  # fmt: skip
    semantic: bool = Field(
        default=False, title=_("Compare what texts mean, too"),
        description=_(
            "Texts then belong together that say the same in other words, or in another language. It takes longer: "
            "about half a minute for a thousand short texts and several minutes for a thousand long ones. Of a text "
            "longer than 1,000 characters only the beginning counts for its meaning. No text leaves the machine."
        ),
    )  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words to leave out, as the engine knows words; each once, in order."""
    from folkmoot_premium.analysis.texts.words import words

    return sorted(set(words(text)))[:MOST_EXCLUDED]


def may_mean(row: Any = None) -> bool:
    """Whether meaning can be wished: where the extra is installed, or to take the wish back where it was there once."""
    return installed() or (row is not None and row.semantic)


def form_of(request: Request, row: Any = None) -> tuple[Form[AnalysisFields], dict[uuid.UUID, PhaseChoice]]:
    """The form of a new analysis, or of one that there is; and the phases that it offers."""
    known = phases(request)
    form = Form(AnalysisFields, request, _initial(request, row, known))
    form["phases"].options = [
        (str(one.id), f"{one.project}: {one.title}", _much(request, one)) for one in known.values()
    ]
    form["language"].options = [(key, request.gettext(label)) for key, label in LANGUAGES.items() if key]
    form["only"].options = [one for one in form["language"].options if one[0] != RECOGNISED]
    return form, known


def _much(request: Request, one: PhaseChoice) -> str:
    number = _grouped(request, one.contributions)
    told = str(request.ngettext("%(num)s contribution", "%(num)s contributions", one.contributions, num=number))
    if one.comments:
        number = _grouped(request, one.comments)
        told = f"{told}, {request.ngettext('%(num)s comment', '%(num)s comments', one.comments, num=number)}"
    return told


def _grouped(request: Request, number: int) -> str:
    from folkmoot.i18n import formats

    return formats.number(number, request.locale)


def _initial(request: Request, row: Any, known: Mapping[uuid.UUID, PhaseChoice]) -> dict[str, Any]:
    if row is None:
        title = request.gettext("Contributions until %(day)s", day=_today(request)) if known else ""
        return {"title": title, "phases": list(known) if len(known) == 1 else []}
    read = read_phases(request, row.id)
    return {
        "title": row.title, "phases": list(read), "comments": any(read.values()), "themes": row.themes,
        "only": row.only or None, "language": row.language or None, "excluded": ", ".join(row.excluded),
        "semantic": row.semantic,
    }  # fmt: skip


def _today(request: Request) -> str:
    from folkmoot.i18n import formats

    return formats.date(request.site.local(request.now).date(), request.locale)


def read_phases(request: Request, analysis_id: uuid.UUID) -> dict[uuid.UUID, bool]:
    """The phases that an analysis reads; whether with their comments."""
    s = source.c
    rows = request.db.execute(select(s.phase_id, s.comments).where(s.analysis_id == analysis_id))
    return {row.phase_id: row.comments for row in rows}


def save(request: Request, data: AnalysisFields, known: Mapping[uuid.UUID, PhaseChoice], row: Any = None) -> uuid.UUID:
    """Keep an analysis, new or changed; only phases that the form offered are taken."""
    values = {
        "title": data.title, "themes": data.themes, "language": data.language or "",
        "only": data.only or "", "excluded": words_of(data.excluded), "semantic": data.semantic and may_mean(row),
    }  # fmt: skip
    if row is None:
        key = uuid7()
        request.db.execute(insert(analysis).values(id=key, made_by_id=request.account.id, **values))
    else:
        key = row.id
        request.db.execute(update(analysis).where(analysis.c.id == key).values(**values))
    offered = [one for one in dict.fromkeys(data.phases) if one in known]
    request.db.execute(delete(source).where(source.c.analysis_id == key, source.c.phase_id.in_(known)))
    if offered:
        rows = [{"analysis_id": key, "phase_id": one, "comments": data.comments} for one in offered]
        request.db.execute(insert(source), rows)
    return key
