"""The templates' world: strict about our own words, lenient towards the design system's macros."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import Flask
from jinja2 import ChainableUndefined, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from wccflow.base.places import templates_folder
from wccflow.web.forms import new_key
from wccflow.web.kept_markup import KeptMarkup
from wccflow.web.paging import address_of_page
from wccflow.web.static_files import asset
from wccflow.web.text import as_html

Macro = Callable[..., str]


def set_up(app: Flask) -> None:
    """Give the application our templates, the `ui` components and the words that every template may use."""
    app.jinja_loader = FileSystemLoader(templates_folder())
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals.update(
        ui=Components(app.jinja_env),
        nhsuk=DesignSystem(),
        asset=asset,
        new_key=new_key,
        address_of_page=address_of_page,
        kept=KeptMarkup(),
    )
    app.jinja_env.filters["markdown"] = as_html
    app.jinja_env.filters["choices"] = choices


def choices(options: Iterable[Sequence[Any]], prefix: str) -> list[dict[str, Any]]:
    """Options (value, words[, hint]) as the design system's macros want them, each with its own id."""
    return [
        {
            "value": str(value),
            "text": words,
            "id": prefix if place == 0 else f"{prefix}-{place + 1}",
            "hint": {"text": hint[0]} if hint else False,
        }
        for place, (value, words, *hint) in enumerate(options)
    ]


class Components:
    """`ui.tag(…)` is the macro `tag` of one of the files in `templates/ui/`; every block sees it."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._homes: dict[str, str] = {}

    def __getattr__(self, name: str) -> Macro:
        if not self._homes:
            self._homes = dict(self._all())
        if name not in self._homes:
            raise AttributeError(f"no file of templates/ui has a macro {name}")
        macro: Macro = getattr(self._environment.get_template(self._homes[name]).module, name)
        return macro

    def names(self) -> list[str]:
        """The names of all components."""
        return sorted(name for name, _ in self._all())

    def _all(self) -> list[tuple[str, str]]:
        files = self._environment.list_templates(filter_func=lambda name: name.startswith("ui/"))
        return [
            (name, file)
            for file in files
            for name, value in vars(self._environment.get_template(file).module).items()
            if not name.startswith("_") and callable(value)
        ]


class DesignSystem:
    """`nhsuk.input({…})` is a macro of nhsuk-frontend-jinja, which counts on missing keys being nothing."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("nhsuk_frontend_jinja"),
            undefined=ChainableUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def __getattr__(self, name: str) -> Macro:
        if name.startswith("_"):
            raise AttributeError(name)
        folder = re.sub(r"([A-Z])", lambda found: f"-{found[0].lower()}", name)
        template: Any = self._environment.get_template(f"nhsuk/components/{folder}/macro.jinja")
        macro: Macro = getattr(template.module, name)
        return macro
