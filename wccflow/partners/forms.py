"""Reading what partners send."""

from wccflow.web.forms import text


def answers(keys: list[str]) -> dict[str, str]:
    """What was chosen for each of these questions."""
    return {key: text(f"answer-{key}") for key in keys}
