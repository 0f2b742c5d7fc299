"""Serving: the web process here, the background process as its companion."""

import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, replace
from types import FrameType

import uvicorn

from wccflow.base.database import sqlite_warning
from wccflow.base.errors import Refused
from wccflow.base.settings import Settings
from wccflow.cli.companion import companion
from wccflow.jobs.background import WITH_PARENT

APPLICATION = "wccflow.app:asgi_application"
BACKGROUND = ("wccflow.jobs.background", WITH_PARENT)
DESCRIPTORS = 65_536
STREAMS_END_SECONDS = 5

NOT_ON_SQLITE = (
    "SQLite is served by one worker. Set WCCFLOW_DATABASE_URL to a PostgreSQL database to use --workers."
)


def serve(
    settings: Settings, host: str, port: int, workers: int = 1, *, application: str = APPLICATION
) -> None:
    """Serve until told to stop. Raises Refused for several workers on SQLite, and when the port is taken.

    `application` is where the server finds the function that makes the ASGI application.
    """
    if workers > 1 and settings.database.startswith("sqlite"):
        raise Refused(NOT_ON_SQLITE)
    _demand_free(host, port)
    _raise_descriptor_limit()
    settings = _at(settings, port)
    if workers > 1:  # they have an interpreter each already
        settings = replace(settings, page_processes=0)
    os.environ.update(environment_of(settings))  # for the workers and the child
    if settings.database.startswith("sqlite") and sqlite_warning():
        print(sqlite_warning(), file=sys.stderr)
    print(f"wccflow is served at {_address(host, port)} — stop it with Ctrl+C.", flush=True)
    # The server tells its signal on when it has stopped; it must not end us before the child has ended.
    signal.signal(signal.SIGTERM, _leave)
    with companion(*BACKGROUND):
        uvicorn.run(
            application,
            factory=True,
            host=host,
            port=port,
            workers=workers,
            ws="none",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STREAMS_END_SECONDS,
        )


def environment_of(settings: Settings) -> Mapping[str, str]:
    """The environment in which a process has these settings."""
    given = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return {f"WCCFLOW_{name.upper()}": str(value) for name, value in given.items() if value not in (None, "")}


def _at(settings: Settings, port: int) -> Settings:
    """The settings at another port; the address follows when it was not chosen by hand."""
    by_itself = settings.base_url == f"http://127.0.0.1:{settings.port}"
    base_url = f"http://127.0.0.1:{port}" if by_itself else settings.base_url
    return replace(settings, port=port, base_url=base_url)


def _demand_free(host: str, port: int) -> None:
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        raise Refused(
            f"Port {port} of {host} is taken or not ours to use. "
            "Stop what runs there, or choose another with --port."
        ) from None


def _raise_descriptor_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
