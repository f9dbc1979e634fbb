# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Copy the third-party files that the browser gets, from npm packages whose hashes vendor.lock.json names.

Run it only to add or raise a version (it needs npm): the files are committed, so that installing and building need no
Node. To raise one, change its version in the lock and empty its integrity: the tool then writes the new hash, which
the reviewer sees. It also writes THIRD_PARTY.md and a CycloneDX list of components.
"""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "core/src/folkmoot/web/static/vendor"
LOCK = STATIC / "vendor.lock.json"
PLACES = {"static": STATIC, "tests": ROOT / "tests/browser/vendor"}
# REUSE-IgnoreStart
SPDX = (
    "<!--\nSPDX-FileCopyrightText: 2026 The Folkmoot authors\n"
    "SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception\n-->\n"
)
# REUSE-IgnoreEnd
INTRODUCTION = (
    "# Third-party files in this repository\n\nWritten by `tools/vendor.py`; don't edit. "
    "Each folder holds the licence text of its package.\n\n"
    "| package | version | licence | folder |\n| --- | --- | --- | --- |\n"
)

Package = dict[str, Any]


def fetch(package: Package, folder: Path) -> Path:
    """The package's tarball, its hash compared with the lock; an empty hash in the lock is filled in."""
    wanted = f"{package['name']}@{package['version']}"
    packed = subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True, text=True)
    tarball = folder / packed.stdout.strip().splitlines()[-1]
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if package["integrity"] not in ("", integrity):
        raise SystemExit(f"{wanted}: the package's hash isn't the one in {LOCK.name}")
    package["integrity"] = integrity
    return tarball


def home(package: Package) -> Path:
    """The folder of a package: its name without the scope, and its version."""
    return PLACES[package["to"]] / f"{package['name'].rsplit('/', 1)[-1]}-{package['version']}"


def unpack(package: Package, tarball: Path) -> None:
    """Copy the listed files and the licence, nothing else."""
    target = home(package)
    target.mkdir(parents=True, exist_ok=True)
    wanted = {name: Path(name).name for name in package["files"]} | {package["licence_file"]: "LICENSE"}
    with tarfile.open(tarball) as archive:
        for source, name in wanted.items():
            member = archive.extractfile(f"package/{source}")
            if member is None:
                raise SystemExit(f"{package['name']}: {source} is not a file")
            (target / name).write_bytes(member.read())


def third_party(packages: list[Package]) -> str:
    """The table for people."""
    lines = [
        f"| {each['name']} | {each['version']} | {each['licence']} | `{home(each).relative_to(ROOT)}` |"
        for each in packages
    ]
    return SPDX + INTRODUCTION + "\n".join(lines) + "\n"


def components(packages: list[Package]) -> dict[str, Any]:
    """The same for machines (CycloneDX 1.5)."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "components": [
            {
                "type": "library",
                "name": each["name"],
                "version": each["version"],
                "purl": f"pkg:npm/{each['name'].replace('@', '%40')}@{each['version']}",
                "licenses": [{"license": {"id": each["licence"]}}],
                "hashes": [{"alg": "SHA-512", "content": base64.b64decode(each["integrity"][7:]).hex()}],
            }
            for each in packages
        ],
    }


def main() -> None:
    """Fetch, check and copy everything in the lock."""
    lock = json.loads(LOCK.read_text())
    with tempfile.TemporaryDirectory() as folder:
        for package in lock["packages"]:
            unpack(package, fetch(package, Path(folder)))
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")
    (ROOT / "THIRD_PARTY.md").write_text(third_party(lock["packages"]))
    (STATIC / "sbom.cdx.json").write_text(json.dumps(components(lock["packages"]), indent=2) + "\n")


if __name__ == "__main__":
    main()
