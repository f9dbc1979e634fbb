# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Saving phases: dates that make sense, a method that is active here, settings that its model accepts."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from folkmoot.contributions.models import Contribution
from folkmoot.i18n import mark as _
from folkmoot.licences.interfaces import Mode
from folkmoot.projects.interfaces import PhaseDraft, Problem, Unacceptable
from folkmoot.projects.models import Phase, Project
from folkmoot.projects.services.saving import Act, Desk, apply, existing
from folkmoot.projects.services.texts import clean_all
from folkmoot.tenants.interfaces import Site

MINUTE = datetime.timedelta(minutes=1)
"""Forms show whole minutes: a smaller difference is none."""


def save_phase(db: Session, act: Act, project_id: uuid.UUID, draft: PhaseDraft, phase_id: uuid.UUID | None) -> Phase:
    """Create or change a phase; raises Unacceptable with everything that is wrong."""
    project = existing(db, Project, project_id)
    phase = existing(db, Phase, phase_id) if phase_id else None
    if phase is not None and phase.project_id != project.id:
        raise LookupError("no such phase")
    others = [other for other in _phases(db, project.id) if phase is None or other.id != phase.id]
    settings, problems = _settings(act.desk, draft)
    problems += [*_title(draft), *_dates(draft, others, act.site), *_method(db, act.desk, phase, draft)]
    problems += [*_longer_in_sunset(act.desk, phase, draft), *_frozen(db, act.desk, phase, draft, settings)]
    if problems:
        raise Unacceptable(problems)
    return _write(db, act, project, phase, draft, settings)


def _write(
    db: Session, act: Act, project: Project, phase: Phase | None, draft: PhaseDraft, settings: dict[str, Any]
) -> Phase:
    made = phase is None
    if phase is None:
        phase = Phase(project_id=project.id)
        db.add(phase)
    values = {
        "method": draft.method, "title": dict(draft.title), "description": clean_all(draft.description),
        "opens_at": draft.opens_at, "closes_at": draft.closes_at, "settings": settings,
    }  # fmt: skip
    changed = apply(phase, values)
    _rearm(phase, act.now)
    db.flush()
    if made or changed:
        details = {
            "fields": sorted(changed), "project": str(project.id), "method": draft.method,
            "opens_at": draft.opens_at.isoformat(), "closes_at": draft.closes_at and draft.closes_at.isoformat(),
        }  # fmt: skip
        act.record(db, "phase.created" if made else "phase.changed", "phase", phase.id, details)
    return phase


def move_end(db: Session, act: Act, phase_id: uuid.UUID, closes_at: datetime.datetime | None) -> Phase:
    """Let a phase end at another moment, whatever its method has frozen: it is the method that asks."""
    phase = existing(db, Phase, phase_id)
    others = [other for other in _phases(db, phase.project_id) if other.id != phase.id]
    draft = PhaseDraft(phase.method, phase.title, phase.opens_at, closes_at)
    problems = [*_dates(draft, others, act.site), *_longer_in_sunset(act.desk, phase, draft)]
    if problems:
        raise Unacceptable(problems)
    before, phase.closes_at = phase.closes_at, closes_at
    _rearm(phase, act.now)
    db.flush()
    moments = {"before": before and before.isoformat(), "closes_at": closes_at and closes_at.isoformat()}
    act.record(db, "phase.end_moved", "phase", phase.id, {"project": str(phase.project_id), **moments})
    return phase


def _rearm(phase: Phase, now: datetime.datetime) -> None:
    """A phase moved into the future opens or closes once more, so the job must do its work again."""
    if phase.opens_at > now:
        phase.opened_at = None
    if phase.closes_at is None or phase.closes_at > now:
        phase.closed_at = None


def _phases(db: Session, project_id: uuid.UUID) -> Sequence[Phase]:
    return db.scalars(select(Phase).where(Phase.project_id == project_id).order_by(Phase.opens_at, Phase.id)).all()


def _title(draft: PhaseDraft) -> Iterable[Problem]:
    if not any(text.strip() for text in draft.title.values()):
        yield Problem("title-missing", "title", _("Please give the phase a title."))


def _dates(draft: PhaseDraft, others: Sequence[Phase], site: Site) -> Iterable[Problem]:
    """A phase closes after it opens. Phases may overlap, but only the last one may lack an end."""
    if draft.closes_at is not None:
        if draft.closes_at <= draft.opens_at:
            yield Problem("closes-before-opening", "closes_at", _("A phase must close after it opens."))
    elif any(other.opens_at > draft.opens_at for other in others):
        yield Problem("end-missing", "closes_at", _("Only the last phase may have no end. Please give a closing date."))
    for other in others:
        if other.closes_at is None and other.opens_at < draft.opens_at:
            title = site.text(other.title, site.default_locale)
            sentence = _("“%(title)s” has no end. Give it a closing date before you add a phase after it.")
            yield Problem("earlier-phase-endless", "opens_at", sentence, (("title", title),))


def _method(db: Session, desk: Desk, phase: Phase | None, draft: PhaseDraft) -> Iterable[Problem]:
    if phase is not None and phase.method == draft.method:
        return
    plugin_id = desk.plugins.method_plugin.get(draft.method, "")
    if desk.plugins.method(draft.method) is None:
        yield Problem("method-absent", "method", _("This kind of phase isn't active on this platform."))
    elif desk.modes.get(plugin_id) is Mode.SUNSET:
        sentence = _("The licence of this module has ended: running phases go on, new ones can't begin.")
        yield Problem("module-sunset", "method", sentence)
    if phase is not None and _used(db, phase.id):
        sentence = _("People have taken part already, so the kind of this phase can't change any more.")
        yield Problem("method-locked", "method", sentence)


def _longer_in_sunset(desk: Desk, phase: Phase | None, draft: PhaseDraft) -> Iterable[Problem]:
    """While a module is in sunset its phases may end earlier than planned, never begin anew or go on for longer."""
    if phase is None or desk.modes.get(desk.plugins.method_plugin.get(phase.method, "")) is not Mode.SUNSET:
        return
    sentence = _("The licence of this module has ended: the phase can't be moved or go on for longer.")
    if abs(draft.opens_at - phase.opens_at) >= MINUTE:
        yield Problem("module-sunset", "opens_at", sentence)
    if phase.closes_at is not None and (draft.closes_at is None or draft.closes_at >= phase.closes_at + MINUTE):
        yield Problem("module-sunset", "closes_at", sentence)


def frozen(db: Session, desk: Desk, phase: Phase) -> bool:
    """Whether the phase's method has fixed everything but its texts."""
    method = desk.plugins.method(phase.method)
    return bool(method is not None and method.frozen(db, phase.id))


def _frozen(
    db: Session, desk: Desk, phase: Phase | None, draft: PhaseDraft, settings: dict[str, Any]
) -> Iterable[Problem]:
    if phase is None or not frozen(db, desk, phase):
        return
    sentence = _("People are voting by what was published when this phase opened, so this can't be changed any more.")
    if draft.method != phase.method:
        yield Problem("phase-frozen", "method", sentence)
    if abs(draft.opens_at - phase.opens_at) >= MINUTE:
        yield Problem("phase-frozen", "opens_at", sentence)
    if _other_end(phase.closes_at, draft.closes_at):
        yield Problem("phase-frozen", "closes_at", sentence)
    if settings != phase.settings:
        yield Problem("phase-frozen", "settings", sentence)


def _other_end(before: datetime.datetime | None, after: datetime.datetime | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(after - before) >= MINUTE


def _used(db: Session, phase_id: uuid.UUID) -> bool:
    return db.scalar(select(Contribution.id).where(Contribution.phase_id == phase_id).limit(1)) is not None


def _settings(desk: Desk, draft: PhaseDraft) -> tuple[dict[str, Any], list[Problem]]:
    """The settings in the method's own shape; those of an absent module are kept as they are."""
    method = desk.plugins.method(draft.method)
    if method is None:
        return dict(draft.settings), []
    try:
        return method.Settings.model_validate(dict(draft.settings)).model_dump(mode="json"), []
    except ValidationError as error:
        return {}, [_settings_problem(fault) for fault in error.errors(include_input=False, include_context=False)]


def _settings_problem(fault: Any) -> Problem:
    field = ".".join(str(part) for part in fault["loc"])
    values = (("field", field), ("reason", str(fault["msg"])))
    return Problem("settings-invalid", f"settings.{field}", _("%(field)s: %(reason)s"), values)


def delete_phase(db: Session, desk: Desk, phase_id: uuid.UUID, actor_id: uuid.UUID | None) -> None:
    """Delete a phase that nobody has contributed to."""
    phase = existing(db, Phase, phase_id)
    if _used(db, phase.id):
        sentence = _("This phase holds contributions. Archive the project instead of deleting what people wrote.")
        raise Unacceptable([Problem("phase-used", "", sentence)])
    if frozen(db, desk, phase):
        sentence = _("A vote has begun in this phase. Archive the project instead of deleting it.")
        raise Unacceptable([Problem("phase-frozen", "", sentence)])
    details = {"project": str(phase.project_id), "method": phase.method}
    db.delete(phase)
    db.flush()
    desk.audit.record(db, actor_id, "phase.deleted", "phase", phase_id, details)
