# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Compiles the message catalogues (`.po` to `.mo`) before a wheel is made, so that wheels carry them."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Runs at every build, editable ones included; a broken catalogue stops the build."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Write each `locale/*/LC_MESSAGES/*.mo` under `src` beside its source."""
        for source in Path(self.root, "src").rglob("locale/*/LC_MESSAGES/*.po"):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as binary:
                write_mo(binary, read_po(text, abort_invalid=True))
