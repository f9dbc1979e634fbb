# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Turnout: what methods with ballots say of their phases, once those are closed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyramid.request import Request

from folkmoot.hookspecs.methods import Capability
from folkmoot_standard.reporting import small_numbers
from folkmoot_standard.reporting.names import Named
from folkmoot_standard.reporting.small_numbers import Number


@dataclass(frozen=True)
class Turnout:
    """A closed phase with its method's figures, each with its label; fewer than 10 are hidden."""

    phase: Named
    figures: tuple[tuple[str, Number], ...]


def turnout(request: Request, phases: Iterable[Named]) -> list[Turnout]:
    """Of each phase that had ballots and is closed; one statement a method, none where there was no such phase."""
    closed: dict[str, dict[uuid.UUID, Named]] = defaultdict(dict)
    for phase in phases:
        method = request.plugins.method(phase.method)
        if method and Capability.BALLOTS in method.capabilities and phase.closes_at and phase.closes_at <= request.now:
            closed[phase.method][phase.id] = phase
    found = []
    for name, of_method in closed.items():
        statistics = request.plugins.method(name).statistics(request.db, list(of_method))
        for phase_id, phase in of_method.items():
            figures = [
                (request.gettext(one.label), small_numbers.single(one.value, small_numbers.BALLOTS))
                for one in statistics.get(phase_id, ())
            ]
            found.append(Turnout(phase, tuple(figures)))
    return [one for one in found if one.figures]
