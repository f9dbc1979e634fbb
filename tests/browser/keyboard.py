# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A walk over a page by the Tab key: what can be reached is seen, shows that it has the focus, and comes in order."""

from typing import Any

from playwright.sync_api import Page as Tab

MOST = 260
BEGIN = """() => {
  window.lastStop = null;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""
LOOK = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const name = one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") +
    (one.className && one.className.baseVal === undefined ? "." + one.className.trim().replace(/\\s+/g, ".") : "") +
    " " + JSON.stringify((one.innerText || one.getAttribute("aria-label") || one.name || "").trim().slice(0, 30));
  const label = one.labels && one.labels.length ? one.labels[0] : null;
  const near = [one, label, label && label.querySelector("span"), one.nextElementSibling, one.parentElement,
    one.closest("li, article, .card, .row, .chip")].filter(Boolean);
  const ring = near.some(part => ["", "::before", "::after"].some(pseudo => {
    const style = getComputedStyle(part, pseudo || null);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "transparent";
  }));
  const boxes = [one, label].filter(Boolean).flatMap(part => [...part.getClientRects()]);
  const shown = boxes.some(box => box.width > 1 && box.height > 1 &&
    box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]];
  const inside = boxes.map(box => ({left: Math.max(0, box.left), right: Math.min(innerWidth, box.right),
    top: Math.max(0, box.top), bottom: Math.min(innerHeight, box.bottom)}));
  const covered = boxes.length && !inside.some(box => points.some(([x, y]) => {
    const top = document.elementFromPoint(box.left + (box.right - box.left) * x, box.top + (box.bottom - box.top) * y);
    return top && (one.contains(top) || top.contains(one) || (label && label.contains(top)));
  }));
  const before = window.lastStop;
  const group = one.type === "radio" || (before && before.type === "radio");
  const backwards = before && !group &&
    !(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const again = one.dataset.walked === "yes";
  one.dataset.walked = "yes";
  window.lastStop = one;
  return {name, ring, shown, covered: Boolean(covered), backwards: Boolean(backwards), again, first: !before,
    skip: one.classList.contains("skip"), positive: one.tabIndex > 0};
}"""


def walk(tab: Tab) -> list[str]:
    """What is wrong on the way through a page."""
    wrong: list[str] = []
    tab.evaluate(BEGIN)
    for number in range(MOST):
        tab.keyboard.press("Tab")
        stop: Any = tab.evaluate(LOOK)
        if stop is None or stop["again"]:
            return wrong if number > 2 else [*wrong, "the page has hardly a stop"]
        faults = {
            "shows no focus": not stop["ring"], "isn't in view": not stop["shown"], "is covered": stop["covered"],
            "comes against the order of the page": stop["backwards"], "has a positive tabindex": stop["positive"],
            "isn't the skip link": stop["first"] and not stop["skip"],
        }  # fmt: skip
        wrong += [f"{stop['name']} {fault}" for fault, there in faults.items() if there]
    return [*wrong, f"more than {MOST} stops"]
