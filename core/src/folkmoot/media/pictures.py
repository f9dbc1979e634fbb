# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Pictures: whatever comes in is decoded and drawn anew as WebP, so nothing of the sent file survives but pixels."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from folkmoot.i18n import mark as _
from folkmoot.media.interfaces import UnacceptableFile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
MEGABYTE = 1_000_000
MAX_BYTES = 20 * MEGABYTE
MAX_PIXELS = 50_000_000
MAX_DECODED_PIXELS = 12_600_000
"""What one request may decode: the usual 12-megapixel photo (4032 × 3120). A larger JPEG is decoded at a fraction of
its size, which costs no more; other formats can't be, and are refused above it."""

WIDTHS = (480, 960, 1600)
MAX_HEIGHT = 4000
QUALITY = 80


@dataclass(frozen=True)
class Drawn:
    """A picture ready to be stored: its largest size, and WebP bytes by width in pixels (the largest last)."""

    width: int
    height: int
    sizes: dict[int, bytes]


def draw(data: bytes) -> Drawn:
    """Decode a picture, turn it upright, drop all metadata and encode it in every width it is large enough for."""
    if len(data) > MAX_BYTES:
        raise UnacceptableFile("too-many-bytes", TOO_MANY_BYTES, megabytes=MAX_BYTES // MEGABYTE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _decode(data)
        return _encode(picture)
    except UnacceptableFile:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UnacceptableFile("too-many-pixels", TOO_MANY_PIXELS, megapixels=MAX_PIXELS // 1_000_000) from None
    except Exception as error:  # decoders of strange files raise nearly anything; none of it is a fault of ours
        raise UnacceptableFile("unreadable", UNREADABLE) from error


def _decode(data: bytes) -> Image.Image:
    """The first frame, upright, in sRGB, at most WIDTHS[-1] wide."""
    opened = Image.open(io.BytesIO(data), formats=FORMATS)
    if opened.width * opened.height > MAX_PIXELS:
        raise UnacceptableFile("too-many-pixels", TOO_MANY_PIXELS, megapixels=MAX_PIXELS // 1_000_000)
    opened.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    if opened.width * opened.height > MAX_DECODED_PIXELS:
        raise UnacceptableFile("too-large-to-convert", TOO_LARGE, megapixels=MAX_DECODED_PIXELS // 1_000_000)
    opened.load()
    upright = _plain(ImageOps.exif_transpose(opened), opened.info.get("icc_profile"))
    upright.thumbnail((WIDTHS[-1], MAX_HEIGHT), Image.Resampling.LANCZOS)
    return upright


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The pixels alone, as RGB or RGBA in the sRGB colour space."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = _in_srgb(picture, profile, mode)
    converted = picture.convert(mode) if picture.mode != mode else picture
    clean = Image.new(mode, converted.size)
    clean.paste(converted)
    return clean


def _in_srgb(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """Colours as the sender saw them, without the profile itself; a broken profile is simply dropped."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return converted or picture


def _encode(picture: Image.Image) -> Drawn:
    widths = [width for width in WIDTHS if width < picture.width] + [picture.width]
    return Drawn(picture.width, picture.height, {width: _webp(picture, width) for width in widths})


def _webp(picture: Image.Image, width: int) -> bytes:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    sized.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


TOO_MANY_BYTES = _("This file is too large. The most we can take is %(megabytes)s MB.")
TOO_MANY_PIXELS = _("This picture has too many pixels. The most we can take is %(megapixels)s megapixels.")
TOO_LARGE = _("This picture is too large. Please make it smaller than %(megapixels)s megapixels, or send a JPEG.")
UNREADABLE = _("We can't read this picture. Please send a JPEG, PNG, WebP, GIF or AVIF.")
