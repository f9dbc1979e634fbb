# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A rich text as a letter without any marks has it: paragraphs, lines of lists, and addresses beside their words."""

import re
from html.parser import HTMLParser

PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "figure"})
LINES = frozenset({"li", "br", "tr", "figcaption"})


class _Plain(HTMLParser):
    """Reads what `rich_text` stores, which is clean."""

    def __init__(self) -> None:
        super().__init__()
        self.written = ""
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins on a line of its own."""
        self._break(tag)
        if tag == "li":
            self.written += "- "
        if tag == "a":
            self._address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """And what comes after it too."""
        if tag == "a" and self._address and not self.written.endswith(self._address):
            self.written += f" ({self._address})"
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Words; how they were broken into lines says nothing."""
        self.written += re.sub(r"\s+", " ", data)

    def _break(self, tag: str) -> None:
        if tag in PARAGRAPHS | LINES:
            self.written = self.written.rstrip(" ") + ("\n\n" if tag in PARAGRAPHS else "\n")


def plain(html: str) -> str:
    """The text of a rich text, "" for an empty one."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    lines = "\n".join(line.strip() for line in parser.written.split("\n"))
    lines = re.sub(r"(?m)^-\n+", "- ", lines)  # a paragraph in a line of a list
    return re.sub(r"(?m)(^- .*)\n+(?=- )", r"\1\n", re.sub(r"\n{3,}", "\n\n", lines)).strip()
