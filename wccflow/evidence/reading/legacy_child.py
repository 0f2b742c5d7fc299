"""The child that becomes LibreOffice: first it gives up the network and all files but its own."""

import ctypes
import json
import math
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

NEW_MOUNTS, NEW_USER, NEW_NETWORK = 0x00020000, 0x10000000, 0x40000000
BIND, PRIVATE_BELOW = 1 << 12, (1 << 18) | (1 << 14)
DIE_WITH_PARENT, NO_NEW_PRIVILEGES = 1, 38
DEEPEST_NICENESS = 10
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_ENTER, ASK_WHICH_LANDLOCK = 444, 445, 446, 1
BENEATH = 1
WRITE_FILE, READ_FILE, REMOVE_FILE, MAKE_SOCKET = 1 << 1, 1 << 2, 1 << 5, 1 << 9
CHANGE = 0b1_1111_1111_0010
CHANGE_SINCE = {1: CHANGE, 2: 1 << 13, 3: 1 << 14}
# What a program needs to start; documents, databases and keys lie elsewhere.
READABLE = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/opt", "/snap", "/dev", "/proc", "/sys")
READABLE_STATE = ("/etc", "/var/lib/libreoffice", "/var/lib/dpkg", "/var/cache/fontconfig", "/run/systemd")
# LibreOffice will not start without a socket there: its own folder where mounting is allowed.
SOCKETS = Path("/tmp")
OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")


class Beneath(ctypes.Structure):
    """Rights over all that lies beneath an open folder, as the kernel wants them."""

    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def main(task: dict[str, Any]) -> None:
    """Limit this process and run the program in its place."""
    source, program = Path(task["source"]), task["program"]
    (source.parent / "made").mkdir()
    os.nice(DEEPEST_NICENESS)
    library = ctypes.CDLL(None)
    library.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _cut_off(library)
    if not Path(program).is_relative_to(SOCKETS) and _mounted(library, source.parent):
        source = SOCKETS / source.name
        os.chdir(SOCKETS)
    home = str(source.parent)
    _limit(task)
    _lock_files(library, source.parent, Path(program).resolve().parent)
    os.execve(program, _command(program, source, task["target"]), os.environ | {"HOME": home, "TMPDIR": home})


def _cut_off(library: ctypes.CDLL) -> None:
    """Leave the network and the common mounts; who is not root does so as root of a namespace of its own."""
    user, group = os.getuid(), os.getgid()
    if library.unshare(NEW_NETWORK | NEW_MOUNTS) == 0:
        return
    if library.unshare(NEW_USER | NEW_NETWORK | NEW_MOUNTS) == 0:
        own = Path("/proc/self")
        (own / "setgroups").write_text("deny")
        (own / "uid_map").write_text(f"{user} {user} 1")
        (own / "gid_map").write_text(f"{group} {group} 1")


def _mounted(library: ctypes.CDLL, folder: Path) -> bool:
    """Put the folder in the place of the one for sockets, for this process alone."""
    alone = library.mount(None, b"/", None, PRIVATE_BELOW, None) == 0
    return alone and bool(library.mount(str(folder).encode(), str(SOCKETS).encode(), None, BIND, None) == 0)


def _command(program: str, source: Path, target: str) -> list[str]:
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    made = str(source.parent / "made")
    return [program, *OPTIONS, profile, "--convert-to", target, "--outdir", made, str(source)]


def _limit(task: dict[str, Any]) -> None:
    """The most memory, time of the processor and size of a file."""
    seconds = math.ceil(task["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (task["memory_mb"] << 20, task["memory_mb"] << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (task["file_mb"] << 20, task["file_mb"] << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lock_files(library: ctypes.CDLL, folder: Path, program_folder: Path) -> None:
    """Change files in the one folder only, and read only there and where programs lie."""
    version = int(library.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), ASK_WHICH_LANDLOCK))
    if version < 1:
        return
    change = sum(bits for since, bits in CHANGE_SINCE.items() if since <= version)
    handled = ctypes.c_uint64(change | READ_FILE)
    rules = library.syscall(LANDLOCK_CREATE, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        return
    _allow(library, rules, str(folder), change | READ_FILE)
    _allow(library, rules, "/dev/null", WRITE_FILE)
    if folder != SOCKETS:
        _allow(library, rules, str(SOCKETS), MAKE_SOCKET | REMOVE_FILE)
    for place in (*READABLE, *READABLE_STATE, str(program_folder)):
        _allow(library, rules, place, READ_FILE)
    library.syscall(LANDLOCK_ENTER, rules, 0)
    os.close(rules)


def _allow(library: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    """Let what lies beneath a place be used so, if there is such a place."""
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    library.syscall(LANDLOCK_ADD, rules, BENEATH, ctypes.byref(Beneath(rights, opened)), 0)
    os.close(opened)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
