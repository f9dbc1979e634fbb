# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What the pages about licences show, and what their form sends."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from folkmoot.admin import labels_licences as labels
from folkmoot.admin.cards import UNTIL, moment, title_of
from folkmoot.admin.labels import EDITIONS as EDITION_NAMES
from folkmoot.admin.services.licences import HeldLicence, held, offers_demonstration
from folkmoot.demo.licences import EDITIONS, demonstration_licence
from folkmoot.i18n import mark as _
from folkmoot.licences.examining import Change, Examination, Objection, objection
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.limits import usage
from folkmoot.web.forms import UploadedFile
from folkmoot_licensing import Refused, read_bundle, write_bundle

SHOWN_AGAIN = 100_000
"""Longer text isn't put back into the form: no licence that anybody pastes has so many characters."""
SHORT = 12
"""So many characters of a fingerprint tell two licences apart; nobody reads sixty-four."""


@dataclass(frozen=True)
class Sent:
    """What came with the form: a file, pasted text, or the name of a demonstration licence."""

    data: bytes | str
    pasted: str = ""
    replacing: bool = False
    demonstration: str = ""

    @property
    def source(self) -> str:
        """Where it came from, as the audit log says it."""
        return "demonstration" if self.demonstration else "desk"


def sent(request: Request) -> Sent | None:
    """Read the form; a chosen file comes before pasted text. None where there is neither."""
    form = request.POST
    replacing = form.get("replace") == "1"
    wanted = form.get("demonstration", "")
    if wanted in EDITIONS and demonstration_offered(request):
        return Sent(demonstration_licence(wanted), replacing=replacing, demonstration=wanted)
    file, pasted = UploadedFile.from_field(form.get("file")), form.get("licence", "")
    if file is not None and file.data:
        return Sent(file.data, replacing=replacing)
    if isinstance(pasted, str) and pasted.strip():
        return Sent(pasted, pasted if len(pasted) <= SHOWN_AGAIN else "", replacing)
    return None


def demonstration_offered(request: Request) -> bool:
    """Whether this site offers the two demonstration licences."""
    return offers_demonstration(request.site, development=request.registry.folkmoot_settings.development)


def held_licences(request: Request) -> dict[str, Any]:
    """The part of the page of modules about licences; `licensing` is False on a platform without any."""
    keys = request.registry.folkmoot_platform.composer.licences.keys(request.site)
    if keys is None:
        return {"licensing": False}
    found = sorted(held(keys), key=lambda one: (not one.verdict.counts, one.stored.installed_at))
    return {
        "licensing": True, "present": [one for one in found if not one.past],
        "past": [one for one in found if one.past], "limits": usage(request.db, keys),
        "demonstrations": EDITIONS if demonstration_offered(request) else (), "edition_names": EDITION_NAMES,
        "objection": refusal_of, **WORDS,
    }  # fmt: skip


WORDS: dict[str, Any] = {"labels": labels, "moment": moment, "short": lambda text: text[:SHORT]}


def refusal_of(one: HeldLicence) -> Objection | None:
    """Why a stored licence is refused now; None for one that passes every check."""
    return objection(str(one.verdict.code)) if one.verdict.licence is None else None


@dataclass(frozen=True)
class Effect:
    """What would become of one module, in words; stage: one of labels.STAGES."""

    title: str
    stage: str
    until: str


def effects(request: Request, changes: Iterable[Change]) -> list[tuple[str, list[Effect]]]:
    """Changes by stage, in the order of labels.STAGES; only stages at which something happens."""
    found = [Effect(title_of(request, one.plugin), stage(one), _until(request, one)) for one in changes]
    staged = [(key, [effect for effect in found if effect.stage == key]) for key in labels.STAGES]
    return [(key, members) for key, members in staged if members]


def stage(change: Change) -> str:
    """What kind of change it is for the people of the town."""
    if change.before == change.after:
        return "stays"
    return {Mode.OPEN: "opens", Mode.SUNSET: "winds-down", Mode.ABSENT: "closes"}[change.after]


def _until(request: Request, change: Change) -> str:
    if change.until is None or change.after not in UNTIL:
        return ""
    return str(request.gettext(UNTIL[change.after], date=moment(change.until)))


def problems(examination: Examination) -> tuple[Objection, ...]:
    """Why a file can't be installed; where nothing in it is wrong, what it would need."""
    return examination.objections or examination.left_out or (objection("encoding"),)


def carried(data: bytes | str) -> str:
    """The blocks of an acceptable file as text, to go along in the form that confirms it."""
    try:
        return write_bundle(read_bundle(data))
    except Refused:
        return ""


NOTHING_SENT = Objection("nothing-sent", _("Please choose a licence file, or paste its text."))
NOT_FOLLOWED_YET = Objection(
    "not-followed-yet", _("The last change is still taking effect. Please wait a few seconds, then try again.")
)
