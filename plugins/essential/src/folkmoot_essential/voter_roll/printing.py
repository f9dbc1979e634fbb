# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Letters as a page to print, one a sheet, or as a table for a mail merge; both are written while they are sent.

Each language's letter is rendered once, with marks where the person's own words go; so 20,000 letters need neither
memory nor the request, which is over when the last is written.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from markupsafe import Markup, escape
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response

from folkmoot.interfaces import ProjectPhase, guarded
from folkmoot_essential.voter_roll.codes import spelled
from folkmoot_essential.voter_roll.letters import Letter
from folkmoot_essential.voter_roll.wording import language_of, wording

PAGE = "folkmoot_essential.voter_roll:templates/letters_page.jinja2"
LETTER = "folkmoot_essential.voter_roll:templates/letter.jinja2"
LETTERS, NAME, ADDRESS, CODE, NUMBER = (f"\ue000{word}\ue001" for word in ("letters", "name", "to", "code", "number"))
"""Marks from the private part of Unicode, which no text of ours has."""
AT_ONCE = 200
COLUMNS = ("number", "reference", "name", "address", "locale", "code", "page")


def page(request: Request, phase: ProjectPhase, letters: Sequence[Letter]) -> Response:
    """The letters as one page, which a browser prints or saves as PDF."""
    patterns = {locale: _pattern(request, phase, locale) for locale in _locales(request, letters)}
    head, _mark, foot = render(PAGE, {"letters": len(letters), "mark": LETTERS}, request).partition(LETTERS)
    site = request.site

    def parts() -> Iterator[str]:
        yield head
        for letter in letters:
            yield _filled(patterns[language_of(site, letter.locale)], letter)
        yield foot

    return Response(app_iter=_chunks(parts()), content_type="text/html", charset="utf-8")


def table(request: Request, phase: ProjectPhase, letters: Sequence[Letter]) -> Response:
    """The letters as CSV for a mail merge."""
    site = request.site
    pages = {locale: address(request, phase, locale) for locale in _locales(request, letters)}

    def parts() -> Iterator[str]:
        yield "\ufeff" + _line(COLUMNS)
        for letter in letters:
            locale = language_of(site, letter.locale)
            yield _line((
                str(letter.number), letter.reference, letter.name, letter.address, locale, spelled(letter.code),
                pages[locale],
            ))  # fmt: skip

    response = Response(app_iter=_chunks(parts()), content_type="text/csv", charset="utf-8")
    response.content_disposition = 'attachment; filename="letters.csv"'
    return response


def address(request: Request, phase: ProjectPhase, locale: str) -> str:
    """The full address where a code is entered, in the language of the letter."""
    path = request.route_path("voter_roll.verify", slug=phase.project_slug, number=phase.number, lang=locale)
    return f"{_origin(request)}{path}"


def _origin(request: Request) -> str:
    """Scheme and host on paper: the town's own first host, or the one of its hosts that was asked."""
    asked = urlsplit(f"//{request.host}")
    host = asked.netloc if asked.hostname in request.site.hosts else request.site.hosts[0]
    return f"{request.scheme}://{host}"


def _locales(request: Request, letters: Iterable[Letter]) -> set[str]:
    return {language_of(request.site, letter.locale) for letter in letters}


def _pattern(request: Request, phase: ProjectPhase, locale: str) -> str:
    words = wording(request.site, phase, locale, NUMBER)
    values = {"words": words, "page": address(request, phase, locale), "name": NAME, "address": ADDRESS, "code": CODE}
    return str(render(LETTER, values, request))


def _filled(pattern: str, letter: Letter) -> str:
    lines = Markup("<br>").join(escape(line.strip()) for line in letter.address.splitlines() if line.strip())
    own = ((NAME, escape(letter.name)), (ADDRESS, lines), (CODE, spelled(letter.code)), (NUMBER, str(letter.number)))
    for mark, words in own:
        pattern = pattern.replace(mark, words)
    return pattern


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([guarded(cell) for cell in cells])
    return text.getvalue()


def _chunks(parts: Iterator[str]) -> Iterator[bytes]:
    while some := list(islice(parts, AT_ONCE)):
        yield "".join(some).encode()
