"""How long a release of the whole nation takes to build and to verify, and how much memory."""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from benchmarks._releases import invented
from benchmarks._timing import table
from wccflow.publication.building import build
from wccflow.publication.verifying import faults_in

ORGANISATIONS = 152
VERIFY = """
import resource, sys, time
from pathlib import Path
from wccflow.publication.verifying import faults_in
began, used = time.perf_counter(), time.process_time()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert faults_in(Path(sys.argv[1])) == []
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.perf_counter() - began, time.process_time() - used, before, after)
"""


def main() -> None:
    """Build an invented release and verify it in a process of its own."""
    words = argparse.ArgumentParser(prog="./run bench release", description=__doc__)
    words.add_argument("--organisations", type=int, default=ORGANISATIONS)
    asked = words.parse_args()
    made = invented(asked.organisations)
    with tempfile.TemporaryDirectory() as folder:
        path, before = Path(folder) / "release.zip", _peak()
        began, used = perf_counter(), process_time()
        with path.open("wb") as file:
            build(made.header, made, file)
        built = (perf_counter() - began, process_time() - used, before, _peak())
        again = Path(folder) / "again.zip"
        with again.open("wb") as file:
            build(made.header, made, file)
        same = path.read_bytes() == again.read_bytes()
        verified = _verified(path)
        size = path.stat().st_size
        damaged = _damaged(path)
    rows = [_row("build", built), _row("verify", verified)]
    print(f"{asked.organisations} organisations of 49 ratings each, {size / 1e6:.1f} MB\n")
    print(table(("step", "seconds", "of processor", "memory more, MB"), rows), end="\n\n")
    print(f"Built twice: {'the same bytes' if same else 'OTHER BYTES'}.")
    print(f"One bit flipped: {damaged}")


def _verified(path: Path) -> tuple[float, float, int, int]:
    """Verified by a process that did not build it, so that its memory is its own."""
    told = subprocess.run(
        [sys.executable, "-c", VERIFY, str(path)], capture_output=True, text=True, check=True
    ).stdout.split()
    return float(told[0]), float(told[1]), int(told[2]), int(told[3])


def _damaged(path: Path) -> str:
    """What is said of a release in whose middle one bit was flipped."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    return " ".join(faults_in(path))


def _row(name: str, found: tuple[float, float, int, int]) -> list[str]:
    seconds, used, before, after = found
    return [name, f"{seconds:.1f}", f"{used:.1f}", f"{(after - before) / 1024:.0f}"]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
