# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Refusals as values: why something isn't allowed, in words for the person, with a way on."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Refusal:
    """Why a person can't do something now.

    code: stable, for programs and tests. sentence and remedy are marked for translation, with named placeholders
    filled from `values`, moments as days in words. remedy_route: name of the route that helps, remedy_params its
    arguments besides the language.
    next_opens_at, next_phase_id, next_title: when and in which phase it would be allowed, if any is planned.
    """

    code: str
    sentence: str
    remedy: str = ""
    remedy_route: str = ""
    values: tuple[tuple[str, str | datetime.datetime], ...] = ()
    next_phase_id: object = None
    next_opens_at: datetime.datetime | None = None
    next_title: Mapping[str, str] | None = field(default=None, compare=False)
    remedy_params: tuple[tuple[str, str], ...] = ()


class Refused(Exception):
    """Raised by a view to answer 403 (401 where signing in would help) with a refusal; rolls back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class Conflict(Exception):
    """Raised by a view when what was sent no longer fits what is stored: 409 with a refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
