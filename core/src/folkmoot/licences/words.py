# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What is said of a module by the state of the licence that decides over it; marked for translation."""

from folkmoot.i18n import mark as _

OPEN = {
    "active": _("Open by your licence."),
    "expiring": _("Open by your licence, which ends soon. Renew it, and nothing changes for anybody."),
    "grace": _("Your licence has ended; the module stays open for a time of grace. Renew it before that ends."),
    "revoked": _("The licence was withdrawn; the module stays open for 14 days from then."),
}
SUNSET = {
    "lapsed": _("The licence has ended. What exists goes on and stays readable; nothing new can be begun."),
    "superseded": _("Your newer licence doesn't cover it. What exists goes on; nothing new can be begun."),
    "revoked": _("The licence was withdrawn. What exists goes on and stays readable; nothing new can be begun."),
    "unbound": _("The licence isn't for the addresses of this site. What exists goes on; nothing new can be begun."),
    "removed": _("The licence was removed. What exists goes on and stays readable; nothing new can be begun."),
}
ABSENT = {
    "needs-licence": _("This module opens with a licence key."),
    "not-yet": _("Your licence opens it, but doesn't begin yet."),
    "lapsed": _("The licence has ended, and nothing had been made with the module."),
    "superseded": _("Your newer licence doesn't cover it."),
    "revoked": _("The licence was withdrawn."),
    "unbound": _("The licence isn't for the addresses of this site."),
    "removed": _("The licence was removed, and nothing had been made with the module."),
}
FALLBACK = ABSENT["needs-licence"]

BROKEN = _("This isn't a whole licence file. Please use the file as you received it, or copy all of its text.")
REFUSED = _("This licence can't be used here. Please ask whoever issued it, and name its code.")
REFUSALS = {
    "size": _("This file is too large to be a licence."),
    "charset": BROKEN,
    "segments": BROKEN,
    "encoding": BROKEN,
    "header": REFUSED,
    "algorithm": REFUSED,
    "type": _("A part of this file isn't what it says it is. Please use the file as you received it."),
    "key-unknown": _("The licence was signed with a key that this site doesn't know."),
    "key-purpose": _("The licence was signed with a key that isn't made for that."),
    "signature": _("The licence has been altered: its signature doesn't hold. Please use the file as you received it."),
    "canonical": REFUSED,
    "version": _("The licence is written for a newer version. Please update the platform first."),
    "audience": _("This is a licence for another product."),
    "claim": _("The licence contradicts itself, or one that is installed already."),
    "dates": _("The dates of this licence don't fit the clock of this server. Please check the clock, then try again."),
    "namespace": _("The licence grants modules that its issuer has no right to grant."),
    "revoked": _("This licence was withdrawn by its issuer, or the file brings an older list of withdrawn licences."),
    "unbound": _("This licence is for other addresses than those of your site."),
    "lapsed": _("This licence has ended already."),
    "superseded": _("A newer licence that takes the place of this one is installed already."),
}
LISTS_NEED_OPERATOR = _(
    "The file also brings a list of withdrawn licences. Only the operator of the installation can install that part."
)
