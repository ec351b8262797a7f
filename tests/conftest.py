"""Cases to test on: a SQLite file, and a database of a PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PLACES = ("/usr/local/bin", "/usr/bin", *(str(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin"))))


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(PLACES))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a server of our own, without a database; skips where none can be started, and says why."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'visavis[postgres]'")
    initdb, server = _program("initdb"), _program("postgres")
    if not initdb or not server:
        pytest.skip(
            "PostgreSQL is not installed (no initdb and postgres): the store is tested on SQLite only"
        )
    folder = Path(tempfile.mkdtemp(prefix="visavis-pg-"))
    other = _other_user(folder)  # PostgreSQL refuses to run as root
    made = subprocess.run(
        [initdb, "-D", str(folder / "data"), "-U", "visavis", "-A", "trust", "-E", "UTF8", "--no-sync"],
        capture_output=True, check=False, cwd=folder, **other,
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder)
        pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.decode()[-200:]}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quick = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    with subprocess.Popen(
        [server, "-D", str(folder / "data"), "-p", str(port), *quick],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **other,
    ) as running:  # fmt: skip
        try:
            url = f"postgresql://visavis@127.0.0.1:{port}"
            _wait(url)
            yield url
        finally:
            running.terminate()
            running.wait()
            shutil.rmtree(folder)


def _other_user(folder: Path) -> dict[str, object]:
    if os.name != "posix" or os.getuid() != 0:
        return {}
    import pwd

    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        pytest.skip("PostgreSQL refuses to run as root, and there is no other user here")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _wait(url: str) -> None:
    import psycopg

    for _ in range(100):
        try:
            psycopg.connect(f"{url}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.skip("PostgreSQL did not start")


@pytest.fixture(params=["sqlite", "postgres"])
def new_case(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the place of another case that is not there yet, at each call."""
    if request.param == "sqlite":
        count = itertools.count(1)
        return lambda: str(tmp_path / f"{next(count)}.visavis")
    server = request.getfixturevalue("postgres")

    def made() -> str:
        import psycopg

        name = f"case_{next(NUMBERS)}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as conn:
            conn.execute(f"CREATE DATABASE {name}")
        return f"{server}/{name}"

    return made


NUMBERS = itertools.count(1)
