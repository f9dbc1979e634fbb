# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: Apache-2.0
"""Licence keys: verification, states over time, and the guard that paid plugins ask.

Depends on nothing of Folkmoot, so that a plugin can trust it without trusting the core.
"""

from folkmoot_licensing.assessment import NEEDS_LICENCE, Assessment, Standing, assess
from folkmoot_licensing.bundle import MAX_BUNDLE, Block, Label, read_bundle, write_bundle
from folkmoot_licensing.guard import PREMIUM, STANDARD, Admission, Evidence, Guard, NotLicensed
from folkmoot_licensing.holdings import Held, Place
from folkmoot_licensing.issuer import Issuer
from folkmoot_licensing.licence import Bind, Licence, Licensee, Limits, namespace_of
from folkmoot_licensing.refusals import Code, Refused
from folkmoot_licensing.revocations import Entry, Reason, Revocations
from folkmoot_licensing.roots import Root, Roots
from folkmoot_licensing.states import Mode, State
from folkmoot_licensing.tokens import Typ, fingerprint, typ_of
from folkmoot_licensing.verdicts import Verdict

__all__ = [
    "MAX_BUNDLE", "NEEDS_LICENCE", "PREMIUM", "STANDARD", "Admission", "Assessment", "Bind", "Block", "Code",
    "Entry", "Evidence", "Guard", "Held", "Issuer", "Label", "Licence", "Licensee", "Limits", "Mode", "NotLicensed",
    "Place", "Reason", "Refused", "Revocations", "Root", "Roots", "Standing", "State", "Typ", "Verdict", "assess",
    "fingerprint", "namespace_of", "read_bundle", "typ_of", "write_bundle",
]
