# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Catalogues of messages: core's and each plugin's, one domain a distribution's room, merged per locale."""

import gettext
import importlib.resources
import io
from copy import copy
from functools import cache
from importlib.resources.abc import Traversable

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {
    "en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch", "es": "Español", "da": "Dansk",
    "ar": "العربية",
}  # fmt: skip
COMPLETE = ("en", "fr", "nl")
"""Languages whose interface is complete; a test holds this."""

RIGHT_TO_LEFT = {"ar", "he", "fa", "ur"}


@cache
def translations(locale: str, packages: tuple[str, ...]) -> gettext.NullTranslations:
    """The messages of one locale from the given packages; earlier packages win."""
    merged: gettext.NullTranslations | None = None
    for package in packages:
        found = copy(_of_package(locale, package))  # what it falls back to is its own, its messages are shared
        if found is None:
            continue
        if merged is None:
            merged = found
        else:
            merged.add_fallback(found)
    return merged or gettext.NullTranslations()


@cache
def _of_package(locale: str, package: str) -> gettext.GNUTranslations | None:
    return _load(importlib.resources.files(package) / "locale" / locale / "LC_MESSAGES")


def _load(folder: Traversable) -> gettext.GNUTranslations | None:
    """A compiled catalogue from a wheel, or the source catalogue of a checkout compiled in memory."""
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if source.is_file():
        with source.open("rb") as file:
            catalogue = read_po(file)
        buffer = io.BytesIO()
        write_mo(buffer, catalogue)
        buffer.seek(0)
        return gettext.GNUTranslations(buffer)
    if compiled.is_file():
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return None


def direction(locale: str) -> str:
    """Reading direction of a locale, for the dir attribute."""
    return "rtl" if locale in RIGHT_TO_LEFT else "ltr"
