# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""From a text to the stems of its words: language, words, stop words, stems and the form in which to show them."""
