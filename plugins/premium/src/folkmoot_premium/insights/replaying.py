# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: LicenseRef-Folkmoot-Commercial-1.0
"""Edits by people, replayed over what a run found. Pure: the same edits over the same findings give the same themes.

Arguments by kind: rename {theme, name} · merge {themes, into} · split {theme, into, items, name} ·
move {items, theme} (None: into no theme) · pin {items, theme} (they stay there in later runs) · exclude {items}.
An edit about a theme that a run doesn't have any more changes nothing there; its number is told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Change:
    """One edit: its number in the list, its kind and its arguments."""

    number: int
    kind: str
    arguments: Mapping[str, Any]


@dataclass
class Edited:
    """Themes and places after edits. themes: those that stand. into: theme -> what it was merged into.

    names: given by people. places: item -> theme or None. by_hand: item -> the last kind of edit that moved it. made:
    themes made by a split, with the theme that they come from. void: numbers of edits that changed nothing.
    """

    themes: list[str]
    places: dict[str, str | None]
    names: dict[str, str] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    by_hand: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    void: list[int] = field(default_factory=list)


def replay(themes: Iterable[str], found: Mapping[str, str | None], changes: Iterable[Change]) -> Edited:
    """Apply edits in order. themes: ids that the run found; found: item -> theme or None."""
    edited = Edited(list(themes), dict(found))
    for one in changes:
        if not KINDS[one.kind](edited, one.arguments):
            edited.void.append(one.number)
    return edited


def _rename(edited: Edited, told: Mapping[str, Any]) -> bool:
    if told["theme"] not in edited.themes:
        return False
    edited.names[told["theme"]] = told["name"]
    return True


def _merge(edited: Edited, told: Mapping[str, Any]) -> bool:
    into = told["into"]
    gone = [one for one in dict.fromkeys(told["themes"]) if one in edited.themes and one != into]
    if into not in edited.themes or not gone:
        return False
    for one, theme in list(edited.places.items()):
        if theme in gone:
            _put(edited, one, into, "merge")
    for theme in gone:
        edited.themes.remove(theme)
        edited.into[theme] = into
    return True


def _split(edited: Edited, told: Mapping[str, Any]) -> bool:
    theme, into = told["theme"], told["into"]
    members = [one for one in told["items"] if theme is not None and edited.places.get(one) == theme]
    if theme not in edited.themes or into in edited.themes or not members:
        return False
    edited.themes.append(into)
    edited.made[into] = theme
    edited.names[into] = told["name"]
    for one in members:
        _put(edited, one, into, "split")
    return True


def _move(edited: Edited, told: Mapping[str, Any], kind: str = "move") -> bool:
    theme = told["theme"]
    members = [one for one in told["items"] if one in edited.places]
    if (theme is not None and theme not in edited.themes) or not members:
        return False
    for one in members:
        _put(edited, one, theme, kind)
    return True


def _pin(edited: Edited, told: Mapping[str, Any]) -> bool:
    return _move(edited, told, "pin")


def _exclude(edited: Edited, told: Mapping[str, Any]) -> bool:
    return _move(edited, {"items": told["items"], "theme": None}, "exclude")


def _put(edited: Edited, one: str, theme: str | None, kind: str) -> None:
    edited.places[one] = theme
    kept = edited.by_hand.get(one, "")
    edited.by_hand[one] = kept if kind in ("merge", "split") and kept in ("move", "pin") else kind


KINDS: dict[str, Callable[[Edited, Mapping[str, Any]], bool]] = {
    "rename": _rename, "merge": _merge, "split": _split, "move": _move, "pin": _pin, "exclude": _exclude,
}  # fmt: skip
