"""What is wrong with the page templates before anyone opens a page."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateError, meta


def faults_of(environment: Environment, folder: Path) -> Iterator[str]:
    """A sentence for each template that does not compile or that names one which is not there."""
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        try:
            environment.get_template(name)
        except TemplateError as reason:
            yield f"{name} does not compile: {reason}"
            continue
        for reference in meta.find_referenced_templates(environment.parse(path.read_text())):
            if reference and not _is_there(environment, reference):
                yield f"{name} names {reference}, which is not there."


def _is_there(environment: Environment, name: str) -> bool:
    try:
        environment.get_template(name)
    except TemplateError:
        return False
    return True
