# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A plain reader of HTML that finds what browsers forgive: double ids, jumps of headings, fields without a name."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
UNNAMED = frozenset({"hidden", "submit", "button", "image", "reset"})
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list")
LEFTOVERS = re.compile(r"%\([a-z_]+\)[sd]|\{\{|\{%|<bound method|\bUndefined\b|&lt;/?(?:p|strong|bdi)&gt;")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})*")

Attributes = dict[str, str]


@dataclass
class Element:
    """An open element with its text so far."""

    name: str
    attributes: Attributes
    words: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads one page and keeps its faults."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.pointers: list[tuple[str, str]] = []
        self.labelled: set[str] = set()
        self.controls: list[Attributes] = []
        self.level = 0
        self.counts: Counter[str] = Counter()
        self._open: list[Element] = []
        self._forms: list[tuple[Attributes, set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element begins."""
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice: {attrs}")
        self.counts[tag] += not any(element.name == "svg" for element in self._open)
        self._strict(tag, attributes)
        self._names(tag, attributes)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(tag[1])
            if level > self.level + 1:
                self.faults.append(f"{tag} follows a heading of level {self.level}")
            self.level = level
        if tag == "form":
            self._forms.append((attributes, set()))
        if tag in ("input", "select", "textarea", "button"):
            self._control(tag, attributes)
        if tag not in VOID:
            self._open.append(Element(tag, attributes))

    def _strict(self, tag: str, attributes: Attributes) -> None:
        wrong = [name for name in attributes if name == "style" or name.startswith(("on", "hx-on"))]
        if wrong or tag == "style" or (tag == "script" and "src" not in attributes):
            self.faults.append(f"inline {tag} {wrong}")
        if any(value.strip().lower().startswith("javascript:") for value in attributes.values()):
            self.faults.append(f"<{tag}> with a javascript: address")
        if "None" in attributes.values():
            self.faults.append(f"<{tag}> with an attribute that is None: {attributes}")
        if tag == "img" and "alt" not in attributes:
            self.faults.append(f"img without alt: {attributes.get('src')}")
        if "lang" in attributes and not LANGUAGE.fullmatch(attributes["lang"]):
            self.faults.append(f"<{tag}> with lang {attributes['lang']!r}")

    def _names(self, tag: str, attributes: Attributes) -> None:
        if "id" in attributes:
            self.ids.append(attributes["id"])
        for pointer in POINTERS:
            if pointer == "form" and tag == "form":
                continue
            self.pointers += [(pointer, name) for name in attributes.get(pointer, "").split()]
        if tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])

    def _control(self, tag: str, attributes: Attributes) -> None:
        inside = [element for element in self._open if element.name == "form"]
        if inside and self._forms:
            self._forms[-1][1].add(attributes.get("name", ""))
        if tag == "button" or (tag == "input" and attributes.get("type", "text") in UNNAMED):
            return
        in_label = any(element.name == "label" for element in self._open)
        if not (in_label or "aria-label" in attributes or "aria-labelledby" in attributes):
            self.controls.append({"tag": tag, **attributes})

    def handle_endtag(self, tag: str) -> None:
        """One element ends."""
        if tag in VOID:
            return
        if not any(element.name == tag for element in self._open):
            self.faults.append(f"</{tag}> without a beginning")
            return
        while self._open:
            element = self._open.pop()
            if element.name == tag:
                self._closed(element)
                return
            if element.name not in ("p", "li", "option", "dt", "dd", "tr", "td", "th", "tbody", "thead"):
                self.faults.append(f"<{element.name}> isn't closed before </{tag}>")

    def _closed(self, element: Element) -> None:
        words = "".join(element.words).strip()
        named = words or "aria-label" in element.attributes or "aria-labelledby" in element.attributes
        if element.name in ("button", "summary", "legend", "h1", "h2", "h3", "title", "label") and not named:
            self.faults.append(f"empty <{element.name}> {element.attributes}")
        if element.name == "a" and "href" in element.attributes and not named and "img" not in element.attributes:
            self.faults.append(f"link without words to {element.attributes['href']}")
        if element.name == "form" and self._forms:
            attributes, names = self._forms[-1]
            posts = attributes.get("method", "get").lower() == "post"
            if posts and "csrf_token" not in names and not attributes.get("action", "").endswith("/appearance"):
                self.faults.append(f"form to {attributes.get('action')} carries no token")
            if not posts and "csrf_token" in names:
                self.faults.append(f"form to {attributes.get('action')} puts the token into the address")
        if self._open and element.name not in ("script", "style"):
            self._open[-1].words += element.words

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends itself, as in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._open:
            self._open[-1].words.append(data)
            if self._open[-1].name not in ("script", "style", "textarea", "code", "pre"):
                self.faults += [f"leftover {found!r} in {data.strip()[:60]!r}" for found in LEFTOVERS.findall(data)]


def faults(html: str, language: str | None = None) -> list[str]:
    """What is wrong with a page's HTML."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    found = list(dict.fromkeys(reader.faults))
    found += [f"id {name!r} {count} times" for name, count in Counter(reader.ids).items() if count > 1]
    dangling = [(pointer, name) for pointer, name in reader.pointers if name not in set(reader.ids)]
    found += [f"{pointer} points to {name!r}, which isn't there" for pointer, name in dangling]
    found += [f"no label for {one}" for one in reader.controls if one.get("id") not in reader.labelled]
    found += [f"{reader.counts[name]} <{name}>" for name in ("h1", "main", "title", "html") if reader.counts[name] != 1]
    begin = re.search(r"<html[^>]*\blang=\"([^\"]*)\"[^>]*>", html)
    if begin is None or (language and begin[1] != language):
        found.append(f"the page's language is {begin and begin[1]!r}")
    return list(dict.fromkeys(found))
