# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Run in a process of its own: what importing plugins changes in it, printed as JSON.

python process_state.py FOLDER PACKAGE     (one answer for the installed plugins, one for the package in the folder)
"""

import importlib
import json
import pkgutil
import sys
import warnings
from types import ModuleType
from typing import Any

warnings.simplefilter("ignore")


def import_all(package: ModuleType) -> None:
    """Import every module below a package but programs."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith(".__main__"):
            importlib.import_module(found.name)


def core_modules() -> dict[str, ModuleType]:
    """Core's modules by name."""
    return {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "folkmoot"}


def attributes(kept: list[Any]) -> dict[str, int]:
    """Identity of everything in core's modules and of everything in the classes defined there.

    kept: holds the values, so that an identity isn't used anew.
    """
    found: dict[str, int] = {}
    for name, module in core_modules().items():
        for key, value in list(vars(module).items()):
            if isinstance(value, ModuleType) or key.startswith("__"):
                continue
            kept.append(value)
            found[f"{name}.{key}"] = id(value)
            if isinstance(value, type) and value.__module__ == name:
                members = {k: v for k, v in vars(value).items() if not k.startswith(("__", "_abc", "_sa_"))}
                kept.append(members)
                found |= {f"{name}.{key}.{member}": id(held) for member, held in members.items()}
    return found


def listeners() -> set[Any]:
    """Every listener that SQLAlchemy's events know."""
    from sqlalchemy.event import registry

    return set(registry._key_to_collection)


def others_targets(ours: set[type], kept: list[Any]) -> set[int]:
    """Identities of what isn't a plugin's to listen to: SQLAlchemy's classes, and core's with all that belongs to them.

    Not a plugin's own tables and classes: merely mapping one makes SQLAlchemy listen to it.
    """
    from sqlalchemy import inspect

    libraries = [module for name, module in sys.modules.items() if name.partition(".")[0] == "sqlalchemy"]
    found = {id(value) for module in libraries for value in vars(module).values() if isinstance(value, type)}
    for mapper in map(inspect, ours):
        table = mapper.local_table
        found |= {id(one) for one in (mapper.class_, mapper, mapper.class_manager, table, *table.columns)}
        found |= {id(getattr(mapper.class_, name)) for name in mapper.attrs.keys()}  # noqa: SIM118  # not a dict
    return found | {id(value) for value in kept}


def mapped() -> set[type]:
    """Every mapped class."""
    from folkmoot.db.base import Base

    return {mapper.class_ for mapper in Base.registry.mappers}


def examine(folder: str, package: str) -> list[dict[str, list[str]]]:
    """Import core, then the installed plugins, then a further package, and name what each step changed."""
    from sqlalchemy.orm import configure_mappers

    import folkmoot
    from folkmoot.plugins.loader import discover

    import_all(folkmoot)
    configure_mappers()
    ours = mapped()
    installed = changes(ours, [plugin.package for plugin in discover() if plugin.usable])
    sys.path.insert(0, folder)
    return [installed, changes(ours, [package])]


def changes(ours: set[type], packages: list[str]) -> dict[str, list[str]]:
    """Import packages, and name what that changed. ours: core's mapped classes."""
    from sqlalchemy.orm import configure_mappers

    kept: list[Any] = []
    before, heard, known = attributes(kept), listeners(), mapped()
    for name in packages:
        import_all(importlib.import_module(name))
    configure_mappers()
    after = attributes(kept)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    heirs = {cls for cls in mapped() - known if ours & set(cls.__mro__)}
    targets = others_targets(ours, kept)
    heard_now = {key for key in listeners() - heard if key[0] in targets}
    return {
        "attributes": sorted(changed),
        "listeners": sorted(str(key[1]) for key in heard_now),
        "heirs": sorted(f"{cls.__module__}.{cls.__name__}" for cls in heirs),
    }


if __name__ == "__main__":
    print(json.dumps(examine(sys.argv[1], sys.argv[2])))
