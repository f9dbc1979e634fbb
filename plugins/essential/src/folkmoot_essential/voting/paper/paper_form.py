# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a clerk types of a paper: its number, whose it is, and what it says; nothing typed is lost."""

from dataclasses import dataclass, field

from pyramid.request import Request

from folkmoot.hookspecs.methods import Who
from folkmoot.i18n import mark as _
from folkmoot.interfaces import IVerifications
from folkmoot_essential.ledger.ballots import Ballot
from folkmoot_essential.ledger.limits import BallotProblem
from folkmoot_essential.voting.ballot import booth
from folkmoot_essential.voting.ballot.booth import ACTION, Sent, Typed
from folkmoot_essential.voting.context import VotingContext
from folkmoot_essential.voting.paper import paper_typed
from folkmoot_essential.voting.paper.paper import SPOILT, Holder, Said
from folkmoot_essential.voting.paper.paper_numbers import NoNumber, PaperNumber, number_of
from folkmoot_essential.voting.paper.paper_typed import NotNumbers
from folkmoot_essential.voting.settings import Districts

SAYS = ("ballot", "blank", "spoilt")
FIELDS = ("batch", "serial", "holder", "district", "says", "spoilt", "numbers")
LONGEST = {"numbers": 2000}
"""Of a field in characters, where it isn't 200."""
SENTENCES = {
    "batch": _("Enter the batch as it stands on the paper: at most 12 letters and digits."),
    "serial": _("Enter the number as it stands on the paper: digits only."),
    "holder": _("Nobody on the voter roll has this reference, code or number."),
    "district": _("The voter roll says that this person votes in another district."),
    "says": _("Say whether the paper is filled in, is blank, or can't be counted."),
    "spoilt": _("Say why the paper can't be counted."),
    "numbers": _(
        "“%(part)s” can't be used here: enter the numbers of options as they stand on the paper, each once, in the way "
        "that is shown."
    ),
    "numbers-both": _("What you typed as numbers isn't what you chose in the list. Use one of them."),
    "not-blank": _("Something is chosen, though you say that the paper is blank or can't be counted."),
}
WHY = {
    "unclear": _("It isn't clear what is chosen"),
    "against-the-rules": _("More or less is chosen than the rules allow"),
    "marked": _("A name or a sign says whose it is"), "not-official": _("It isn't a paper of the town"),
    "second-paper": _("Another paper of the same person is in the box"),
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A form of a paper as it was sent. errors: field and code; problems: what is wrong with the ballot on it."""

    values: dict[str, str]
    typed: Typed
    number: PaperNumber | None
    said: Said | None
    errors: list[tuple[str, str]] = field(default_factory=list)
    problems: list[BallotProblem] = field(default_factory=list)


def asks_holder(context: VotingContext) -> bool:
    """Whether a voter roll knows who votes here."""
    rule = context.phase.rules.get(ACTION)
    return rule is not None and rule.who is Who.VERIFIED


def blank(context: VotingContext) -> Sheet:
    """An empty form; batch and number as the address proposes them."""
    proposed = {name: str(context.request.GET.get(name, ""))[:200] for name in ("batch", "serial")}
    return Sheet({**dict.fromkeys(FIELDS, ""), **proposed, "says": "ballot"}, {}, None, None)


def sheet(context: VotingContext, number: PaperNumber | None = None) -> Sheet:
    """What was sent. number: the paper's, where it isn't asked."""
    request = context.request
    values = {name: str(request.POST.get(name, ""))[: LONGEST.get(name, 200)].strip() for name in FIELDS}
    listed = booth.sent(request, context.settings.form, list(context.options))
    found = Sheet(values, listed.typed, None, None)
    sent = _chosen(context, found, listed)
    number = number or _number(found)
    holder = _holder(context, found)
    ballot = _ballot(found, sent.ballot, sent.problems)
    if ballot is not None and holder is not None and not _may_vote_there(context, holder, ballot):
        found.errors.append(("district", "district"))
    if found.errors or found.problems:
        return found
    reason = values["spoilt"] if ballot is None else ""
    said = Said(ballot, reason, None if ballot is None else holder)
    return Sheet(values, listed.typed, number, said)


def _chosen(context: VotingContext, found: Sheet, listed: Sent) -> Sent:
    """What is chosen by numbers, or in the list; one of them is enough, and both have to say the same."""
    form, options = context.settings.form, list(context.options)
    try:
        typed = paper_typed.typed_of(found.values["numbers"], form, options)
    except NotNumbers:
        found.errors.append(("numbers", "numbers"))
        return Sent(listed.typed, listed.ballot, [])  # what is chosen isn't known, so nothing is said of it
    if not typed or typed == listed.typed:
        return listed
    if listed.typed:
        found.errors.append(("numbers", "numbers-both"))
    return booth.read(form, typed, {one.key: one.contest for one in options}, listed.ballot.district)


def _number(found: Sheet) -> PaperNumber | None:
    try:
        return number_of(found.values["batch"], found.values["serial"])
    except NoNumber as error:
        found.errors.append((error.code, error.code))
        return None


def _holder(context: VotingContext, found: Sheet) -> Holder | None:
    """Who the roll says shows this reference; nothing where none was typed, or no roll knows who votes."""
    request: Request = context.request
    shown = found.values["holder"]
    if not shown or not asks_holder(context):
        return None
    known = request.find_service(IVerifications).lookup(request.db, context.phase, shown)
    if known is None:
        found.errors.append(("holder", "holder"))
        return None
    return Holder(known.token.hex(), known.district, known.label)


def _may_vote_there(context: VotingContext, holder: Holder, ballot: Ballot) -> bool:
    """Where the roll says who votes in which district, the paper has to be of that one."""
    return context.election is None or context.election.district_by != Districts.ROLL or (
        ballot.district == holder.district
    )  # fmt: skip


def _ballot(found: Sheet, ballot: Ballot, problems: list[BallotProblem]) -> Ballot | None:
    """What the paper says; None where it can't be counted."""
    says = found.values["says"]
    if says == "ballot":
        found.problems.extend(problems)
        return ballot
    if says not in SAYS:
        found.errors.append(("says", "says"))
    elif found.typed or found.values["numbers"]:
        found.errors.append(("says", "not-blank"))
    elif says == "spoilt" and found.values["spoilt"] not in SPOILT:
        found.errors.append(("spoilt", "spoilt"))
    return ballot if says == "blank" else None
