# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the commands about licences answer: one JSON value for programs, sentences for people."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from folkmoot.cli.output import give_json, say

if TYPE_CHECKING:
    from folkmoot.licences.examining import Change, Examination
    from folkmoot_licensing import Verdict

DONE, NO = 0, 1


@dataclass(frozen=True)
class Answer:
    """Whether something was done with a licence, why not, and what it changes.

    verb: installed or removed. reason: code and sentence of a refusal that came before any examination.
    """

    verb: str
    done: bool
    examination: "Examination | None" = None
    reason: tuple[str, str] | None = None
    changes: "Iterable[Change]" = ()
    dry_run: bool = False

    def give(self, *, as_json: bool) -> int:
        """Say it; returns the exit code."""
        code, message = self._refusal()
        if as_json:
            give_json(self._value(code, message))
        for line in self._lines(message):
            say(line)
        return NO if code else DONE

    def _refusal(self) -> tuple[str | None, str]:
        if self.reason is not None:
            return self.reason
        found = self.examination
        if found is None or self.done or (self.dry_run and (self.verb == "removed" or found.acceptable)):
            return None, f"It would be {self.verb}." if self.dry_run else f"It is {self.verb}."
        problems = found.objections or found.left_out
        if not problems:
            return "encoding", "There is no licence in this file."
        return problems[0].code, problems[0].sentence

    def _value(self, code: str | None, message: str) -> dict[str, Any]:
        verdicts = self.examination.verdicts if self.examination else ()
        return {
            self.verb: self.done, "code": code, "message": message,
            "licences": [verdict_value(one) for one in verdicts],
            "changes": [change_value(one) for one in self.changes],
        }  # fmt: skip

    def _lines(self, message: str) -> Iterator[str]:
        yield message
        for change in self.changes:
            until = f" until {day(change.until)}" if change.until is not None else ""
            yield f"  {change.site.slug}: {change.plugin.id} {change.before} -> {change.after}{until}"
        for left in self.examination.left_out if self.examination and self.done else ():
            yield left.sentence


def verdict_value(verdict: "Verdict") -> dict[str, Any]:
    """A verdict as `folkmoot-licensing verify` prints it."""
    found = verdict.licence
    known: dict[str, Any] = {"jti": None, "namespace": None, "edition": None, "modules": [], "not_after": None}
    if found is not None:
        known = {"jti": found.jti, "namespace": found.namespace, "edition": found.edition,
                 "modules": list(found.modules), "not_after": found.exp}  # fmt: skip
    return {"counts": verdict.counts, "state": verdict.state, "code": verdict.code, **known}


def change_value(change: "Change") -> dict[str, Any]:
    """A change of one module on one site."""
    return {"tenant": change.site.slug, "module": change.plugin.id, "before": str(change.before),
            "after": str(change.after), "until": change.until}  # fmt: skip


def day(seconds: int | None) -> str:
    """A moment as people at a terminal read it, in universal time."""
    return "" if seconds is None else f"{datetime.datetime.fromtimestamp(seconds, datetime.UTC):%Y-%m-%d %H:%M} UTC"


def standing_of(one: Mapping[str, Any]) -> str:
    """State of a listed licence, or the code for which it is refused."""
    return str(one["state"] or f"refused: {one['code']}")


def about(one: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A listed licence as rows of a table."""
    return [(name.replace("_", " "), _text(value)) for name, value in one.items() if value not in (None, "", [])]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
