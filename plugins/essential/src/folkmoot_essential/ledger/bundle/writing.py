# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""From a vote that is about to be certified to its bundle. The same content and keys give the same bytes."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from folkmoot_essential.counting import Rule
from folkmoot_essential.ledger import canonical, heads, log
from folkmoot_essential.ledger.bundle import archive, pabulib
from folkmoot_essential.ledger.bundle.content import About, Content
from folkmoot_essential.ledger.bundle.files import (
    BOX,
    ELECTORATE,
    FORMAT,
    HEADS,
    LOG,
    MANIFEST,
    OPTIONS,
    PAGE,
    README,
    RESULT,
    RULE,
    SEED,
    SIGNATURE,
    TOTALS,
    TRACE,
    VOTE,
    Channels,
    ContestResult,
    Electorate,
    Manifest,
    ResultFile,
    TieFile,
    described,
    pabulib_name,
)
from folkmoot_essential.ledger.contests import Box, Result, count_contests, totals_of
from folkmoot_essential.ledger.keys import ElectionKeys
from folkmoot_essential.ledger.tree import Frontier
from folkmoot_essential.ledger.vote import options_lines

SIGNED = b"folkmoot-recount/1 manifest\n"
"""Of both formats: the manifest itself says which it is."""


def write(content: Content, keys: ElectionKeys, page: bytes = b"", readme: bytes = b"") -> bytes:
    """The zip, with the certified head and the manifest signed. Raises CannotCount, ValueError."""
    counted = count_contests(content.vote, content.options, _one_each(content), content.rule, content.seed.seed or "")
    beside = {name: data for name, data in ((README, readme), (PAGE, page)) if data}
    return archive.pack(seal(files(content, counted), content.about, keys, content.heads) | beside)


def files(content: Content, counted: Sequence[Result]) -> dict[str, bytes]:
    """Every file that the manifest lists but the heads, for they come last. counted: of the whole box."""
    result = ResultFile(contests=tuple(map(_result, counted)), decisions=tuple(content.decisions))
    totals = totals_of(content.vote, content.options, _one_each(content))
    made = {
        RULE: rule_file(content.rule),
        VOTE: canonical.write(content.vote.as_json()),
        OPTIONS: options_lines(content.options),
        ELECTORATE: canonical.write(_electorate(content).as_json()),
        LOG: b"".join(log.leaf(entry) + b"\n" for entry in content.log),
        TOTALS: canonical.write({contest: one.as_json() for contest, one in totals.items()}),
        SEED: canonical.write(content.seed.as_json()),
        RESULT: canonical.write(result.as_json()),
        TRACE: canonical.write_lines(steps(counted)),
    }
    if content.about.level != "L0":
        made[BOX] = canonical.write_lines(_distinct(content) if content.about.level == "L1" else _tracked(content))
        made |= {pabulib_name(one.contest.id): pabulib.file(one, content.rule) for one in counted}
    return made


def steps(counted: Sequence[Result]) -> Iterator[dict[str, object]]:
    """The lines of trace.jsonl; what a step says of nothing has no key in it."""
    for one in counted:
        for step in one.outcome.trace:
            yield {"contest": one.contest.id, "step": {name: said for name, said in step.items() if said is not None}}


def seal(
    made: Mapping[str, bytes], about: About, keys: ElectionKeys, before: Sequence[heads.SignedHead]
) -> dict[str, bytes]:
    """These files with the heads, of which the last certifies them, the manifest and its signature, in their order."""
    frontier = Frontier()
    for line in made[LOG].splitlines():
        frontier.append(line)
    last = heads.following(
        keys, before[-1].head, frontier.size, frontier.root().hex(), about.certified, "certified", content_hash(made)
    )
    whole = dict(made) | {HEADS: canonical.write_lines(one.as_json() for one in (*before, last))}
    manifest = Manifest(
        format=FORMAT,
        election=about.election,
        town=about.town,
        title=dict(about.title),
        opened=about.opened,
        closed=about.closed,
        certified=about.certified,
        level=about.level,
        key=keys.public,
        auditor=about.auditor or None,
        files={name: described(data) for name, data in whole.items()},
    )
    data = canonical.write(manifest.as_json())
    signed = {MANIFEST: data, SIGNATURE: keys.sign(SIGNED + data).encode()}
    return signed | {name: whole[name] for name in sorted(whole)}


def content_hash(made: Mapping[str, bytes]) -> str:
    """What the certified head says of the files: the hash of their hashes by name."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in made.items() if name != HEADS}
    return hashlib.sha256(canonical.write(hashes)).hexdigest()


def rule_file(rule: Rule) -> bytes:
    """rule.json, whose hash is the rule's."""
    return canonical.write(
        {"name": rule.method.name, "version": rule.method.version, "parameters": dict(rule.parameters)}
    )


def _one_each(content: Content) -> Box:
    return [(ballot, 1) for ballot, _ in content.box]


def _tracked(content: Content) -> Iterator[dict[str, object]]:
    for ballot, tracker in sorted(content.box, key=lambda pair: pair[1]):
        yield {"ballot": ballot.as_json(), "t": tracker}


def _distinct(content: Content) -> Iterator[dict[str, object]]:
    counts = Counter(ballot.canonical() for ballot, _ in content.box)
    for line, number in sorted(counts.items()):
        yield {"ballot": canonical.read(line), "n": number}


def _electorate(content: Content) -> Electorate:
    standing = log.replay(content.log)
    return Electorate(
        eligible=content.eligible,
        voted=standing.kinds["cast"] + standing.kinds["paper"],
        channels=None if content.channels is None else Channels(**content.channels),
        cast=len(standing.in_force),
        changed=standing.kinds["change"],
        revoked=dict(standing.reasons),
    )


def _result(one: Result) -> ContestResult:
    return ContestResult(
        id=one.contest.id,
        winners=one.outcome.winners,
        spent=str(one.outcome.spent),
        ties=tuple(
            TieFile(round=tie.round, candidates=tie.candidates, chosen=tie.chosen, by=tie.by)
            for tie in one.outcome.ties
        ),
    )
