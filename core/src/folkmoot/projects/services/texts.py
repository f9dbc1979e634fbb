# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Multilingual rich text as it is stored."""

from collections.abc import Mapping

import nh3

from folkmoot.web.rich_text import clean


def clean_all(texts: Mapping[str, str]) -> dict[str, str]:
    """A multilingual rich text, each language cleaned; languages that hold no text at all are left out."""
    cleaned = {locale: clean(html) for locale, html in texts.items()}
    return {locale: html for locale, html in cleaned.items() if has_text(html)}


def has_text(html: str) -> bool:
    """Whether a reader would see anything: words or a picture (an editor's empty paragraph is nothing)."""
    return "<img" in html or bool(plain(html).strip())


def plain(html: str) -> str:
    """The words alone."""
    return nh3.clean(html, tags=set()).replace("&nbsp;", " ").replace("\u00a0", " ")
