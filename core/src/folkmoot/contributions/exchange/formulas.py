# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Texts that a spreadsheet would run as formulas: made harmless on the way out, and themselves again on the way in."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: str) -> str:
    """A text that a spreadsheet would take for a formula, made harmless with the usual apostrophe in front."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) or value.startswith("'") else value


def unguarded(value: str) -> str:
    """The inverse of `guarded`."""
    guards = tuple(f"'{start}" for start in (*FORMULA_STARTS, "'"))
    return value[1:] if value.startswith(guards) else value
