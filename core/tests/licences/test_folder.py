# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""A mounted folder: what lies there is installed, what goes from there is removed, and nothing else."""

from pathlib import Path

import pytest

from folkmoot.licences.folder import LicenceFolder
from folkmoot.licences.interfaces import Mode
from folkmoot.licences.services import Licences
from folkmoot.platform import Platform
from folkmoot.testing.authority import Authority
from folkmoot.testing.licences import mode_of
from folkmoot.testing.towns import Town, make_town


@pytest.fixture
def mounted(keyed: Platform, tmp_path: Path) -> Path:
    """The folder that the platform follows."""
    folder = tmp_path / "licences"
    assert isinstance(keyed.composer.licences, Licences)
    keyed.licence_folder = LicenceFolder(
        folder, keyed.database, keyed.composer.licences, keyed.composer.installed
    )
    folder.mkdir()
    return folder


def test_a_file_for_one_tenant_comes_and_goes(place: Town, mounted: Path, authority: Authority) -> None:
    other = make_town(place.platform)
    file = mounted / place.slug / "ours.lic"
    file.parent.mkdir()
    file.write_text(authority.bundle(authority.licence()))
    place.platform.refresh_if_changed()
    assert (mode_of(place, "poll"), mode_of(other, "poll")) == (Mode.OPEN, Mode.ABSENT)
    file.unlink()
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.ABSENT


def test_a_file_at_the_top_is_for_all(place: Town, mounted: Path, authority: Authority) -> None:
    (mounted / "pool.lic").write_text(authority.bundle(authority.licence(hosts=[place.host])))
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.OPEN
    (mounted / "pool.lic").unlink()
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.ABSENT


def test_what_cannot_be_used_is_left_and_harms_nothing(
    place: Town, mounted: Path, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    good, other = authority.bundle(authority.licence(hosts=[place.host])), Authority()
    (mounted / "a.lic").write_bytes(b"\x00" * 100)
    (mounted / "b.lic").write_text(other.bundle(other.licence()))
    (mounted / "c.lic").symlink_to("nowhere")
    (mounted / "d.lic").write_text(good)
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.OPEN
    told = " ".join(record.getMessage() for record in caplog.records)
    assert "a.lic" in told
    assert "b.lic isn't installed: key-unknown" in told
    assert "c.lic" in told


def test_a_folder_that_is_gone_closes_nothing(place: Town, mounted: Path, authority: Authority) -> None:
    (mounted / "pool.lic").write_text(authority.bundle(authority.licence(hosts=[place.host])))
    place.platform.refresh_if_changed()
    mounted.rename(mounted.with_name("unmounted"))
    place.platform.refresh_if_changed()
    assert mode_of(place, "poll") is Mode.OPEN
