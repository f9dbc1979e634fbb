# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Every act that code writes into the audit log has a sentence there, and every sentence an act that code writes."""

import importlib.util
from pathlib import Path

import pytest
from tests.boundaries.acts_of_code import Room, Unreadable

from folkmoot.admin.labels import ACTS
from folkmoot.plugins.loader import Installed, discover

CORE = Path(__file__).parents[2] / "core/src/folkmoot"
OURS = [one for one in discover() if one.usable and one.distribution.startswith("folkmoot-")]


def test_core_says_what_each_of_its_acts_is() -> None:
    rooms = [Room(room) for room in CORE.iterdir() if room.is_dir() and room.name != "audit"]
    assert set().union(*(room.verbs() for room in rooms)) == set(ACTS)


@pytest.mark.parametrize("plugin", OURS, ids=lambda one: one.id)
def test_modules_say_what_each_of_their_acts_is(plugin: Installed) -> None:
    found = importlib.util.find_spec(plugin.package)
    assert found is not None
    assert found.submodule_search_locations is not None
    assert plugin.manifest is not None
    assert Room(Path(found.submodule_search_locations[0])).verbs() == set(plugin.manifest.acts)


CODE = '''
WAYS = {"a": "room.by-table"}
def _note(db, what, extra=None):
    audit.record(db, 1, f"room.{what}", "kind")
def public(db, ways):
    _note(db, "one" if ways else "two")
    _note(db, what="three")
    audit.record(db, 1, WAYS[ways], "kind")
    activities.record(db, "posted", "kind", 1)
'''


def test_verbs_are_read_from_code(tmp_path: Path) -> None:
    """Also those that are put together, and given from one function to another."""
    (tmp_path / "one.py").write_text(CODE)
    assert Room(tmp_path).verbs() == {"room.one", "room.two", "room.three", "room.by-table"}
    (tmp_path / "other.py").write_text("def act(db):\n    audit.record(db, 1, verb_of(db) + '.x', 'kind')\n")
    with pytest.raises(Unreadable):
        Room(tmp_path).verbs()
