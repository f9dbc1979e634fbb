# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Keys of towns: one for each purpose, the same every time, in no table."""

import pytest

from folkmoot.db.keys import derive, derived_key
from folkmoot.testing import Town
from folkmoot.testing.fixtures import SECRET


def test_a_key_belongs_to_one_town_and_one_purpose(town: Town, other_town: Town) -> None:
    with town.session() as db:
        key, again, other = derived_key(db, "a"), derived_key(db, "a"), derived_key(db, "b")
    with other_town.session() as db:
        elsewhere = derived_key(db, "a")
    assert key == again == derive(SECRET, town.id, "a")
    assert len({key, other, elsewhere, derive("another secret", town.id, "a")}) == 4
    assert len(key) == 32


def test_there_is_none_outside_a_town(town: Town) -> None:
    with town.platform.database.platform() as db, pytest.raises(LookupError):
        derived_key(db, "a")
