# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a plugin's folkmoot_seeds hook gets: the town that core has made, by the keys its content uses."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from pyramid.request import Request
from sqlalchemy.orm import Session

from folkmoot.accounts.interfaces import CurrentAccount
from folkmoot.demo.gallery import ALTERNATIVE_TEXTS, picture
from folkmoot.demo.words import Town
from folkmoot.media.interfaces import IMedia
from folkmoot.tenants.interfaces import Site


@dataclass
class Seeding:
    """A demonstration town being filled, in one transaction: nothing of it is seen before all of it is there.

    people: ids of the citizens by number, as `town.people` lists them. crowd: those who only support ideas.
    accounts: ids by key, of those who can sign in. phases: ids by (project's slug, phase's key); phases whose method
    isn't installed are missing. now: the moment from which content counts its days.
    """

    db: Session
    site: Site
    town: Town
    now: datetime.datetime
    request: Request
    accounts: dict[str, uuid.UUID] = field(default_factory=dict)
    current: dict[uuid.UUID, CurrentAccount] = field(default_factory=dict)
    people: list[uuid.UUID] = field(default_factory=list)
    crowd: list[uuid.UUID] = field(default_factory=list)
    topics: dict[str, uuid.UUID] = field(default_factory=dict)
    areas: dict[str, uuid.UUID] = field(default_factory=dict)
    folders: dict[str, uuid.UUID] = field(default_factory=dict)
    projects: dict[str, uuid.UUID] = field(default_factory=dict)
    phases: dict[tuple[str, str], uuid.UUID] = field(default_factory=dict)
    _pictures: dict[str, uuid.UUID] = field(default_factory=dict)

    def service(self, interface: Any) -> Any:
        """A service of the town's composition, as `request.find_service` gives it to views."""
        return self.request.find_service(interface)

    def account(self, author: int | str) -> CurrentAccount:
        """Somebody as services want them: a citizen by number, or somebody who can sign in by key."""
        return self.current[self.people[author] if isinstance(author, int) else self.accounts[author]]

    def supporters(self, count: int, shift: int = 0) -> list[uuid.UUID]:
        """`count` different people (all of them if there are fewer); another `shift` gives another mixture."""
        everybody = [*self.people, *self.crowd]
        begin = shift % len(everybody)
        return (everybody[begin:] + everybody[:begin])[:count]

    def days_ago(self, days: float) -> datetime.datetime:
        """The moment so many days before now."""
        return self.now - datetime.timedelta(days=days)

    def picture(self, key: str) -> uuid.UUID:
        """The id of a picture of the gallery in this town's media; stored when first asked for."""
        if key not in self._pictures:
            media = self.service(IMedia)
            alt = {locale: text for locale, text in ALTERNATIVE_TEXTS[key].items() if locale in self.site.locales}
            stored = media.store_picture(self.db, picture(key), f"{key}.webp", alt, None)
            self._pictures[key] = stored.id
        return self._pictures[key]
