# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a page weighs, against the budgets of design/FRONTEND.md, section 6 (first view, on a phone)."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

KILOBYTE = 1024


@dataclass(frozen=True)
class Budget:
    """Kilobytes gzipped, requests without photos and tiles, elements of the page, and cumulative layout shift."""

    css: float
    js: float
    font: float
    html: float
    requests: int
    elements: int
    photos: float
    shift: float


BUDGETS = {
    "public": Budget(14, 25, 24, 20, 12, 1000, 90, 0.02),
    "map": Budget(18, 90, 24, 20, 16, 1200, 60, 0.05),
    "desk": Budget(24, 140, 24, 40, 20, 2500, 90, 0.1),
}
@cache
def body(port: int, host: str, path: str) -> bytes:
    """What is at an address of the server; chromium resolves *.localhost by itself, Python doesn't."""
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})) as answer:
        found: bytes = answer.read()
    return found


def packed(data: bytes) -> float:
    """Kilobytes on the wire."""
    return len(gzip.compress(data, 9)) / KILOBYTE


def over_budget(
    kind: str, port: int, requests: Iterable[tuple[str, str]], html: str, elements: int, photos: Iterable[str]
) -> list[str]:
    """What is too heavy. requests: (type, address) as the browser made them; photos: those in the first view."""
    budget, sums = BUDGETS[kind], {"stylesheet": 0.0, "script": 0.0, "font": 0.0}
    counted = [(type_, urlsplit(url)) for type_, url in requests if url.startswith("http")]
    counted = [(type_, url) for type_, url in counted if not url.path.startswith(("/media/", "/tiles/"))]
    for type_, url in dict.fromkeys(counted):
        if type_ in sums:
            data = body(port, url.netloc, url.path)
            sums[type_] += len(data) / KILOBYTE if type_ == "font" else packed(data)
    shown = sum(len(body(port, urlsplit(url).netloc, urlsplit(url).path)) for url in photos) / KILOBYTE
    measured = {
        "CSS": (sums["stylesheet"], budget.css), "JS": (sums["script"], budget.js), "font": (sums["font"], budget.font),
        "HTML": (packed(html.encode()), budget.html), "requests": (len(counted), budget.requests),
        "elements": (elements, budget.elements), "photos in the first view": (shown, budget.photos),
    }  # fmt: skip
    return [f"{name}: {value:.1f} of {most}" for name, (value, most) in measured.items() if value > most]
