# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The module after its licence has lapsed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.licences.interfaces import Mode
from folkmoot.testing import Town


@contextmanager
def lapse(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sunset for this town and this module, for the length of the block."""
    licences = town.platform.composer.licences
    real = licences.grant

    def grant(site: Any, plugin: Any) -> Any:
        given = real(site, plugin)
        ours = plugin.id == "insights" and site.id == town.id
        return replace(given, mode=Mode.SUNSET, code="sunset") if ours else given

    with monkeypatch.context() as patching:
        patching.setattr(licences, "grant", grant)
        town.platform.refresh()
        yield
    town.platform.refresh()
