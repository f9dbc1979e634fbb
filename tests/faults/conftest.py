# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What drills share: copies of the tree, environments made from the locks, processes found by what they hold."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Say = Callable[[str], None]


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Say:
    """Print a figure that is seen while the drill runs."""

    def show(figure: str) -> None:
        with capfd.disabled():
            print(f"\n  {figure}", flush=True)

    return show


@pytest.fixture
def workshop() -> Iterator[Path]:
    """A folder that the database's own user may enter, which pytest's aren't; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-drill-"))
    folder.chmod(0o755)
    yield folder
    for process in processes_of(folder):
        os.kill(process, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def run(
    *command: str | Path, cwd: Path = ROOT, seconds: float = 1200, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end without any FOLKMOOT_* of ours; fails with what it said."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FOLKMOOT_", "PYTEST_"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | variables,
        check=False,
        capture_output=True,
        text=True,
        timeout=seconds,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done


def copy_tree(target: Path) -> None:
    """A copy of what git would take, changed files as they are."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def new_environment(folder: Path, *wheels: Path) -> Path:
    """A virtual environment from the locks, then these wheels; returns its Python."""
    run(sys.executable, "-m", "venv", folder)
    python = folder / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore")
    for lock in ("run", "premium", "dev"):
        run(*pip, "--require-hashes", "-r", ROOT / "requirements" / f"{lock}.lock")
    if wheels:
        run(*pip, "--no-deps", "--no-index", *wheels)
    return python


def processes_of(folder: Path) -> list[int]:
    """Processes that work in a folder, or were started with it in their command or environment."""
    entries = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit() and int(entry.name) != os.getpid()]
    return [int(entry.name) for entry in entries if _names(entry, str(folder))]


def _names(entry: Path, text: str) -> bool:
    try:
        if (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        held = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        return text.encode() in held or str((entry / "cwd").readlink()).startswith(text)
    except OSError:
        return False


def wait_until(what: Callable[[], bool], seconds: float) -> float:
    """Seconds until something is so; fails when they run out."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, f"not within {seconds:.0f} s"
        time.sleep(0.1)
    return time.monotonic() - begun
