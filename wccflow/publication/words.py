"""The sentences beside published results, and what results published in an earlier form did not carry."""

from typing import Any

from wccflow.engine.definition import Definition
from wccflow.engine.reports import ReportForm

WHY_NO_LEAGUE_TABLE = (
    "There is no league table here. A ranking would turn many judgements into one number by a rule that "
    "nobody has agreed, and would tell organisations apart that differ by less than two panels do."
)

WHY_NO_SENTENCES = (
    "The documents on which this rests belong to the organisation and are not published here. "
    "Ask the organisation for them: most are papers of its public board."
)


def told_in_words(definition: Definition) -> bool:
    """Whether results are words alone, so that nobody could make a ranking of them."""
    return all(scale.kind == "narrative" for scale in definition.scales.values())


def whole(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a result with everything that its page shows, also where it was published without."""
    form = ReportForm()
    impression = content.get("impression", "")
    before = {
        "title": form.title,
        "salutation": "",
        "what_it_is": list(form.what_it_is),
        "how_decided": list(form.how_decided),
        "first": [{"title": "Overall impression", "text": impression}] if impression else [],
        "last": [],
        "told": [],
    }
    return {**before, **content}
