# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Languages: catalogues of messages, their choice for a request, and numbers and dates in words."""


def mark(text: str) -> str:
    """Mark a text for the catalogues without translating it yet; `request.gettext` does that when it is shown."""
    return text
