# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Letters from templates: plain text in the recipient's language."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined

from folkmoot.i18n.catalogues import translations
from folkmoot.i18n.formats import of_plural
from folkmoot.tenants.interfaces import Site


@dataclass(frozen=True)
class Letter:
    """What is sent: one line of subject and plain text."""

    subject: str
    text: str


class AssetLoader(PrefixLoader):
    """Finds "package:path/in/it.txt.jinja2", the way Pyramid names files of packages."""

    def __init__(self, packages: tuple[str, ...]) -> None:
        super().__init__({package: PackageLoader(package, ".") for package in packages}, delimiter=":")


@cache
def environment(language: str, packages: tuple[str, ...]) -> Environment:
    """The template environment of a language. Letters are plain text, so nothing in them is escaped."""
    made = Environment(  # noqa: S701
        loader=AssetLoader(packages), extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, keep_trailing_newline=False,
    )  # fmt: skip
    catalogue = translations(language, packages)
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]

    def ngettext(singular: str, plural: str, number: int, /, **values: Any) -> str:
        return catalogue.ngettext(singular, plural, number) % of_plural(number, values, language)

    made.globals["ngettext"] = ngettext
    return made


def render_letter(template: str, language: str, packages: tuple[str, ...], site: Site, **values: Any) -> Letter:
    """A letter of a site in a language; the site's name comes in that language too."""
    names = {"site": site, "site_name": site.text(site.name, language), "language": language, **values}
    module = environment(language, packages).get_template(template).make_module(names)
    subject = getattr(module, "subject", "")
    return Letter(" ".join(str(subject).split()), f"{str(module).strip()}\n")
