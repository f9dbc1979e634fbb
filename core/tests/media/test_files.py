# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Files on disk and in the browser: whose they are, how they are served, when they go."""

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from folkmoot.media.documents import clean_name, disposition
from folkmoot.media.interfaces import UnacceptableFile
from folkmoot.media.models import MediaFile
from folkmoot.media.services import Media
from folkmoot.testing import Town

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def media(town: Town) -> Media:
    """The service, on the folder that the platform serves."""
    return Media(town.platform.settings.data)


def jpeg(width: int = 1000, height: int = 500) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def store(town: Town, media: Media, data: bytes | None = None) -> MediaFile:
    with town.session() as db:
        return media.store_picture(db, data or jpeg(), "C:\\me\\holiday.jpg", {"en": "A bridge"}, None)


def files(media: Media, town: Town) -> list[Path]:
    return sorted(path for path in media.storage.folder(town.id).rglob("*") if path.is_file())


def test_a_picture_is_served_in_its_widths(town: Town, media: Media) -> None:
    file = store(town, media)
    picture = media.picture(file, "A bridge")
    assert picture is not None
    assert (picture.width, picture.height, picture.alt) == (1000, 500, "A bridge")
    assert picture.srcset == f"/media/480/{file.key} 480w, /media/960/{file.key} 960w, /media/{file.key} 1000w"
    for source in picture.srcset.split(", "):
        url, width = source.split(" ")
        response = town.browser().get(url)
        assert response.content_type == "image/webp"
        assert f"{Image.open(io.BytesIO(response.body)).width}w" == width
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in response.headers["Cache-Control"]
        assert "sandbox" in response.headers["Content-Security-Policy"]
    assert file.original_name == "holiday.jpg"


def test_a_signed_in_persons_browser_may_keep_it_too(town: Town, media: Media) -> None:
    file = store(town, media)
    assert "immutable" in town.browser(town.account()).get(media.url(file)).headers["Cache-Control"]


def test_another_towns_file_is_not_there(town: Town, other_town: Town, media: Media) -> None:
    file = store(town, media)
    town.browser().get(media.url(file), status=200)
    other_town.browser().get(media.url(file), status=404)


@pytest.mark.parametrize(
    "address",
    [
        "../secret",
        "..%2f..%2fsecret",
        "%2e%2e/x",
        "480/../../secret",
        "x.webp",
        "0480/" + "a" * 22 + ".webp",
        "secret",
        "",
    ],
)
def test_no_way_out_of_the_folder(town: Town, media: Media, address: str) -> None:
    store(town, media)
    (town.platform.settings.data / "secret").write_text("not for you")
    response = town.browser().get(f"/media/{address}", expect_errors=True)
    assert response.status_int == 404
    assert "not for you" not in response.text


def test_a_file_key_cannot_be_guessed(town: Town, media: Media) -> None:
    keys = {store(town, media).key for _ in range(3)}
    assert len(keys) == 3
    assert all(len(key) == 27 for key in keys)


def test_nothing_is_left_of_a_transaction_that_failed(town: Town, media: Media) -> None:
    with town.session() as db:
        media.store_picture(db, jpeg(), "a.jpg", {}, None)
        assert files(media, town)
        db.rollback()
    assert files(media, town) == []


def test_files_go_with_their_row_and_not_before(town: Town, media: Media) -> None:
    file = store(town, media)
    with town.session() as db:
        media.remove(db, db.scalars(select(MediaFile)).one())
        db.rollback()
    town.browser().get(media.url(file), status=200)
    with town.session() as db:
        media.remove(db, db.scalars(select(MediaFile)).one())
    assert files(media, town) == []
    town.browser().get(media.url(file), status=404)


def test_the_broom_takes_only_old_files_without_a_row(town: Town, media: Media) -> None:
    kept, orphan = store(town, media), store(town, media)
    with town.session() as db:
        db.delete(db.scalars(select(MediaFile).where(MediaFile.id == orphan.id)).one())
    with town.session() as db:
        assert media.sweep(db, town.id, older_than=60) == 0
        for path in files(media, town):
            os.utime(path, (time.time() - 100, time.time() - 100))
        assert media.sweep(db, town.id, older_than=60) == 3
    assert {path.name for path in files(media, town)} == {kept.key}


def test_a_document_is_shown_under_its_name_and_can_do_nothing(town: Town, media: Media) -> None:
    with town.session() as db:
        file = media.store_document(db, PDF, 'été "plan"\r\nX-Evil: 1.pdf', None)
    response = town.browser().get(media.url(file))
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"].startswith('inline; filename="')
    assert "\n" not in response.headers["Content-Disposition"]
    assert "X-Evil" not in response.headers
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.body == PDF


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-a-pdf"), (b"<html>%PDF-1.7 %%EOF", "not-a-pdf"), (b"GIF89a;%PDF-1.7\n%%EOF", "not-a-pdf"),
        (b"\n%PDF-1.7\n%%EOF", "not-a-pdf"), (b"PK\x03\x04%PDF-1.7\n%%EOF", "not-a-pdf"),
        (b"%PDF-9.9\n%%EOF", "not-a-pdf"),
        (b"%PDF-1.7\n half of it", "incomplete-pdf"), (b"%PDF-1.7\n%%EOF" + bytes(5000), "incomplete-pdf"),
        (b"%PDF-1.7\n" + bytes(15_000_000) + b"%%EOF", "too-many-bytes"),
    ],
    ids=["empty", "html", "gif", "late header", "zip", "version", "cut", "tail", "large"],
)  # fmt: skip
def test_what_is_no_pdf_is_refused(town: Town, media: Media, data: bytes, code: str) -> None:
    with town.session() as db, pytest.raises(UnacceptableFile) as refused:
        media.store_document(db, data, "plan.pdf", None)
    assert refused.value.code == code
    assert files(media, town) == []


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("plan.pdf", "plan.pdf"), ("../../etc/passwd", "passwd"), ("C:\\a\\b.pdf", "b.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('q"uo"te.pdf', "quote.pdf"), ("...", "file"), ("", "file"), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("\u202egnp.fdp", "gnp.fdp"),
    ],
)  # fmt: skip
def test_names_of_files_are_made_harmless(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_name_travels_whole_in_its_header() -> None:
    header = disposition("Plan d’été.pdf")
    assert header == "inline; filename=\"Plan dete.pdf\"; filename*=UTF-8''Plan%20d%E2%80%99%C3%A9t%C3%A9.pdf"
    header.encode("ascii")


def test_only_reading(town: Town, media: Media) -> None:
    file = store(town, media)
    response: Any = town.browser().head(media.url(file))
    assert response.status_int == 200
    town.browser().put(media.url(file), b"x", status=(400, 405))
