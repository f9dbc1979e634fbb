# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What staff type into a rich text field, made the HTML that is stored.

They may type HTML (the editor of the back office does), or plain text with simple marks: an empty line ends a
paragraph, "## " begins a heading, "- " and "1. " begin lists, **bold**, *italic*, [words](https://address).
"""

import html as entities
import re
from functools import cache

import nh3
from markdown_it import MarkdownIt

from folkmoot.web.rich_text import clean

ANY_TAG = re.compile(
    r"</?(p|br|h[1-6]|ul|ol|li|strong|em|b|i|a|blockquote|div|span|table|figure|img)\b[^>]*>", re.IGNORECASE
)
RENAMED = (("h1", "h2"), ("b", "strong"), ("i", "em"))
"""The page has its own h1; editors of browsers write b and i."""

MARKS = [
    "heading", "list", "emphasis", "link", "blockquote", "newline", "escape", "balance_pairs", "fragments_join",
]  # fmt: skip
BLOCK_ENDS = re.compile(r"<(/p|/h\d|/li|br)[^>]*>")


@cache
def _marks() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(MARKS)


def from_typed(text: str) -> str:
    """The HTML to store for what was typed, be it HTML or plain text with simple marks."""
    if not text.strip():
        return ""
    cleaned = clean(_renamed(text) if ANY_TAG.search(text) else _marks().render(text)).strip()
    if not plain(cleaned) and "<img" not in cleaned:
        return ""
    return cleaned if ANY_TAG.search(cleaned) else f"<p>{cleaned}</p>"


def _renamed(html: str) -> str:
    for old, new in RENAMED:
        html = re.sub(rf"<(/?){old}(?=[\s>])", rf"<\1{new}", html, flags=re.IGNORECASE)
    return html


def plain(html: str) -> str:
    """The words alone, for summaries and search."""
    spaced = BLOCK_ENDS.sub(" ", html)
    return re.sub(r"\s+", " ", entities.unescape(nh3.clean(spaced, tags=set()))).strip()
