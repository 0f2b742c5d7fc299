"""What the child gives up before it looks at a file: memory, time, writing, and calling anyone."""

import contextlib
import ctypes
import math
import os
import resource
import signal

from wccflow.evidence.reading.limits import Limits

NEW_USER = 0x10000000
NEW_NETWORK = 0x40000000
DIE_WITH_PARENT = 1
NO_NEW_PRIVILEGES = 38
DEEPEST_NICENESS = 10
OPEN_FILES = 64
ASK_WHICH_LANDLOCK, LANDLOCK_CREATE, LANDLOCK_ENTER = 1, 444, 446
# Rights over files by their bits; the later ones are to move a file and to cut it short.
RUN_WRITE_REMOVE_MAKE = 0b1_1111_1111_0011
RIGHTS_SINCE = {1: RUN_WRITE_REMOVE_MAKE, 2: 1 << 13, 3: 1 << 14}


def enter(limits: Limits) -> None:
    """Give up all that reading one file does not need; what the machine does not allow is left undone."""
    os.nice(DEEPEST_NICENESS)
    library = ctypes.CDLL(None)
    library.prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # Where only root may cut the network, the child becomes root of a namespace of its own.
    if library.unshare(NEW_NETWORK) != 0:
        library.unshare(NEW_USER | NEW_NETWORK)
    _lock_files(library)
    seconds = math.ceil(limits.seconds)
    memory = limits.memory_mb << 20
    _limit(resource.RLIMIT_CPU, seconds, seconds + 1)
    _limit(resource.RLIMIT_AS, memory, memory)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_NPROC, 0, 0)


def landlock_version(library: ctypes.CDLL) -> int:
    """Which Landlock the kernel offers; 0 or less where it offers none."""
    return int(library.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), ASK_WHICH_LANDLOCK))


def _lock_files(library: ctypes.CDLL) -> None:
    """Take away every right to change or run a file: a limit on size alone lets one be emptied or removed."""
    version = landlock_version(library)
    if version < 1:
        return
    rights = ctypes.c_uint64(sum(bits for since, bits in RIGHTS_SINCE.items() if since <= version))
    rules = library.syscall(LANDLOCK_CREATE, ctypes.byref(rights), ctypes.c_size_t(8), 0)
    if rules >= 0:
        library.syscall(LANDLOCK_ENTER, rules, 0)
        os.close(rules)


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit, or keep the stricter one that is set already."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (soft, hard))
