# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a voter may keep: proof that this ballot was taken (docs/recount-bundle.md, Secrets and commitments)."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from folkmoot_essential.ledger import canonical
from folkmoot_essential.ledger.ballots import Ballot, NotABallot, commitment, tracker
from folkmoot_essential.ledger.keys import ElectionKeys, signed_by
from folkmoot_essential.ledger.log import Standing
from folkmoot_essential.ledger.shapes import Hash, Identifier, Shape, Signature, WrongShape

FORMAT: Literal["folkmoot-receipt/1"] = "folkmoot-receipt/1"


class Receipt(Shape):
    """A receipt as a file has it."""

    format: Literal["folkmoot-receipt/1"]
    election: Identifier
    key: Hash
    secret: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    ballot: dict[str, Any]
    commitment: Hash
    signature: Signature

    def data(self) -> bytes:
        """The file's bytes: canonical JSON."""
        return canonical.write(self.as_json())


@dataclass(frozen=True)
class Finding:
    """What a receipt shows. code: `genuine`, `forged`, `other-election`, `absent` (from the log), `in-log` (place),
    `replaced` (later by the voter), `revoked` (with its reason), `in-box`, `not-in-box`, `other-in-box`."""

    code: str
    place: int = 0
    reason: str = ""


def make(keys: ElectionKeys, election: str, secret: bytes, ballot: Ballot) -> Receipt:
    """The receipt of a ballot that was cast."""
    commits = commitment(secret, ballot)
    return Receipt(
        format=FORMAT,
        election=election,
        key=keys.public,
        secret=secret.hex(),
        ballot=ballot.as_json(),
        commitment=commits,
        signature=keys.sign(_message(election, commits)),
    )


def read(data: bytes) -> Receipt:
    """A receipt as somebody brings it; spaces and line ends around it don't matter. Raises WrongShape."""
    try:
        return Receipt.of_json(canonical.read(data.strip()))
    except canonical.NotCanonical as error:
        raise WrongShape(f"This isn't a receipt: {error}") from None


def check(
    receipt: Receipt, election: str, key: str, standing: Standing, box: dict[str, Ballot] | None = None
) -> list[Finding]:
    """What a receipt shows of an election with this key and log; box: by tracker, where it was published so."""
    if receipt.election != election:
        return [Finding("other-election")]
    ballot = genuine(receipt, key)
    if ballot is None:
        return [Finding("forged")]
    found = [Finding("genuine"), *_in_log(receipt.commitment, standing)]
    if box is not None and receipt.commitment in standing.in_force:
        published = box.get(tracker(bytes.fromhex(receipt.secret)))
        code = "not-in-box" if published is None else "in-box" if published == ballot else "other-in-box"
        found.append(Finding(code))
    return found


def genuine(receipt: Receipt, key: str) -> Ballot | None:
    """The ballot of a receipt that the election's key signed; None if anything of it isn't true."""
    try:
        ballot = Ballot.of_json(receipt.ballot)
    except NotABallot:
        return None
    true = commitment(bytes.fromhex(receipt.secret), ballot) == receipt.commitment and receipt.key == key
    message = _message(receipt.election, receipt.commitment)
    return ballot if true and signed_by(key, receipt.signature, message) else None


def _in_log(commits: str, standing: Standing) -> list[Finding]:
    if commits not in standing.places:
        return [Finding("absent")]
    found = [Finding("in-log", standing.places[commits])]
    if commits in standing.replaced:
        found.append(Finding("replaced"))
    elif commits in standing.revoked:
        found.append(Finding("revoked", reason=standing.revoked[commits]))
    return found


def _message(election: str, commits: str) -> bytes:
    return f"folkmoot-receipt/1\n{election}\n{commits}".encode()
