# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Bring the message catalogues up to date with the texts in code and templates, and say what isn't translated.

python tools/catalogues.py update     adds new texts to every messages.po and drops those that are gone
python tools/catalogues.py check      exits 1 when a text of fr or nl is missing, fuzzy, or has other placeholders
"""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

NAMES = (
    "folkmoot", "folkmoot_essential.ideation", "folkmoot_essential.information", "folkmoot_essential.recount",
    "folkmoot_essential.voter_roll", "folkmoot_essential.voting", "folkmoot_standard.reporting",
    "folkmoot_standard.workflow", "folkmoot_premium.insights",
)  # fmt: skip


def installed(name: str) -> Iterator[Path]:
    """The folder of a package as it is installed, from here or from a wheel; none when its edition isn't."""
    try:
        spec = importlib.util.find_spec(name)
    except ModuleNotFoundError:
        return
    if spec is not None and spec.submodule_search_locations:
        yield Path(spec.submodule_search_locations[0])


PACKAGES = tuple(folder for name in NAMES for folder in installed(name))
LOCALES = ("fr", "nl")
METHODS = [
    ("**/testing/**", "ignore"),
    ("**/demo/**", "ignore"),
    ("**.py", "python"),
    ("**.jinja2", "jinja2"),
    ("**.txt", "jinja2"),
]
OPTIONS = {"**.jinja2": {"trimmed": "true", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}}
KEYWORDS = {"_": None, "mark": None, "gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")
# REUSE-IgnoreStart
HEADER = "# SPDX-FileCopyrightText: 2026 The Folkmoot authors\n# SPDX-License-Identifier: {licence}"
OPEN, COMMERCIAL = (
    "AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception", "LicenseRef-Folkmoot-Commercial-1.0"
)  # fmt: skip
# REUSE-IgnoreEnd


def extracted(package: Path) -> Catalog:
    """All texts of one package, with where they stand."""
    catalogue = Catalog(project="Folkmoot", charset="utf-8")
    for name, line, text, comments, context in extract_from_dir(package, METHODS, OPTIONS, KEYWORDS):
        if text:
            catalogue.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return catalogue


def path_of(package: Path, locale: str) -> Path:
    """Where a package keeps a locale's texts."""
    return package / "locale" / locale / "LC_MESSAGES" / "messages.po"


def update() -> None:
    """Write every catalogue anew; translations are kept, what is gone is dropped."""
    for package in PACKAGES:
        template = extracted(package)
        for locale in LOCALES:
            path = path_of(package, locale)
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = _read(path, locale)
            made = catalogue.creation_date  # kept, so that a run that finds nothing new changes no file
            catalogue.update(template, no_fuzzy_matching=True)
            catalogue.creation_date = made
            catalogue.obsolete.clear()
            paid = package.parent.name in ("folkmoot_standard", "folkmoot_premium")
            catalogue.header_comment = HEADER.format(licence=COMMERCIAL if paid else OPEN)
            catalogue.fuzzy = False
            with path.open("wb") as file:
                write_po(file, catalogue, width=120, no_location=True, sort_output=True, omit_header=False)
    print("\n".join(f"{path}: {missing}" for path, missing in _missing()))


def _read(path: Path, locale: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=locale, project="Folkmoot", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _missing() -> Iterator[tuple[Path, int]]:
    for package in PACKAGES:
        for locale in LOCALES:
            catalogue = _read(path_of(package, locale), locale)
            yield path_of(package, locale), sum(1 for message in catalogue if message.id and not _translated(message))


def _translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts) and not message.fuzzy


def faults(package: Path, locale: str) -> Iterator[str]:
    """What is wrong with a package's texts in one language."""
    catalogue = _read(path_of(package, locale), locale)
    for message in extracted(package):
        if not message.id:
            continue
        found = catalogue.get(message.id, message.context)
        if found is None or not _translated(found):
            yield f"{package.name}/{locale}: not translated: {message.id!r}"
        elif not _same_placeholders(message, found):
            yield f"{package.name}/{locale}: other placeholders: {message.id!r}"


def _same_placeholders(source: Message, found: Message) -> bool:
    sources = source.id if isinstance(source.id, tuple | list) else (source.id,)
    texts = found.string if isinstance(found.string, tuple | list) else (found.string,)
    known = [set(PLACEHOLDER.findall(text)) for text in sources]
    return all(
        set(PLACEHOLDER.findall(text)) in known or set(PLACEHOLDER.findall(text)) <= set.union(*known) for text in texts
    )


def check() -> int:
    """Say every fault; 1 when there is one."""
    found = [fault for package in PACKAGES for locale in LOCALES for fault in faults(package, locale)]
    print("\n".join(found) or "French and Dutch are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(check() if sys.argv[1:] == ["check"] else update())
