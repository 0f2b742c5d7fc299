"""The ratings of a published content at a glance."""

from typing import Any

from wccflow.panels.glance import Glance, glance


def glances(content: dict[str, Any]) -> list[Glance]:
    """The ratings of a published result at a glance, element by element."""
    return [
        glance(
            element["title"],
            [each["title"] for each in element["scale"]],
            [(group["title"], [each["level"] for each in group["items"]]) for group in element["groups"]],
        )
        for element in content["elements"]
    ]
