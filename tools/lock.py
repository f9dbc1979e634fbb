# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""Remakes `requirements/*.lock` from what the pyproject files ask for: run, premium (only with that edition),
semantic (its extra) and dev.

    python3 tools/lock.py [--upgrade]

Needs nothing but Python: uv, which resolves, goes into an environment that is thrown away. Pins stay as they are
unless they must move; `--upgrade` takes the newest of everything. Each pin bears the hashes of all its files, for every
platform. A lock names no registry: where packages come from is the installing machine's own affair.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
RUN_DISTRIBUTIONS = ("core", "licensing", "plugins/essential", "plugins/standard")
DEV_DISTRIBUTIONS = (*RUN_DISTRIBUTIONS, "sdk")
PREMIUM = "plugins/premium"
"""Has a lock of its own, so that an installation without it has none of the heavy libraries that it alone needs."""
# For every platform and every Python from the oldest that we support; nothing in the result but pins and hashes.
RESOLVING = ("--quiet", "--system-certs", "--universal", "--python-version", "3.11", "--strip-extras",
             "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")
HEADER = """\
# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
# Made by tools/lock.py; do not edit.
"""


def asked_for(distributions: tuple[str, ...], groups: tuple[str, ...]) -> list[str]:
    """All requirements of these distributions and of the workspace's groups, without Folkmoot's own."""
    wanted = set()
    for folder in distributions:
        wanted |= set(tomllib.loads((ROOT / folder / "pyproject.toml").read_text())["project"]["dependencies"])
    workspace = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    wanted |= {requirement for group in groups for requirement in workspace[group]}
    return sorted(requirement for requirement in wanted if not requirement.startswith("folkmoot"))


def compile_lock(name: str, requirements: list[str], tool: Path, options: list[str]) -> None:
    """Resolve `requirements` into `requirements/NAME.lock`, keeping the pins that are there."""
    target = LOCKS / f"{name}.lock"
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, f"{name}.in"), Path(folder, f"{name}.lock")
        source.write_text("\n".join(requirements) + "\n")
        if target.exists():
            result.write_text(target.read_text())
        command = [str(tool), "pip", "compile", *RESOLVING, "--output-file", str(result), *options, str(source)]
        subprocess.run(command, check=True, cwd=folder)
        target.write_text(HEADER + pins_only(result.read_text()))


def pins_only(text: str) -> str:
    """The lock without comments, options or addresses: only pins and hashes."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for line in lines:
        if "://" in line or (line.lstrip().startswith("-") and not line.lstrip().startswith("--hash=")):
            raise SystemExit(f"the lock would name a place: {line}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the locks; the one for development holds all of the one for running. All are at the same versions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--upgrade", action="store_true", help="take the newest version of everything")
    options = ["--upgrade"] if parser.parse_args().upgrade else []
    LOCKS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        tool = Path(folder, "bin", "uv")
        compile_lock("run", asked_for(RUN_DISTRIBUTIONS, ("build",)), tool, options)
        pinned = ["--constraint", str(LOCKS / "run.lock"), *options]
        compile_lock("premium", asked_for((PREMIUM,), ()), tool, pinned)
        extra = ["--constraint", str(LOCKS / "premium.lock"), *pinned]
        compile_lock("semantic", tomllib.loads((ROOT / PREMIUM / "pyproject.toml").read_text())
                     ["project"]["optional-dependencies"]["semantic"], tool, extra)  # fmt: skip
        pinned = ["--constraint", str(LOCKS / "premium.lock"), *pinned]
        compile_lock("dev", asked_for(DEV_DISTRIBUTIONS, ("build", "dev")), tool, pinned)
    return 0


if __name__ == "__main__":
    sys.exit(main())
