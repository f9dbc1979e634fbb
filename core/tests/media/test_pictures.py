# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Pictures: what is taken, what of it survives, what is refused."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from folkmoot.media import pictures
from folkmoot.media.interfaces import UnacceptableFile
from folkmoot.media.pictures import draw

SECRET = "Kerkplein 1, GPS 51.2N"


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 800, height: int = 600, **options: object) -> bytes:
    """A JPEG as a telephone makes it: position, camera, date, comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET
    exif[ExifTags.Base.ImageDescription] = SECRET
    for tag, value in options.pop("exif", {}).items():  # type: ignore[attr-defined]
        exif[tag] = value
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (51.0, 12.0, 30.0), 3: "E", 4: (3.0, 13.0, 0.0)})
    return encoded(Image.new("RGB", (width, height), "red"), "JPEG", exif=exif, comment=SECRET.encode(), **options)


def code_of(data: bytes) -> str:
    with pytest.raises(UnacceptableFile) as refused:
        draw(data)
    return refused.value.code


def test_metadata_of_a_photo_is_gone() -> None:
    data = photo()
    assert SECRET.encode() in data
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    for body in draw(data).sizes.values():
        drawn = Image.open(io.BytesIO(body))
        assert drawn.format == "WEBP"
        assert (dict(drawn.getexif()), drawn.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == ({}, {})
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(drawn.info)
        assert SECRET.encode() not in body
        assert b"EXIF" not in body
        assert b"XMP " not in body
        assert b"ICCP" not in body


def test_text_chunks_of_a_png_are_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SECRET)
    notes.add_itxt("XML:com.adobe.xmp", SECRET)
    data = encoded(Image.new("RGBA", (20, 20), (1, 2, 3, 128)), "PNG", pnginfo=notes)
    drawn = draw(data)
    assert SECRET.encode() in data
    assert SECRET.encode() not in drawn.sizes[20]
    assert Image.open(io.BytesIO(drawn.sizes[20])).mode == "RGBA"


def test_a_photo_is_turned_upright() -> None:
    drawn = draw(photo(800, 600, exif={ExifTags.Base.Orientation: 6}))
    assert (drawn.width, drawn.height) == (600, 800)


def test_every_width_it_is_large_enough_for() -> None:
    assert sorted(draw(photo(2400, 1200)).sizes) == [480, 960, 1600]
    assert sorted(draw(photo(960, 700)).sizes) == [480, 960]
    assert sorted(draw(photo(300, 200)).sizes) == [300]
    large = draw(photo(2400, 1200))
    assert (large.width, large.height) == (1600, 800)
    assert [Image.open(io.BytesIO(large.sizes[width])).size for width in (480, 960)] == [(480, 240), (960, 480)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_the_kinds_that_telephones_and_computers_make(kind: str) -> None:
    assert draw(encoded(Image.new("RGB", (64, 48), "green"), kind)).width == 64


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_odd_pixels_become_ordinary_ones(mode: str) -> None:
    kind = {"CMYK": "JPEG"}.get(mode, "PNG")
    body = draw(encoded(Image.new(mode, (40, 30)), kind)).sizes[40]
    assert Image.open(io.BytesIO(body)).mode in {"RGB", "RGBA"}


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue", "green")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=50)
    drawn = Image.open(io.BytesIO(draw(data).sizes[40]))
    assert getattr(drawn, "n_frames", 1) == 1
    red, green, blue = drawn.convert("RGB").getpixel((20, 20))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_colours_are_kept_though_their_profile_goes() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(Image.new("RGB", (40, 40), (10, 200, 30)), "PNG", icc_profile=profile)
    drawn = Image.open(io.BytesIO(draw(data).sizes[40])).convert("RGB")
    assert all(abs(a - b) < 12 for a, b in zip(drawn.getpixel((5, 5)), (10, 200, 30), strict=True))  # type: ignore[arg-type]
    assert draw(encoded(Image.new("RGB", (40, 40)), "PNG", icc_profile=b"nonsense")).width == 40


def test_what_hides_behind_a_picture_does_not_survive() -> None:
    script = b"<script>alert(document.cookie)</script>"
    archive = b"PK\x03\x04 a whole archive PK\x05\x06" + bytes(18)
    for body in draw(photo() + script + archive).sizes.values():
        assert script not in body
        assert b"PK\x03\x04" not in body


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBP", b"<html><body>hello</body></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', b"%PDF-1.7\n%%EOF", b"BM" + bytes(200),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", b"\x00\x00\x00\x18ftypheic" + bytes(64),
    ],
    ids=["empty", "stump", "gif stump", "webp stump", "html", "svg", "pdf", "bmp", "eps", "heic"],
)  # fmt: skip
def test_what_is_no_picture_for_us_is_refused(data: bytes) -> None:
    assert code_of(data) == "unreadable"


def test_a_tiff_is_refused_although_pillow_could_read_it() -> None:
    assert code_of(encoded(Image.new("RGB", (9, 9)), "TIFF")) == "unreadable"


def test_a_broken_photo_is_refused() -> None:
    data = photo()
    assert code_of(data[: len(data) // 2]) == "unreadable"


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims to be this large and holds next to nothing: a bomb."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def test_bombs_are_refused_before_they_are_decoded() -> None:
    assert code_of(png_of(60_000, 60_000)) == "too-many-pixels"
    assert code_of(png_of(10_000, 5_001)) == "too-many-pixels"
    assert code_of(png_of(2**31 - 1, 2**31 - 1)) == "too-many-pixels"


def test_a_text_chunk_that_inflates_is_refused() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("bomb", "0" * (PngImagePlugin.MAX_TEXT_CHUNK + 1), zip=True)
    assert code_of(encoded(Image.new("RGB", (9, 9)), "PNG", pnginfo=notes)) == "unreadable"


def test_a_large_photo_is_decoded_small_but_a_large_png_is_refused() -> None:
    assert draw(encoded(Image.new("RGB", (8000, 6000), "red"), "JPEG", quality=30)).width == 1600
    assert code_of(png_of(4400, 3000)) == "too-large-to-convert"


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 1000)
    assert code_of(photo()) == "too-many-bytes"


def test_our_own_demonstration_pictures_pass() -> None:
    folder = Path(pictures.__file__).parent.parent / "demo" / "pictures"
    found = sorted(folder.glob("*.webp"))
    assert found
    assert draw(found[0].read_bytes()).width > 0
