"""In which form releases are drawn: what of, and what comes of it. Run as a program it notes the form."""

import ast
import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Any

from jinja2 import Environment, meta

from tests.publication.specimen import drawn
from wccflow.base.places import templates_folder
from wccflow.publication import snapshot

NOTED = Path(__file__).with_name("forms.toml")
HEAD = (
    "# What a release is drawn from, and what is drawn of the specimen: python -m tests.publication.forms\n"
)
CODE = Path(snapshot.__file__).parent.parent
FIRST = "publication/building.py"
# What these do is seen in the specimen, or has nothing to do with drawing.
ELSEWHERE = ("publication/rules.py", "publication/snapshot.py")


def noted() -> dict[str, Any]:
    """The form that is noted, with the hashes of its files and of what it is drawn from."""
    return tomllib.loads(NOTED.read_text(encoding="utf-8"))


def sources() -> dict[str, str]:
    """The hash of every module and template from which a release is drawn."""
    modules = {f"wccflow/{each}": CODE / each for each in _modules()}
    pages = {f"templates/{each}": templates_folder() / each for each in _templates()}
    found = {**modules, **pages}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(found.items())}


def _modules() -> set[str]:
    """Building, and every module of publication that it knows, with what shows the ratings at a glance."""
    found, waiting = {"panels/glance.py"}, [FIRST]
    while waiting:
        each = waiting.pop()
        if each not in found and each not in ELSEWHERE:
            found.add(each)
            waiting += _known(CODE / each)
    return found


def _known(path: Path) -> list[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wccflow.publication"):
            told = (node.module or "").removeprefix("wccflow.").replace(".", "/")
            names |= {told, *(f"{told}/{each.name}" for each in node.names)}
    return [f"{name}.py" for name in names if (CODE / f"{name}.py").is_file()]


def _templates() -> set[str]:
    """Every page of a release with all that it includes, and the looks."""
    root, environment = templates_folder(), Environment(autoescape=True)
    waiting = [f"publication/site/{path.name}" for path in (root / "publication" / "site").iterdir()]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            tree = environment.parse((root / name).read_text(encoding="utf-8"))
            waiting += [each for each in meta.find_referenced_templates(tree) if each]
    return found


def _table(name: str, hashes: dict[str, str]) -> str:
    return f"\n[{name}]\n" + "".join(f'"{key}" = "{value}"\n' for key, value in hashes.items())


def main() -> None:
    """Note the form as it is; refuses where the same form would draw otherwise than it did."""
    before, made = noted() if NOTED.exists() else {}, drawn()
    if before.get("form") == snapshot.FORM and before["drawn"] != made:
        sys.exit(
            f"Form {snapshot.FORM} draws otherwise than it did: raise FORM in wccflow/publication/snapshot.py"
        )
    words = f"{HEAD}form = {snapshot.FORM}\n{_table('drawn', made)}{_table('sources', sources())}"
    NOTED.write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
