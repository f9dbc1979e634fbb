# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What a plugin says of itself before any of its code runs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ID_PATTERN = re.compile(r"[a-z][a-z0-9_]{1,30}|vendor\.[a-z][a-z0-9-]{1,30}\.[a-z][a-z0-9_]{1,30}")

COMMAND_PATTERN = re.compile(r"[a-z][a-z0-9-]{1,30}")
TARGET_PATTERN = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_]\w*", re.ASCII)


class Edition(StrEnum):
    """Where a module comes from, which decides what opens it. The order is the order of loading."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    PREMIUM = "premium"
    VENDOR = "vendor"
    OPEN = "open"


LICENSED = frozenset({Edition.STANDARD, Edition.PREMIUM, Edition.VENDOR})
"""Editions whose modules open with a licence and bear a guard of their own."""


@dataclass(frozen=True)
class Command:
    """A command that a plugin adds to `folkmoot`.

    target: "package.module:name" of a click command, imported only when it is called. needs_database: whether it works
    on an installation; one that doesn't runs anywhere, with nothing set up.
    """

    name: str
    target: str
    needs_database: bool

    def __post_init__(self) -> None:
        """Refuse what can't be a command or couldn't be imported."""
        if not COMMAND_PATTERN.fullmatch(self.name):
            raise ValueError(f"command {self.name!r} must match {COMMAND_PATTERN.pattern}")
        if not TARGET_PATTERN.fullmatch(self.target):
            raise ValueError(f"the target of command {self.name} must be package.module:name, not {self.target!r}")


@dataclass(frozen=True)
class Manifest:
    """A plugin's card: light, read before its code is imported.

    id: the module's id, also the prefix of its tables. title, description: English, marked for translation in the
    plugin's own catalogue. icon: a symbol of core's sprite. api_version: of folkmoot.hookspecs. base: always on
    (Essential's base can't be switched off). minimum_core: the least version of core it needs. methods: ids of the
    participation methods it brings; paths: first segments of the public addresses it answers. Both are remembered in
    the catalogue, so that pages about it can say so when the module is absent. commands: what it adds to `folkmoot`.
    acts: what the audit log says of what it records, by verb, English and marked: also where the module is absent.
    """

    id: str
    title: str
    description: str
    api_version: int
    icon: str = "puzzle"
    base: bool = False
    minimum_core: str = "0.1.0"
    methods: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    acts: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse an id that couldn't prefix a table or be part of an address."""
        if not ID_PATTERN.fullmatch(self.id):
            raise ValueError(f"plugin id {self.id!r} must match [a-z][a-z0-9_]{{1,30}}")

    @property
    def table_prefix(self) -> str:
        """How the names of all its tables begin."""
        return self.id.replace(".", "_").replace("-", "_") + "_"
