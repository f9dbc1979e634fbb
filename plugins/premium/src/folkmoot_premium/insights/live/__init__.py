# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Insights while people take part: what is like the text being typed, possible duplicates, themes kept up to date."""
