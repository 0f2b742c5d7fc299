"""The program as its users meet it: `wccflow serve` in a process of its own, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

WAIT_SECONDS = 60


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(instance: Path, **settings: str) -> Iterator[str]:
    """The address of the program serving this instance folder; further settings by name, as `today="…"`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    given = {"instance": str(instance), "port": str(port), "base_url": address, **settings}
    environment = os.environ | {f"WCCFLOW_{name.upper()}": value for name, value in given.items()}
    log = instance / "serve.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "wccflow.cli", "serve", "--port", str(port)]
        with subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process:
            try:
                _wait_until_healthy(address, process, log)
                yield address
            finally:
                _end(process)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(WAIT_SECONDS * 10):
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/health", timeout=WAIT_SECONDS):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"The server did not come up:\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(WAIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
