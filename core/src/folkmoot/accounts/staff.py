# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Staff accounts from the command line."""

import datetime
import ipaddress
import os

from sqlalchemy.orm import Session

from folkmoot.accounts.addresses import LONGEST_NAME, normalise_email
from folkmoot.accounts.interfaces import NewAccount, Role
from folkmoot.accounts.services import Accounts, one_time_link
from folkmoot.audit.services import Audit
from folkmoot.tenants.interfaces import Site


class UnusableAddress(Exception):
    """What was given can't be an account's address, or its role can't change; the message says why."""


def staff_link(db: Session, site: Site, email: str, role: str) -> str:
    """Make an account of staff, or give an existing one the role; returns the address that signs it in once."""
    accounts, address, given = Accounts(Audit()), normalise_email(email), Role(role)
    if not address:
        raise UnusableAddress(f"{email!r} is no e-mail address.")
    account = accounts.by_email(db, address)
    if account is None:
        name, now = address.partition("@")[0].ljust(2, "·")[:LONGEST_NAME], datetime.datetime.now(datetime.UTC)
        account = accounts.create(db, NewAccount(address, name, site.default_locale, now, given))
        if account is None:
            raise UnusableAddress("Somebody is signing up with this address right now. Try again.")
    elif refusal := accounts.set_role(db, None, account.id, given):
        raise UnusableAddress(f"{refusal.sentence} {refusal.remedy}".strip())
    return origin(site) + one_time_link(db, site, account.id)


def origin(site: Site) -> str:
    """Scheme and host of a site as a browser on this machine reaches it: a name of this machine has no certificate."""
    host = site.hosts[0]
    if host.rpartition(".")[2] == "localhost" or _is_loopback(host):
        return f"http://{host}:{os.environ.get('PORT', '8080')}"
    return f"https://{host}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
