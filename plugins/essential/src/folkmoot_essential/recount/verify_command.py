# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""folkmoot verify-count"""

import json
import re
from pathlib import Path

import click

from folkmoot_essential.counting.amounts import money
from folkmoot_essential.ledger.bundle.archive import MOST_ZIPPED
from folkmoot_essential.ledger.bundle.verdict import Exit, Verdict
from folkmoot_essential.ledger.bundle.verifying import verify
from folkmoot_essential.ledger.contests import Result

MEANINGS = {
    Exit.AGREES: "The recount agrees, and it is anchored.",
    Exit.DIFFERS: "The recount differs from what was published.",
    Exit.NOT_ANCHORED: "The recount agrees; it isn't anchored.",
    Exit.BROKEN: "The bundle isn't as it was signed: something in it was altered, or it is another one.",
    Exit.LOG_AND_BOX: "The box of ballots and the log of casting disagree.",
    Exit.UNKNOWN_RULE: "This program doesn't know the rule by which the vote was counted.",
}
NOT_ANCHORED = (
    "Everything in the bundle fits together. But anybody could make such a bundle with a key of their own: what shows "
    "that it is the town's is the fingerprint of a head that somebody kept while voting was open (--expect-head), or "
    "the key that the town made known at the opening (--expect-key)."
)
UNABLE = (
    "This bundle can't be recounted by the public: only totals are published, and the rule needs the ballots. Nothing "
    "that was checked is wrong; whether the totals give the published winners isn't shown by it."
)
CANNOT_COUNT = "The recount can't be made."
HEX = re.compile(r"[0-9a-f]{64}")


def fingerprint(context: click.Context, parameter: click.Parameter, given: str | None) -> str:
    """64 hex digits as people copy them: capitals, spaces and colons don't matter."""
    if given is None:
        return ""
    text = re.sub(r"[\s:]", "", given).lower()
    if not HEX.fullmatch(text):
        raise click.BadParameter("It has 64 digits of 0-9 and a-f.")
    return text


@click.command("verify-count")
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--expect-head", callback=fingerprint, metavar="HEX", help="The fingerprint of a head that you kept.")
@click.option("--expect-key", callback=fingerprint, metavar="HEX", help="The public key of the vote.")
@click.option("--json", "as_json", is_flag=True, help="Give one JSON value.")
def verify_count(bundle: Path, expect_head: str, expect_key: str, as_json: bool) -> None:
    """Check what a town published of a vote (BUNDLE, a zip), and count it again. Needs no database and no network.

    Ends with 0 when the recount agrees and what you expect is in it, 3 when it agrees and nothing was expected, 1 when
    the recount differs or can't be made (it says which), 4 when a signature or a hash is wrong, 5 when box and log
    disagree, 6 for an unknown rule.
    """
    try:
        with bundle.open("rb") as file:
            data = file.read(MOST_ZIPPED + 1)
    except OSError as error:
        raise click.UsageError(f"{bundle} can't be read: {error.strerror}.") from None
    verdict = verify(data, expect_head, expect_key)
    click.echo(json.dumps(verdict.as_json(), ensure_ascii=False, indent=2) if as_json else told(verdict))
    raise click.exceptions.Exit(int(verdict.exit))


def told(verdict: Verdict) -> str:
    """The verdict in sentences, one a line."""
    lines = [f"{_title(verdict)}", ""] if verdict.about else []
    lines += [f"  ok      {shows}" for _, shows in verdict.checks]
    lines += [f"  {'can not' if verdict.unable else 'NOT OK '} {one.message}" for one in verdict.findings]
    if verdict.more:
        lines.append(f"  NOT OK  and {verdict.more} more of this kind")
    for result in verdict.results:
        lines += ["", *_winners(result)]
    lines += ["", _meaning(verdict)]
    fits = verdict.exit in (Exit.AGREES, Exit.NOT_ANCHORED) or verdict.unable
    if fits and verdict.anchor is None and not verdict.key_expected:
        lines.append(NOT_ANCHORED)
    if fits and verdict.last is not None:
        lines += [*_anchors(verdict), f"Key of the vote: {verdict.last.key}",
                  f"Fingerprint of its last head: {verdict.last.fingerprint}"]  # fmt: skip
    return "\n".join(map(_plain, lines))


def _meaning(verdict: Verdict) -> str:
    """What it comes to: a recount that can't be made isn't one that differs."""
    if verdict.unable:
        return UNABLE
    return CANNOT_COUNT if [one.code for one in verdict.findings] == ["cannot-count"] else MEANINGS[verdict.exit]


def _plain(line: str) -> str:
    """A line without what steers a terminal: texts of a bundle are a stranger's."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


def _title(verdict: Verdict) -> str:
    about = verdict.about
    return f"{about['town']}: {next(iter(about['title'].values()), about['election'])}"


def _anchors(verdict: Verdict) -> list[str]:
    lines = ["The key is the one that you expected."] if verdict.key_expected else []
    head = verdict.anchor
    if head is not None:
        lines.append(
            f"The head that you expected is number {head.number}, of {head.at}: the log of then, {head.size} entries, "
            "is the beginning of the published one."
        )
    if head is not None and head.state == "open":
        lines.append("Voting was still open then: for what came later, it is the same key that vouches.")
    return lines


def _winners(result: Result) -> list[str]:
    election, costs = result.election, {one.id: one for one in result.election.projects}
    title = next(iter(result.contest.title.values()), result.contest.id)
    lines = [f"{title}:"]
    for number, winner in enumerate(result.outcome.winners, start=1):
        cost = f"  {money(costs[winner].cost, election.unit)} {election.currency}" if election.budget else ""
        lines.append(f"  {number:>3}. {winner}  {costs[winner].name}{cost}".rstrip())
    spent, budget = money(result.outcome.spent, election.unit), money(election.budget, election.unit)
    return [*lines, f"  spent {spent} of {budget} {election.currency}".rstrip()] if election.budget else lines
