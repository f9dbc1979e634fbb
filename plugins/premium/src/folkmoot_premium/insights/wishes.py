# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""The settings of an analysis, from its row to the engine's."""

from typing import Any

from folkmoot_premium.analysis import Settings

AS_GIVEN, RECOGNISED = "", "recognise"
"""Values of Analysis.language besides the code of one: what each text says of itself, or recognised from its words."""


def engine_settings(kept: dict[str, Any]) -> Settings:
    """What the engine is told; kept: as in Run.settings. Raises ValueError."""
    language = kept["language"]
    everywhere = None if language in (AS_GIVEN, RECOGNISED) else language
    excluded = tuple(sorted(kept["excluded"]))
    return Settings(kept["themes"], everywhere, excluded, semantic=kept.get("semantic", False))


def kept_settings(row: Any) -> dict[str, Any]:
    """What a run keeps of its analysis: the wishes as they were when it was started."""
    kept = {"themes": row.themes, "language": row.language, "excluded": sorted(row.excluded)}
    return kept | ({"semantic": True} if row.semantic else {}) | ({"only": row.only} if row.only else {})


def language_of(given: str | None, wished: str) -> str | None:
    """What a text is said to be in: its own word for it only where that is to be believed."""
    return given or None if wished == AS_GIVEN else None
