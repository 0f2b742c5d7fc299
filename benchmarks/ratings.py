"""How fast ratings and the numbers beside them are read and kept for a nation: ./run bench ratings."""

import argparse
import importlib
import importlib.util
from collections.abc import Callable, Mapping

PARTS: Mapping[str, tuple[str, str]] = {
    "triangulation": ("benchmarks._triangulated", "triangulation"),
    "sheet": ("benchmarks._triangulated", "sheet"),
    "scorecards": ("benchmarks._scorecards", "measured"),
}


def main() -> None:
    """Measure every part that there is, or the one that is named."""
    parser = argparse.ArgumentParser(prog="./run bench ratings", description=__doc__)
    parser.add_argument("--part", choices=list(PARTS), help="only this one")
    wanted = parser.parse_args().part
    for name, (module, act) in PARTS.items():
        if wanted in (None, name) and importlib.util.find_spec(module) is not None:
            measure: Callable[[], str] = getattr(importlib.import_module(module), act)
            print(f"{name}\n\n{measure()}\n", flush=True)


if __name__ == "__main__":
    main()
