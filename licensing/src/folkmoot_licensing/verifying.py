# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""The commands that read a `.lic` file: `verify` and `inspect`."""

import argparse
import json
import sys
import time
from pathlib import Path

from folkmoot_licensing import base64url, canonical
from folkmoot_licensing.assessment import Assessment, assess
from folkmoot_licensing.bundle import MAX_BUNDLE, Block, read_bundle
from folkmoot_licensing.holdings import Place
from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.roots import Roots
from folkmoot_licensing.states import Mode
from folkmoot_licensing.tokens import fingerprint
from folkmoot_licensing.verdicts import Verdict

DONE, NO, USAGE = 0, 1, 2
_ORDER = (Mode.ABSENT, Mode.SUNSET, Mode.OPEN)


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `verify` and `inspect` to the command line."""
    verify = commands.add_parser("verify", help="say as JSON whether a licence counts")
    verify.set_defaults(run=run_verify)
    inspect = commands.add_parser("inspect", help="print what a file claims, verified or not")
    inspect.set_defaults(run=run_inspect)
    for command in (verify, inspect):
        command.add_argument("file", metavar="FILE.lic", type=Path)
        command.add_argument("--roots", type=Path, metavar="FILE", help="other root keys than the shipped ones")
        command.add_argument("--at", type=int, metavar="SECONDS", help="the moment to judge at; now if not given")
        command.add_argument("--host", default="localhost", help="the host to judge for")
        command.add_argument("--deployment", default="", help="the deployment's id")
        command.add_argument("--json", action="store_true", help="the answer is JSON with or without this")


def run_verify(options: argparse.Namespace) -> int:
    """Print exactly one JSON value, whatever the file holds; 0 if a licence counts, 1 if none does, 2 if no file."""
    try:
        blocks, assessment = _judge(options)
    except Refused as refused:
        return _answer(_nothing(refused.code), refused.message, NO)
    except OSError as problem:
        return _answer(_nothing(None), f"{problem.filename}: {problem.strerror}", USAGE)
    for _, code, message in assessment.refused:
        _tell(f"{code}: {message}")
    answer = _report(assessment)
    message = "" if blocks and assessment.verdicts else "The file holds no licence."
    return _answer(answer, message, DONE if answer["counts"] else NO)


def run_inspect(options: argparse.Namespace) -> int:
    """Print each block's header and claims, and plainly whether they are verified; 1 if any isn't."""
    try:
        blocks, assessment = _judge(options)
    except Refused as refused:
        _tell(f"{refused.code}: {refused.message}")
        return NO
    except OSError as problem:
        _tell(f"{problem.filename}: {problem.strerror}")
        return USAGE
    problems = {mark: (code, text) for mark, code, text in assessment.refused}
    problems |= {one.fingerprint: (one.code, one.message) for one in assessment.verdicts
                 if one.licence is None and one.code is not None}
    shown = [_shown(block, problems) for block in blocks]
    sys.stdout.write(json.dumps(shown, indent=2) + "\n")
    return NO if problems else DONE


def _judge(options: argparse.Namespace) -> tuple[tuple[Block, ...], Assessment]:
    roots = Roots.shipped() if options.roots is None else Roots.parse(_read(options.roots))
    blocks = read_bundle(_read(options.file))
    at = int(time.time()) if options.at is None else options.at
    place = Place((options.host.lower(),), options.deployment)
    return blocks, assess((block.token for block in blocks), roots=roots, place=place, at=at)


def _read(path: Path) -> bytes:
    """No more than is enough to see that it's too much."""
    with path.open("rb") as file:
        return file.read(MAX_BUNDLE + 1)


def _answer(answer: dict[str, object], message: str, status: int) -> int:
    sys.stdout.write(json.dumps(answer) + "\n")
    if message:
        _tell(message)
    return status


def _tell(message: str) -> None:
    sys.stderr.write(message + "\n")


def _nothing(code: Code | None) -> dict[str, object]:
    return {"counts": False, "state": None, "code": code, "licences": []}


def _report(assessment: Assessment) -> dict[str, object]:
    """The best licence's answer, or that of the first problem; a bad certificate comes before what it leads to."""
    licences = [_licence(one) for one in assessment.verdicts]
    genuine = [one for one in assessment.verdicts if one.licence is not None]
    if genuine:
        best = max(genuine, key=lambda one: (one.counts, _ORDER.index(one.mode), one.until or 0))
        return {"counts": best.counts, "state": best.state, "code": best.code, "licences": licences}
    problems = [code for _, code, _ in assessment.refused] + [one.code for one in assessment.verdicts if one.code]
    return _nothing(problems[0] if problems else None) | {"licences": licences}


def _licence(verdict: Verdict) -> dict[str, object]:
    licence = verdict.licence
    known: dict[str, object] = {"jti": None, "namespace": None, "edition": None, "modules": [], "not_after": None}
    if licence is not None:
        known = {"jti": licence.jti, "namespace": licence.namespace, "edition": licence.edition,
                 "modules": list(licence.modules), "not_after": licence.exp}
    return {"counts": verdict.counts, "state": verdict.state, "code": verdict.code, **known}


def _shown(block: Block, problems: dict[str, tuple[Code, str]]) -> dict[str, object]:
    mark = fingerprint(block.token)
    problem = problems.get(mark)
    note = "verified" if problem is None else f"NOT VERIFIED, believe none of it: {problem[0]}: {problem[1]}"
    parts = [_claims(part) for part in block.token.split(".")[:2]]
    return {"block": block.label, "fingerprint": mark, "verified": problem is None, "note": note, "parts": parts}


def _claims(segment: str) -> object:
    try:
        return canonical.parse(base64url.decode(segment.encode()))
    except (Refused, ValueError):
        return None
