"""The sentences beside published results, and what results published in an earlier form did not carry."""

from typing import Any

from wccflow.engine.definition import Definition
from wccflow.engine.reports import ReportForm
from wccflow.publication.rules import items_of

WHY_NO_LEAGUE_TABLE = (
    "There is no league table here. A ranking would turn many judgements into one number by a rule that "
    "nobody has agreed, and would tell organisations apart that differ by less than two panels do."
)

WHY_NO_SENTENCES = (
    "The documents on which this rests belong to the organisation and are not published here. "
    "Ask the organisation for them: most are papers of its public board."
)

WHY_SOME_SENTENCES = (
    "Sentences of documents stand beside a rating where the organisation has agreed to it. The documents "
    "themselves belong to the organisation: ask it for them. Most are papers of its public board."
)


def told_in_words(definition: Definition) -> bool:
    """Whether results are words alone, so that nobody could make a ranking of them."""
    return all(scale.kind == "narrative" for scale in definition.scales.values())


def why_no_sentences(content: dict[str, Any]) -> str:
    """Why the documents are not there, and where single sentences of them are."""
    some = any(item.get("sentences") for _, _, item in items_of(content))
    return WHY_SOME_SENTENCES if some else WHY_NO_SENTENCES


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
        "response": "",
        "outcomes": [],
        "since": None,
        "statuses": [],
        "corrections": [],
    }
    shown = {**before, **content}
    missing: dict[str, Any] = {"says": None, "sentences": [], "withheld": ""}
    for _, _, item in items_of(shown):
        for name, value in missing.items():
            item.setdefault(name, value)
    return shown
