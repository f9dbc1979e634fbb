# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Draw the pictures of the demonstration towns: `python tools/art FOLDER` writes a WebP file (960 × 600) a scene.

Needs `resvg-py` and `pillow`, which only whoever redraws the pictures has to install.
"""

import io
import sys
from pathlib import Path

import backdrop
import resvg_py
import scenes_green
import scenes_places
import scenes_streets
from PIL import Image

SIZE = (960, 600)
LARGEST = 60_000
SCENES = scenes_green.SCENES | scenes_streets.SCENES | scenes_places.SCENES


def webp(svg: str) -> bytes:
    """The drawing as a WebP file, drawn at twice its size and reduced so that edges are smooth."""
    large = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=SIZE[0] * 2, height=SIZE[1] * 2))
    picture = Image.open(io.BytesIO(large)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=84, method=6)
    return target.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        content = webp(backdrop.draw(scene))
        if len(content) > LARGEST:
            raise SystemExit(f"{name}.webp is {len(content)} bytes, more than {LARGEST}")
        (folder / f"{name}.webp").write_bytes(content)
        print(f"{name}.webp {len(content)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tools/art FOLDER")
    main(Path(sys.argv[1]))
