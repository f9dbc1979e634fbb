# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Judging a published bundle, in the order of docs/recount-bundle.md; it trusts nothing that the bundle says."""

from folkmoot_essential.ledger.bundle import agreeing, recounting, signing
from folkmoot_essential.ledger.bundle.files import Channels
from folkmoot_essential.ledger.bundle.reading import Published, read
from folkmoot_essential.ledger.bundle.verdict import Exit, Stopped, Verdict, step


def verify(data: bytes, expect_head: str = "", expect_key: str = "") -> Verdict:
    """Judge a zip. expect_head: the fingerprint of a head that somebody kept; expect_key: the election's key.

    Both are hex in lower case, from elsewhere than the bundle. Never raises for what the zip holds.
    """
    verdict = Verdict()
    try:
        _steps(verdict, data, expect_head, expect_key)
    except Stopped:
        return verdict
    anchored = verdict.anchor is not None or verdict.key_expected
    verdict.exit = Exit.AGREES if anchored else Exit.NOT_ANCHORED
    return verdict


def _steps(verdict: Verdict, data: bytes, expect_head: str, expect_key: str) -> None:
    with step(verdict, Exit.BROKEN, "files") as here:
        published = read(data, here)
        here.shows = f"The zip is whole: all {len(published.manifest.files)} files are as the manifest describes them."
    _introduce(verdict, published)
    with step(verdict, Exit.BROKEN, "signatures") as here:
        signing.check(published, here)
        verdict.anchor = signing.anchor(published, expect_head, expect_key, here)
        verdict.key_expected = bool(expect_key)
        here.shows = (
            f"The manifest and {len(published.heads)} heads of the log are signed by the same key; the log has grown "
            "from head to head without a change, and rule, options and limits are those of the opening."
        )
    with step(verdict, Exit.LOG_AND_BOX, "log") as here:
        agreeing.check(published, here)
        here.shows = _counted(published)
    with step(verdict, Exit.DIFFERS, "ballots") as here:
        recounting.check_ballots(published, here)
        here.shows = (
            "Every ballot is valid under the limits of the vote."
            if published.manifest.level != "L0"
            else "Only totals are published (level L0), so there is no ballot to look at."
        )
    with step(verdict, Exit.UNKNOWN_RULE, "rule") as here:
        rule = recounting.known_rule(published, here)
        here.shows = f"The rule {rule.method.name}, version {rule.method.version}, is known to this program."
    with step(verdict, Exit.DIFFERS, "recount") as here:
        verdict.results = recounting.recount(published, rule, here)
        recounting.compare(published, verdict.results, here)
        here.shows = "The recount gives the published winners, amounts, ties and steps."


def _counted(published: Published) -> str:
    counts = published.electorate
    revoked, by = sum(counts.revoked.values()), counts.voted
    cast = f"{by.web} cast on the web and {by.paper} on paper" if isinstance(by, Channels) else f"{by} cast"
    return (
        f"{counts.cast} ballots count, as many as the log of casting has in force: {cast}, {revoked} revoked; "
        f"{counts.changed} were replaced by a newer one of the same voter."
    )


def _introduce(verdict: Verdict, published: Published) -> None:
    verdict.last = published.heads[-1].head if published.heads else None
    manifest = published.manifest
    verdict.about = {
        "election": manifest.election, "town": manifest.town, "title": manifest.title, "level": manifest.level,
        "key": manifest.key, "ballots": published.electorate.cast, "heads": len(published.heads),
        "log": len(published.log),
    }  # fmt: skip
