"""The templates' world."""

import pytest
from jinja2 import UndefinedError

from tests.web.small_app import GALLERY, TEMPLATES, small_app
from wccflow.web.jinja import Components, DesignSystem, choices


def test_a_misspelt_name_of_ours_is_a_fault() -> None:
    template = small_app().jinja_env.from_string("{{ ui.tag(wrods) }}")

    with pytest.raises(UndefinedError, match="wrods"):
        template.render()


def test_a_component_that_does_not_exist_is_a_fault() -> None:
    template = small_app().jinja_env.from_string("{{ ui.tagg('x') }}")

    with pytest.raises(UndefinedError, match="tagg"):
        template.render()


def test_words_given_to_a_component_are_escaped() -> None:
    with small_app().test_request_context():
        html = small_app().jinja_env.from_string("{{ ui.field('a', words, hint=words) }}").render(words="<b>")

    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 2


def test_the_gallery_shows_every_component() -> None:
    names = Components(small_app().jinja_env).names()
    sources = [path.read_text() for path in TEMPLATES.parents[2].joinpath("templates").rglob("*.html")]
    shown = (TEMPLATES / "gallery.html").read_text() + "".join(sources)

    assert [name for name in names if f"ui.{name}(" not in shown and name != "late_notices"] == []
    assert GALLERY


def test_choices_have_ids_of_their_own() -> None:
    assert choices([(1, "One"), (2, "Two", "A hint")], "level") == [
        {"value": "1", "text": "One", "id": "level", "hint": False},
        {"value": "2", "text": "Two", "id": "level-2", "hint": {"text": "A hint"}},
    ]


def test_the_design_system_has_no_private_macros() -> None:
    with pytest.raises(AttributeError):
        DesignSystem()._hidden()
