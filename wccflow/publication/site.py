"""The pages of a release, each made from the data alone: no clock, no database, no address."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wccflow.base.places import templates_folder
from wccflow.publication.dictionary import DICTIONARY, FILES
from wccflow.publication.glancing import glances
from wccflow.publication.snapshot import Header
from wccflow.publication.words import whole, why_no_sentences

BELOW = "../../"


def index(release: Header) -> bytes:
    """The first page: what it is, and every organisation."""
    return _page("index.html", release, root="", files=FILES)


def changelog(release: Header) -> bytes:
    """What changed from release to release."""
    return _page("changelog.html", release, root="")


def dictionary(release: Header) -> bytes:
    """What the columns of the tables mean."""
    return _page("dictionary.html", release, root="", dictionary=DICTIONARY)


def result(release: Header, content: dict[str, Any], sha256: str) -> bytes:
    """The page of one result."""
    shown = whole(content)
    return _page(
        "result.html",
        release,
        root=BELOW,
        content=shown,
        glances=glances(shown),
        sha256=sha256,
        why_no_sentences=why_no_sentences(shown),
    )


def withdrawn(release: Header, entry: dict[str, Any]) -> bytes:
    """What stays of a result that was withdrawn."""
    return _page("withdrawn.html", release, root=BELOW, entry=entry)


@cache
def style() -> bytes:
    """The looks of all pages."""
    return (templates_folder() / "publication" / "site" / "style.css").read_bytes()


def _page(name: str, release: Header, **context: Any) -> bytes:
    template = _environment().get_template(f"publication/site/{name}")
    return template.render(release=release, **context).encode()


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
