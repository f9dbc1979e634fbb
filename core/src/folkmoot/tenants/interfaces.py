# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a request knows of its tenant, loaded once per change and not per request."""

import datetime
import uuid
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Site:
    """One tenant as requests see it; immutable, shared by all requests until the tenant changes.

    hosts: canonical first. locales: codes such as "fr", in the order of the language menu.
    settings: claim, contact, footer and page texts (each locale -> text), and switches of the tenant.
    """

    id: uuid.UUID
    slug: str
    name: dict[str, str]
    hosts: tuple[str, ...]
    locales: tuple[str, ...]
    default_locale: str
    required_locales: tuple[str, ...]
    strict_locales: bool
    timezone: str
    currency: str
    brand: str
    accent: str
    revision: int
    suspended: bool = False
    switched_off: frozenset[str] = frozenset()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The tenant's time zone: dates on screen and midnights are its own."""
        return zoneinfo.ZoneInfo(self.timezone)

    def local(self, moment: datetime.datetime) -> datetime.datetime:
        """A moment in the tenant's zone."""
        return moment.astimezone(self.zone)

    def last_day(self, closes_at: datetime.datetime) -> datetime.date:
        """The last day on which something that closes then is open: closing at midnight, that is the day before."""
        return self.local(closes_at - datetime.timedelta(microseconds=1)).date()

    def text(self, value: Mapping[str, str] | None, locale: str) -> str:
        """The best language of a multilingual text: the asked one, the tenant's default, any."""
        if not value:
            return ""
        return value.get(locale) or value.get(self.default_locale) or next(iter(value.values()), "")

    def language_of(self, value: Mapping[str, str] | None, locale: str) -> str:
        """The language that `text` answers in, for the lang attribute."""
        if not value or value.get(locale):
            return locale
        return self.default_locale if value.get(self.default_locale) else next(iter(value), locale)
