# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Write the sample attachment: `python tools/art/quarter_map.py FILE.pdf`, one A4 page with Havenbrug's quarters."""

import sys
from pathlib import Path

from folkmoot.demo.havenbrug import areas
from folkmoot.demo.words import Point

WIDTH, HEIGHT = 842, 595
TINTS = ("#cfe3dd", "#f6dfae", "#e9cfc3", "#cfdfbd", "#e4dcc9", "#d5dbe6")
INK, MUTED, BRAND, WATER = "#1b2023", "#535b61", "#024744", "#9cc7cf"
HARBOUR = ((51_212_300, 3_186_000), (51_211_600, 3_203_000), (51_208_900, 3_202_400), (51_209_400, 3_187_000))
CANAL = ((51_209_200, 3_200_000), (51_205_500, 3_207_700), (51_198_000, 3_206_600), (51_186_000, 3_206_300))
TITLE = "The six quarters of Havenbrug"
SUBTITLE = "Les six quartiers de Havenbrug  ·  De zes wijken van Havenbrug"
NOTE = "Havenbrug is an invented town. · Havenbrug est une ville imaginaire. · Havenbrug is een verzonnen stad."


def colour(value: str, operator: str) -> str:
    """Set the colour for filling (`rg`) or drawing (`RG`)."""
    parts = (int(value[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts) + f" {operator}\n"


def place(point: Point) -> tuple[float, float]:
    """Where a point lies on the page. A degree of longitude is 0.626 of a degree of latitude here."""
    latitude, longitude = point
    return 50 + (longitude - 3_172_200) * 0.626 * 0.0148, 62 + (latitude - 51_185_800) * 0.0148


def outline(points: tuple[Point, ...]) -> str:
    first, *rest = (place(point) for point in points)
    return f"{first[0]:.1f} {first[1]:.1f} m\n" + "".join(f"{x:.1f} {y:.1f} l\n" for x, y in rest)


def box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return colour(fill, "rg") + f"{x} {y} {width} {height} re f\n"


def text(x: float, y: float, size: float, content: str, fill: str = INK, font: str = "F1") -> str:
    escaped = content.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return colour(fill, "rg") + f"BT /{font} {size} Tf {x:.1f} {y:.1f} Td ({escaped}) Tj ET\n"


def drawing() -> str:
    content = box(0, 0, WIDTH, HEIGHT, "#f7f6f3") + box(0, HEIGHT - 82, WIDTH, 82, BRAND)
    content += text(40, HEIGHT - 44, 24, TITLE, "#ffffff", "F2") + text(40, HEIGHT - 66, 12, SUBTITLE, "#cfe3dd")
    content += colour("#ffffff", "RG") + "1 j 1 J 3 w\n"
    for area, tint in zip(areas.AREAS, TINTS, strict=True):
        content += colour(tint, "rg") + outline(area.outline) + "b\n"
    content += colour(WATER, "rg") + outline(HARBOUR) + "f\n"
    content += colour(WATER, "RG") + "9 w\n" + outline(CANAL) + "S\n"
    for number, area in enumerate(areas.AREAS, start=1):
        x, y = place(area.centre)
        content += text(x - 4, y + 6, 20, str(number), BRAND, "F2")
        content += text(x - len(area.name["en"]) * 3.2, y - 12, 13, area.name["en"], INK, "F2")
    return content + legend()


def legend() -> str:
    content = ""
    for number, (area, tint) in enumerate(zip(areas.AREAS, TINTS, strict=True), start=1):
        y = 430 - number * 30
        content += box(650, y, 22, 18, tint) + text(657, y + 5, 11, str(number), BRAND, "F2")
        content += text(682, y + 4, 13, area.name["en"])
    length = 500 / 111_320 * 1_000_000 * 0.0148
    content += box(650, 150, round(length, 1), 4, INK) + text(650, 160, 11, "500 m", MUTED)
    content += colour(INK, "rg") + "650 100 m 658 130 l 666 100 l 658 106 l f\n" + text(672, 110, 13, "N", INK, "F2")
    return content + text(40, 26, 10, NOTE, MUTED)


def document(content: bytes) -> bytes:
    """A PDF 1.7 file of one page with this content; its fonts are the reader's own Helvetica."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        f"<< /Title ({TITLE}) /Author (The Folkmoot authors) >>".encode(),
    ]
    file, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return bytes(file + b"trailer\n<< /Size 8 /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python tools/art/quarter_map.py FILE.pdf")
    Path(sys.argv[1]).write_bytes(document(drawing().encode("cp1252")))
