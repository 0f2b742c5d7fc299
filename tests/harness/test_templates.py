"""The check of templates finds what would otherwise be found by the first person to open the page."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from tests.harness.templates import faults_of


def faults(folder: Path, **templates: str) -> list[str]:
    for name, text in templates.items():
        (folder / f"{name}.html").write_text(text)
    return list(faults_of(Environment(loader=FileSystemLoader(folder), autoescape=True), folder))


def test_sound_templates_have_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, page="{% extends 'layout.html' %}", layout="<p>{{ name }}</p>") == []


def test_a_filter_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, page="{{ name|no_such_filter }}")

    assert found == ["page.html does not compile: No filter named 'no_such_filter'."]


def test_a_template_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, page="{% include 'no_such.html' %}")

    assert found == ["page.html names no_such.html, which is not there."]
