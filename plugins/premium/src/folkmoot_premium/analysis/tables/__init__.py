# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Themes or tags by group: counts, what is more than chance, and small numbers of people hidden."""
