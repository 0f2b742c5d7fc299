"""An invented release: results of as many organisations as one likes, with the seals that they rest on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from wccflow.base.places import workflows_folder
from wccflow.calibration.rules import canonical, digest
from wccflow.engine.definition import Definition
from wccflow.engine.loading import load
from wccflow.engine.reports import ReportForm
from wccflow.publication.rules import NATION, OVERSEER
from wccflow.publication.snapshot import FORM, FORMAT
from wccflow.publication.standings import statuses
from wccflow.ratings.rules import MODERATED, NATIONAL, TITLES, grouped, item_in_words

WORDS = "The board heard of this in public, compared it with others, and changed what it buys. " * 4
ROW = {OVERSEER: TITLES[MODERATED], NATION: TITLES[NATIONAL]}


@dataclass
class Invented:
    """Texts by their hashes, as a database would give them, and the snapshot that names them."""

    header: dict[str, Any]
    results: dict[str, str] = field(default_factory=dict)
    seals: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)

    def result(self, sha256: str) -> str:
        """The text of a result."""
        return self.results[sha256]

    def sealed(self, sha256: str) -> str:
        """The text of sealed ratings."""
        return self.seals[sha256]

    def definition(self, sha256: str) -> str:
        """The text of a definition."""
        return self.definitions[sha256]


def invented(organisations: int, *, seed: int = 1, items: int = 0) -> Invented:
    """A release of so many organisations; `items` of each element are rated, all when 0."""
    definition = load(workflows_folder() / "wcc").editions["2009-10"]
    kept = json.dumps(definition.document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    cycle = {"key": "invented", "title": "An invented cycle", "assessment": definition.title}
    made = Invented(
        {
            "format": FORMAT,
            "form": FORM,
            "cycle": {**cycle, "demonstration": True},
            "release": {"number": 1, "label": "1", "at": "", "note": "", "before": "", "signed": False},
            "results": [],
            "summary": [],
            "definitions": [definition.digest],
            "rankings": [],
            "changelog": [{"label": "1", "at": "", "note": "", "changes": ["The first release."]}],
        }
    )
    made.definitions[definition.digest] = kept
    dice = Random(seed)
    for number in range(organisations):
        _add(made, definition, cycle, f"{number:03}", dice, items)
    return made


def _add(
    made: Invented, definition: Definition, cycle: dict[str, str], code: str, dice: Random, items: int
) -> None:
    elements = list(_elements(definition, dice, items))
    rated = [item for element in elements for group in element["groups"] for item in group["items"]]
    sealed = canonical(
        {
            "cycle": cycle["key"],
            "organisation": code,
            "definition": definition.digest,
            "ratings": [
                {"item": each["key"], "panel": each["panel_value"], "level": each["value"]} for each in rated
            ],
        }
    )
    content = _content(definition, cycle, code, elements, digest(sealed))
    text = canonical(content)
    made.results[digest(text)], made.seals[digest(sealed)] = text, sealed
    made.header["results"].append(
        {
            "code": code,
            "name": f"Organisation {code}",
            "overseer": "An overseer",
            "kind": "result",
            "sha256": digest(text),
            "sealed": digest(sealed),
            "why": "",
        }
    )


def _content(
    definition: Definition, cycle: dict[str, str], code: str, elements: list[dict[str, Any]], sealed: str
) -> dict[str, Any]:
    form = ReportForm()
    return {
        "format": 2,
        "demonstration": True,
        "cycle": cycle,
        "organisation": {"code": code, "name": f"Organisation {code}"},
        "overseer": {"code": "Q00", "name": "An overseer"},
        "panel_day": "2010-04-12",
        "title": form.title,
        "salutation": "",
        "what_it_is": list(form.what_it_is),
        "how_decided": list(form.how_decided),
        "first": [{"title": "Overall impression", "text": WORDS * 4}],
        "last": [],
        "told": [],
        "recommendations": [{"title": f"Recommendation {at}", "text": WORDS} for at in (1, 2, 3)],
        "narratives": [{"title": "Potential for improvement", "text": WORDS * 3}],
        "elements": elements,
        "changes": list(_changes(elements)),
        "replies": ["We thank the panel."],
        "response": "We have begun with the first recommendation.",
        "outcomes": [],
        "since": None,
        "statuses": statuses(definition, elements),
        "attendance": {"present": ["Chair"], "absent": []},
        "sealed": {"sha256": sealed, "definition": definition.digest},
    }


def _elements(definition: Definition, dice: Random, items: int) -> Iterator[dict[str, Any]]:
    for element in definition.elements.values():
        scale = definition.scales[element.scale]
        if scale.kind not in ("levels", "rag"):
            continue
        told = [
            {
                "key": level.key,
                "title": level.title,
                "rank": level.rank,
                "statement": level.statement,
                "clauses": list(level.clauses),
                "unverified": level.unverified,
            }
            for level in scale.values
        ]
        groups = [
            {
                "title": group.title if group else "",
                "level": "",
                "items": [_item(definition, each.key, told, dice) for each in members],
            }
            for group, members in grouped(definition, element)[: items or None]
        ]
        yield {
            "key": element.key,
            "title": element.title,
            "statement": element.statement,
            "rollup": element.rollup,
            "scale": told,
            "groups": groups,
        }


def _item(definition: Definition, key: str, scale: list[dict[str, Any]], dice: Random) -> dict[str, Any]:
    panel = dice.choice(scale)
    final = dice.choice(scale) if dice.random() < 0.1 else panel
    steps = final["rank"] - panel["rank"]
    by = dice.choice((OVERSEER, NATION))
    chain = [{"by": by, "before": panel["key"], "after": final["key"], "steps": steps}] if steps else []
    return {
        "key": key,
        "title": item_in_words(definition, key),
        "level": final["title"],
        "panel": panel["title"],
        "reason": WORDS,
        "value": final["key"],
        "panel_value": panel["key"],
        "says": {"statement": final["statement"], "clauses": final["clauses"], "unverified": True},
        "chain": chain,
        "sentences": [
            {"quote": WORDS[:90], "document": "Strategic plan", "heading": "Goals", "page": 3}
            | {"stance": "supports it"}
        ],
        "withheld": "2 sentences of “Board papers” are withheld.",
    }


def _changes(elements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for element in elements:
        for group in element["groups"]:
            for item in group["items"]:
                for step in item["chain"]:
                    yield {
                        "key": item["key"],
                        "item": item["title"],
                        "before": item["panel"],
                        "after": item["level"],
                        "steps": step["steps"],
                        "where": ROW[step["by"]],
                        "reason": "As elsewhere.",
                        "signatures": 1 if abs(step["steps"]) < 2 else 2,
                    }
