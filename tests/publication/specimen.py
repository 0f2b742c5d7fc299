"""A release in which everything stands that one can hold, written by hand so that nothing else moves it."""

import hashlib
from io import BytesIO
from typing import Any

from wccflow.calibration.rules import canonical, digest
from wccflow.publication import zipped
from wccflow.publication.building import build
from wccflow.publication.snapshot import FORM, FORMAT

DEFINITION = "{}"
LEVELS = [
    {"key": "1", "title": "Level 1", "rank": 1, "statement": "", "clauses": [], "unverified": False},
    {
        "key": "2",
        "title": "Level 2",
        "rank": 2,
        "statement": "It compares itself with others.",
        "clauses": ["with some", "and with the best"],
        "unverified": True,
    },
]
CYCLE = {"key": "specimen", "title": "A specimen & its cycle", "assessment": "An assessment"}
OVERSEER = {"code": "Q00", "name": "An overseer"}


class Specimen:
    """The header, and the texts that it names by their hashes."""

    def __init__(self) -> None:
        self.texts = {digest(DEFINITION): DEFINITION}
        rated, told, old = _rated(), _told(), _old()
        gone = self._entry(_who("D04", "Delta"), kind="withdrawn", why="The figures were another's.")
        entries = [self._entry(each) for each in (rated, told, old)]
        self.header: dict[str, Any] = {
            "format": FORMAT,
            "form": FORM,
            "cycle": {**CYCLE, "demonstration": True},
            "release": {
                "number": 2,
                "label": "1.1",
                "at": "2010-05-04T09:00:00+00:00",
                "note": "One level was mistyped.",
                "before": "0" * 64,
                "signed": True,
            },
            "results": [*entries, gone],
            "summary": [{"title": "What we saw", "text": "Much is done.\n\nMore is to do."}],
            "definitions": [digest(DEFINITION)],
            "rankings": [_ranking("halves", _rows()), _ranking("first", [])],
            "changelog": [
                {"label": "1", "at": "2010-04-20T09:00:00+00:00", "note": "The first.", "changes": ["All."]},
                {"label": "1.1", "at": "", "note": "", "changes": ["Alpha: corrected.", "Delta: withdrawn."]},
            ],
        }

    def result(self, sha256: str) -> str:
        """The text of a result."""
        return self.texts[sha256]

    sealed = definition = result

    def _entry(self, content: dict[str, Any], kind: str = "result", why: str = "") -> dict[str, Any]:
        sealed = canonical({"organisation": content["organisation"]["code"]})
        text = canonical({**content, "sealed": {"sha256": digest(sealed), "definition": digest(DEFINITION)}})
        self.texts |= {digest(text): text, digest(sealed): sealed}
        return {
            "code": content["organisation"]["code"],
            "name": content["organisation"]["name"],
            "overseer": OVERSEER["name"],
            "kind": kind,
            "sha256": digest(text),
            "sealed": digest(sealed),
            "why": why,
        }


def drawn() -> dict[str, str]:
    """The hash of every file of the specimen as it is drawn now, and of the whole zip file."""
    made, out = Specimen(), BytesIO()
    build(made.header, made, out)
    files = {each.name: zipped.read(out, each) for each in zipped.entries(out)} | {"": out.getvalue()}
    return {name or "the zip file": hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _who(code: str, name: str) -> dict[str, Any]:
    return {
        "format": 2,
        "demonstration": True,
        "cycle": CYCLE,
        "organisation": {"code": code, "name": name},
        "overseer": OVERSEER,
    }


def _rated() -> dict[str, Any]:
    """A result with ratings, and with everything that may stand beside them."""
    return {
        **_who("A01", "Alpha <PCT>"),
        "panel_day": "2010-04-12",
        "title": "report of the panel",
        "salutation": "",
        "what_it_is": ["This is what it is."],
        "how_decided": ["A panel met.", "Others looked again."],
        "first": [{"title": "Overall impression", "text": "It knows where it goes.\n\nIt says so."}],
        "last": [{"title": "A last word", "text": "Thank you."}],
        "told": [],
        "recommendations": [
            {"title": "Name an owner", "text": "For each goal."},
            {"title": "=Sum", "text": ""},
        ],
        "narratives": [{"title": "Potential", "text": "Much."}, {"title": "Nothing here", "text": ""}],
        "elements": [_element("levels", "Competencies"), _element("", "Governance")],
        "changes": [_change("1.1", 2), {**_change("1.2", 1), "where": "Correction after publication"}],
        "corrections": [
            {"what": "Impression", "before": "It did.", "after": "It does.", "reason": "A slip."}
            | {"signatures": 2}
        ],
        "replies": ["We thank the panel."],
        "response": "We have begun.\n\nMore follows.",
        "outcomes": [_outcome("", "Fewer is better"), _outcome("The data are late.", "")],
        "since": _since(),
        "statuses": [_status(holds=True, unverified=True), _status(holds=False, unverified=False)],
        "attendance": {"present": ["Chair"], "absent": ["Clinician"]},
    }


def _told() -> dict[str, Any]:
    """A result in words alone."""
    item = {"key": "n1", "title": "Access", "text": "Better.\n\nStill slow."}
    return {
        **_rated(),
        **_who("B02", "Beta"),
        "panel_day": None,
        "salutation": "Dear chair,",
        "told": [
            {
                "title": "What was looked at",
                "items": [{**item, "sources": ["Plan", "Papers"]}, {**item, "key": "n2", "sources": []}],
            }
        ],
        "recommendations": [],
        **{key: [] for key in ("elements", "changes", "corrections", "outcomes", "statuses", "replies")},
        "since": None,
        "response": "",
    }


def _old() -> dict[str, Any]:
    """A result as the first form of the content had it."""
    item = {"key": "1.1", "title": "One", "level": "Level 2", "panel": "Level 2", "reason": "So it is."}
    group = {"title": "", "level": "", "items": [item]}
    scale = [{"title": each["title"], "statement": each["statement"]} for each in LEVELS]
    return {
        **_who("C03", "Gamma"),
        "format": 1,
        "panel_day": "2009-04-12",
        "impression": "A board that listens.",
        "recommendations": [],
        "narratives": [],
        "elements": [{"title": "Levels", "statement": "", "scale": scale, "groups": [group]}],
        "changes": [{key: value for key, value in _change("1.1", 1).items() if key not in ("key", "steps")}],
        "replies": [],
    }


def _element(key: str, title: str) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "statement": "What is asked." if key else "",
        "rollup": "lowest",
        "scale": LEVELS,
        "groups": [
            {"title": f"{title}: a group", "level": "Level 2", "items": [_item("1.1", whole=True)]},
            {"title": "", "level": "", "items": [_item("1.2", whole=False), _item("1.3", whole=None)]},
        ],
    }


def _item(key: str, *, whole: bool | None) -> dict[str, Any]:
    """With sentences and a level in words; without, but with the reason why; with neither."""
    quoted = {
        "quote": "We compare.",
        "document": "Plan",
        "heading": "Goals",
        "page": 3,
        "stance": "supports it",
    }
    bare = {**quoted, "heading": "", "page": None}
    says = {"statement": "It compares.", "clauses": ["with some"], "unverified": True}
    return {
        "key": key,
        "title": f"{key} An item",
        "level": "Level 2",
        "panel": "Level 1" if whole else "Level 2",
        "value": "2",
        "panel_value": "1" if whole else "2",
        "reason": "=It follows." if whole is None else "It follows.",
        "says": says if whole else {"statement": "", "clauses": [], "unverified": False},
        "chain": [],
        "sentences": [quoted, bare] if whole else [],
        "withheld": "2 sentences are withheld." if whole is not None else "",
    }


def _change(key: str, signatures: int) -> dict[str, Any]:
    return {
        "key": key,
        "item": f"{key} An item",
        "before": "Level 1",
        "after": "Level 2",
        "steps": 1,
        "where": "Regional calibration",
        "reason": "As elsewhere.",
        "signatures": signatures,
    }


def _outcome(fault: str, direction: str) -> dict[str, Any]:
    return {
        "key": "o1",
        "title": "Smoking",
        "value": "21 %",
        "national_average": "20 %, above",
        "upper_quartile": "17 %",
        "direction": direction,
        "trend": "falling",
        "chance": "",
        "notes": ["A new count."] if fault else [],
        "fault": fault,
        "source": "Invented" if fault else "",
    }


def _since() -> dict[str, Any]:
    steps = [(1, "Level 1", ""), (-1, "Level 2", ""), (0, "Level 2", ""), (None, "", "It was not rated.")]
    items = [
        {"key": str(at), "title": f"Item {at}", "after": "Level 2"}
        | {"before": before, "steps": each, "note": note}
        for at, (each, before, note) in enumerate(steps)
    ]
    return {
        "cycle": {**CYCLE, "title": "Last year"},
        "organisation": {"code": "A00", "name": "Old Alpha"},
        "items": items,
        "better": 1,
        "worse": 1,
        "same": 1,
    }


def _status(*, holds: bool, unverified: bool) -> dict[str, Any]:
    return {
        "key": "first",
        "title": "In the first row",
        "version": "1",
        "rule": "All at Level 2.",
        "holds": holds,
        "why": ["Competencies: 3 items at Level 2 or better; 3 needed."],
        "consequences": ["It may do more.", "It is asked less."],
        "unverified": unverified,
    }


def _ranking(key: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": key,
        "title": f"By {key}",
        "version": "1",
        "rule": "Both count alike.",
        "source": "a paper" if rows else "",
        "rows": rows,
        "none": "" if rows else "Nothing is ranked: 2 results of 3 needed.",
    }


def _rows() -> list[dict[str, Any]]:
    return [
        {"code": "A01", "name": "Alpha <PCT>", "place": 1, "points": "87.5", "first": 1, "last": 2},
        {"code": "C03", "name": "Gamma", "place": 2, "points": "62.5", "first": 1, "last": 2},
    ]
