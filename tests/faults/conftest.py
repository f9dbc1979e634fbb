# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""What drills share: copies of the tree, environments made from the locks, processes found by what they hold."""

import contextlib
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


FIGURES = "DRILL_FIGURES"
"""The variable that names the file from which `make drill` prints at its end what the drills have found."""


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Say:
    """Print a figure that is seen while the drill runs, and again at the end of all."""
    drill, first = request.node.name, True

    def show(figure: str) -> None:
        nonlocal first
        with capfd.disabled():
            print(f"\n  {figure}", flush=True)
        if os.environ.get(FIGURES):
            with Path(os.environ[FIGURES]).open("a", encoding="utf-8") as file:
                file.write(f"{drill}\n  {figure}\n" if first else f"  {figure}\n")
        first = False

    return show


@pytest.fixture
def workshop() -> Iterator[Path]:
    """A folder that the database's own user may enter, which pytest's aren't; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="folkmoot-drill-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        kill_all_of(folder)
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
    for lock in ("run", "premium", "dev", "semantic"):
        if (ROOT / "requirements" / f"{lock}.lock").is_file():
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


def kill_all_of(folder: Path) -> int:
    """kill -9 of what works in a folder; how many processes that were. Some end by themselves meanwhile."""
    found = processes_of(folder)
    for process in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return len(found)


def wait_until(what: Callable[[], bool], seconds: float) -> float:
    """Seconds until something is so; fails when they run out."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < seconds, f"not within {seconds:.0f} s"
        time.sleep(0.1)
    return time.monotonic() - begun
