# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Rich text of staff: an allow-list applied when it is stored and again when it is shown."""

import nh3
from markupsafe import Markup

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "a", "strong", "em", "blockquote", "br", "img", "figure", "figcaption",
    "table", "thead", "tbody", "tr", "th", "td", "caption",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope"},
    "*": {"lang", "dir"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
OWN_PICTURES = "/media/"


def _only_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """Pictures come from our own media path alone: nh3 itself would let //another.host pass."""
    if tag == "img" and attribute == "src":
        return value if value.startswith(OWN_PICTURES) and ".." not in value else None
    return value


def clean(html: str) -> str:
    """Rich text with everything removed that isn't on the list."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=_only_own_pictures,
        link_rel="noopener nofollow",
    )  # fmt: skip


def rich_text(html: str) -> Markup:
    """Rich text ready for a page: cleaned once more, whatever is in the database."""
    return Markup(clean(html))  # noqa: S704 - nh3 has just cleaned it
