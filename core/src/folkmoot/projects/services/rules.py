# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Who may do what, where and when. The rule in force is the phase's own (ActionRule), else its method's default."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session
from zope.interface import implementer

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.audit.services import Audit
from folkmoot.hookspecs.methods import Action, PhaseInfo, Who
from folkmoot.i18n import mark as _
from folkmoot.licences.modes import MODULE_SUNSET
from folkmoot.plugins.manager import Plugins
from folkmoot.projects.interfaces import IActionRules, Problem, ProjectPhase, Rule, RuleRow, Unacceptable
from folkmoot.projects.models import ActionRule
from folkmoot.projects.services import reasons, sunset
from folkmoot.projects.services.verifications import Verifications
from folkmoot.security.refusals import Refusal

FROZEN = _("People are voting by what was published when this phase opened, so this can't be changed any more.")


@implementer(IActionRules)
class ActionRules:
    """The rules of one composition; its methods name the actions."""

    def __init__(self, plugins: Plugins, audit: Any = None) -> None:
        self.plugins = plugins
        self._audit = audit or Audit()
        self._verifications = Verifications(plugins)

    def refusal(
        self, db: Session, account: CurrentAccount | None, phase: PhaseInfo, action: str, now: datetime.datetime
    ) -> Refusal | None:
        """The first reason that stands against it: the thing itself, then its time, then the person."""
        return (
            self._thing(phase, action)
            or self._time(phase, action, now)
            or self._person(db, account, phase, self.rule(db, phase, action), now)
        )

    def _thing(self, phase: PhaseInfo, action: str) -> Refusal | None:
        if not phase.project_published:
            return reasons.PROJECT_NOT_PUBLIC
        if isinstance(phase, ProjectPhase) and phase.project_archived:
            return reasons.PROJECT_ARCHIVED
        if self.plugins.method(phase.method) is None:
            return reasons.MODULE_ABSENT
        if isinstance(phase, ProjectPhase) and phase.sunset == sunset.NEVER:
            return MODULE_SUNSET
        return None if self._action(phase.method, action) else reasons.ACTION_UNKNOWN

    def _time(self, phase: PhaseInfo, action: str, now: datetime.datetime) -> Refusal | None:
        # The clock is asked here once more: a phase may have been read before a long form was filled in.
        if now < phase.opens_at:
            return reasons.not_open_yet(phase)
        if phase.closes_at is not None and now >= phase.closes_at:
            return reasons.closed(self._next(phase, action, now))
        return None

    def _next(self, phase: PhaseInfo, action: str, now: datetime.datetime) -> ProjectPhase | None:
        """Where in this project the action is possible now, or will be next."""
        siblings = phase.siblings if isinstance(phase, ProjectPhase) else ()
        able = [
            other for other in siblings
            if other.id != phase.id and self._action(other.method, action)
            and (other.closes_at is None or other.closes_at > now)
        ]  # fmt: skip
        return min(able, key=lambda other: (other.opens_at, other.number), default=None)

    def _person(
        self, db: Session, account: CurrentAccount | None, phase: PhaseInfo, rule: Rule, now: datetime.datetime
    ) -> Refusal | None:
        if account is None:
            return None if rule.who is Who.EVERYONE else reasons.NOT_SIGNED_IN
        refused = _circle(account, phase, rule)
        if refused is None and rule.who is Who.VERIFIED:
            refused = self._unverified(db, account, phase, now)
        return refused or _blocked(account, now)

    def _unverified(
        self, db: Session, account: CurrentAccount, phase: PhaseInfo, now: datetime.datetime
    ) -> Refusal | None:
        """An account that is verified for a time is so in every phase; a source speaks for this one."""
        if account.verified_until and account.verified_until > now:
            return None
        if self._verifications.of(db, account, phase) is not None:
            return None
        return reasons.not_verified(self._verifications.remedy(db, phase))

    def rule(self, db: Session, phase: PhaseInfo, action: str) -> Rule:
        """The rule in force for an action the phase's method knows."""
        known = self._action(phase.method, action)
        default = Rule(known.default if known else Who.STAFF)
        return self._own_rules(db, phase).get(action, default)

    def _own_rules(self, db: Session, phase: PhaseInfo) -> Mapping[str, Rule]:
        if isinstance(phase, ProjectPhase):
            return phase.rules
        rows = db.scalars(select(ActionRule).where(ActionRule.phase_id == phase.id))
        return {row.action: Rule(Who(row.who), tuple(row.groups)) for row in rows}

    def _action(self, method_id: str, action: str) -> Action | None:
        return next((known for known in self._actions(method_id) if known.id == action), None)

    def _actions(self, method_id: str) -> tuple[Action, ...]:
        method = self.plugins.method(method_id)
        return method.actions if method is not None else ()

    def table(self, db: Session, phase: PhaseInfo) -> list[RuleRow]:
        """Every action of the phase's method, in the method's order."""
        own = self._own_rules(db, phase)
        return [
            RuleRow(action, rule.who, rule.groups, action.id in own)
            for action in self._actions(phase.method)
            for rule in [own.get(action.id, Rule(action.default))]
        ]

    def set(
        self,
        db: Session,
        phase: PhaseInfo,
        action: str,
        who: Who,
        groups: Iterable[uuid.UUID] = (),
        actor_id: uuid.UUID | None = None,
    ) -> None:
        """Say who may; nothing is written or recorded when that is in force already. Raises Unacceptable if frozen."""
        known = self._action(phase.method, action)
        if known is None:
            raise ValueError(f"the method {phase.method} has no action {action}")
        rule = Rule(Who(who), tuple(groups) if who == Who.GROUPS else ())
        before = self.rule(db, phase, action)
        if rule == before:
            return
        method = self.plugins.method(phase.method)
        if method is not None and method.frozen(db, phase.id):
            raise Unacceptable([Problem("phase-frozen", action, FROZEN)])
        self._write(db, phase.id, known, rule)
        details = {"action": action, "who": rule.who, "before": before.who, "groups": [str(g) for g in rule.groups]}
        self._audit.record(db, actor_id, "phase.rule_changed", "phase", phase.id, details)

    @staticmethod
    def _write(db: Session, phase_id: uuid.UUID, action: Action, rule: Rule) -> None:
        if rule == Rule(action.default):
            db.execute(delete(ActionRule).where(ActionRule.phase_id == phase_id, ActionRule.action == action.id))
            return
        values = {"who": str(rule.who), "groups": list(rule.groups)}
        statement = insert(ActionRule).values(phase_id=phase_id, action=action.id, **values)
        key = ["tenant_id", "phase_id", "action"]
        db.execute(statement.on_conflict_do_update(index_elements=key, set_=values))


def _circle(account: CurrentAccount, phase: PhaseInfo, rule: Rule) -> Refusal | None:
    """Whether the person belongs to those the rule names. Every circle but the widest needs a confirmed address.

    Being staff is no way into a circle of verified people or of a group: their ballots and opinions count like others'.
    """
    if rule.who is Who.EVERYONE:
        return None
    if not account.email_confirmed:
        return reasons.EMAIL_NOT_CONFIRMED
    if rule.who is Who.GROUPS and not account.groups & set(rule.groups):
        return reasons.NOT_IN_GROUP
    if rule.who is Who.STAFF and not account.manages(phase.project_id):
        return reasons.STAFF_ONLY
    return None


def _blocked(account: CurrentAccount, now: datetime.datetime) -> Refusal | None:
    return reasons.blocked(account.blocked_until) if account.blocked_until and account.blocked_until > now else None
