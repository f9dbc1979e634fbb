# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a verification comes to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from folkmoot_essential.ledger.contests import Result
from folkmoot_essential.ledger.heads import Head

MOST_TOLD = 50


class Exit(IntEnum):
    """How the command ends."""

    AGREES = 0
    DIFFERS = 1
    NOT_ANCHORED = 3
    BROKEN = 4
    LOG_AND_BOX = 5
    UNKNOWN_RULE = 6


WORDS = {
    Exit.AGREES: "agrees", Exit.DIFFERS: "recount-differs", Exit.NOT_ANCHORED: "agrees-not-anchored",
    Exit.BROKEN: "signature-or-hash-bad", Exit.LOG_AND_BOX: "box-and-log-disagree", Exit.UNKNOWN_RULE: "unknown-rule",
}  # fmt: skip


NO_RECOUNT = "no-recount"
"""What nobody can recount with this bundle alone. It ends like a recount that differs, and says something else."""


@dataclass(frozen=True)
class Finding:
    """One thing that isn't as it must be. file: where, if it is one file's."""

    code: str
    message: str
    file: str = ""


@dataclass
class Verdict:
    """How a bundle was judged. checks: the steps that were passed, by name, with what each has shown."""

    exit: Exit = Exit.NOT_ANCHORED
    findings: list[Finding] = field(default_factory=list)
    more: int = 0
    checks: list[tuple[str, str]] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    last: Head | None = None
    anchor: Head | None = None
    key_expected: bool = False
    about: dict[str, Any] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The exit's name; `not-recountable` where only totals are published and the rule needs the ballots."""
        return "not-recountable" if self.unable else WORDS[self.exit]

    @property
    def unable(self) -> bool:
        """Whether nothing is wrong and nobody can recount: the ballots are with an auditor, or with nobody."""
        return [one.code for one in self.findings] == [NO_RECOUNT]

    def as_json(self) -> dict[str, Any]:
        """As the command gives it."""
        contests = [
            {"id": one.contest.id, "winners": list(one.outcome.winners), "spent": str(one.outcome.spent),
             "ties": [tie.as_json() for tie in one.outcome.ties]}
            for one in self.results
        ]  # fmt: skip
        findings = [{"code": one.code, "file": one.file, "message": one.message} for one in self.findings]
        return {
            "exit": int(self.exit), "verdict": self.word, "anchored": self.exit is Exit.AGREES, **self.about,
            "last_head": self.last.fingerprint if self.last else None,
            "anchor": self.anchor.number if self.anchor else None,
            "checks": [{"name": name, "shows": shows} for name, shows in self.checks],
            "findings": findings, "more_findings": self.more, "contests": contests,
        }  # fmt: skip


class Stopped(Exception):
    """A step found something: what comes after it would mean nothing."""


class Step:
    """One step of the verification: it collects what isn't as it must be. shows: what it means that it was passed."""

    def __init__(self) -> None:
        self.shows = ""
        self.findings: list[Finding] = []
        self.more = 0

    def wrong(self, code: str, message: str, file: str = "") -> None:
        """Note a finding; after fifty only their number."""
        if len(self.findings) < MOST_TOLD:
            self.findings.append(Finding(code, message[:500], file))
        else:
            self.more += 1

    def stop(self, code: str, message: str, file: str = "") -> Stopped:
        """Note a finding that leaves nothing to go on with: to be raised."""
        self.wrong(code, message, file)
        return Stopped()


@contextmanager
def step(verdict: Verdict, code: Exit, name: str) -> Iterator[Step]:
    """Do one step; raises Stopped after one that found something, with the verdict settled."""
    here = Step()
    try:
        yield here
    except Stopped:
        if not here.findings:
            raise
    if here.findings:
        verdict.exit, verdict.findings, verdict.more = code, here.findings, here.more
        raise Stopped
    verdict.checks.append((name, here.shows))
