"""The workbooks that the program hands out: a finished example to change, and editions that exist."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.engine.loading import Tables
from wccflow.engine.windows import Calendar
from wccflow.frameworks.clauses import joined
from wccflow.frameworks.dates import course_of
from wccflow.frameworks.layout import (
    DATES,
    DOCUMENTS,
    ITEMS,
    LEVELS,
    MILESTONES,
    NO,
    SCALE,
    SINGULAR,
    WORDS_ONLY,
    YES,
)
from wccflow.frameworks.writing import HOW, Book

Rows = Mapping[str, Sequence[Mapping[str, object]]]

WEEKS = (8, 6, 4, 6)  # of the stages of the example
LEVEL_ROWS = (
    ("1", "Level 1: beginning", "Little of it is in place."),
    ("2", "Level 2: growing", "Some of it is in place."),
    ("3", "Level 3: established", "It is in place, and people say so."),
    ("4", "Level 4: leading", "Others come to learn from it."),
)
ITEM_ROWS = (
    ("Finding people early", "1.1", "Memory is asked about", "survey, screening, health check"),
    (
        "Finding people early",
        "1.2",
        "The way to a diagnosis is short",
        "waiting time, referral, memory clinic",
    ),
    ("Living well", "2.1", "Everybody has a plan of care", "care plan, review, named nurse"),
    ("Living well", "2.2", "Carers are helped", "carer, respite, support group"),
    ("Living well", "2.3", "Staff know what dementia is", "training, awareness, induction"),
)
SHOWN_BY = {"1.1": "plan", "1.2": "plan, data", "2.1": "plan, audit", "2.2": "plan", "2.3": "plan, audit"}
DESCRIBED = {
    "1.2": {
        "1": "Nobody knows how long people wait.",
        "2": "Waiting is counted; half wait more than 12 weeks.",
        "3": "Nine in ten are seen within 6 weeks.",
        "4": "Nobody waits longer than elsewhere.\n"
        "• Nine in ten are seen within 6 weeks in every ward.\n"
        "• It has stayed so for a year.",
    }
}
DOCUMENT_ROWS = (
    ("plan", "Plan for dementia care", YES, YES, "As the board has seen it."),
    ("data", "Figures of the memory clinic", YES, NO, "The last four quarters."),
    ("audit", "Audit of care plans", NO, NO, "If there is one."),
)


def example(processes: Mapping[str, Tables], *, process: str, today: date) -> Book:
    """A finished example, sound as it stands, whose first stage opens about two months from now."""
    course = course_of(processes[process])
    first = today + timedelta(weeks=8, days=-today.weekday())
    windows = []
    for weeks, title in zip(WEEKS, course.stages.values(), strict=False):
        windows.append({"stage": title, "opens": first, "closes": first + timedelta(weeks=weeks, days=-3)})
        first += timedelta(weeks=weeks)
    return Book(
        about={
            "title": "Standards of dementia care",
            "edition": str(today.year),
            "key": "dementia-care",
            "statement": "How well people with dementia, and those who care for them, are looked after.",
            "process": process,
            "rating": LEVELS,
            "item": "standard",
            "items": "standards",
        },
        rows=_rows(windows),
        levels=[key for key, *_ in LEVEL_ROWS],
        processes=list(processes),
        stages=list(course.stages.values()),
        milestones=list(course.milestones.values()),
    )


def exported(
    definition: Definition,
    calendar: Calendar | None,
    element: Element,
    processes: Mapping[str, Tables],
    *,
    process: str,
) -> Book:
    """One part of an edition that exists, to change and send back."""
    course, scale = course_of(processes[process]), definition.scales[element.scale]
    levels = [level.key for level in scale.values]
    rows: Rows = {
        SCALE: [
            {
                "level": level.key,
                "title": level.title,
                "meaning": joined(level.statement, level.clauses),
                "rank": level.rank,
            }
            for level in scale.values
        ],
        ITEMS: [_item(definition, key) for key in element.items],
        DOCUMENTS: [
            {
                "document": slot.key,
                "title": slot.title,
                "required": YES if slot.required else NO,
                "board": YES if slot.board_approved else NO,
                "hint": slot.hint,
            }
            for slot in definition.slots.values()
            if set(slot.serves) & set(element.items)
        ],
        DATES: _windows(definition, calendar, list(course.stages.values())),
    }
    about = {
        "title": definition.title,
        "edition": definition.edition,
        "statement": element.statement,
        "process": process,
        "rating": LEVELS if levels else WORDS_ONLY,
        **{key: word for key, word in definition.words.items() if key in SINGULAR},
    }
    return Book(
        about=about,
        rows=rows,
        levels=levels,
        processes=list(processes),
        stages=list(course.stages.values()),
        milestones=list(course.milestones.values()),
        read_me=(*HOW, *_left_out(definition, element)),
    )


def parts_of(definition: Definition) -> list[Element]:
    """The parts of an edition that a workbook can hold: those with items, ones with levels first."""
    kinds = {"levels": 0, "rag": 1, "narrative": 2}
    found = [each for each in definition.elements.values() if each.items]
    able = [each for each in found if definition.scales[each.scale].kind in kinds]
    return sorted(able, key=lambda each: kinds[definition.scales[each.scale].kind])


def _rows(windows: Sequence[Mapping[str, object]]) -> Rows:
    return {
        SCALE: [{"level": key, "title": title, "meaning": meaning} for key, title, meaning in LEVEL_ROWS],
        ITEMS: [
            {
                "group": group,
                "item": key,
                "title": title,
                "documents": SHOWN_BY[key],
                "terms": terms,
                **{f"level:{level}": words for level, words in DESCRIBED.get(key, {}).items()},
            }
            for group, key, title, terms in ITEM_ROWS
        ],
        DOCUMENTS: [
            {"document": key, "title": title, "required": required, "board": board, "hint": hint}
            for key, title, required, board, hint in DOCUMENT_ROWS
        ],
        DATES: windows,
        MILESTONES: [],
    }


def _item(definition: Definition, key: str) -> dict[str, object]:
    item = definition.items[key]
    group = definition.items[item.parent].title if item.parent else ""
    return {
        "group": group,
        "item": key,
        "title": item.title,
        "statement": item.statement,
        "documents": ", ".join(item.slots),
        "terms": ", ".join(item.terms),
        **{
            f"level:{level}": joined(item.descriptors.get(level, ""), item.clauses.get(level, ()))
            for level in {**item.descriptors, **item.clauses}
        },
    }


def _windows(
    definition: Definition, calendar: Calendar | None, stages: Sequence[str]
) -> list[dict[str, object]]:
    """The days of the edition, stage by stage, where the process has as many; else the stages alone."""
    windows = [calendar.windows[key] for key in definition.stages] if calendar else []
    if len(windows) != len(stages):
        return [{"stage": stage} for stage in stages]
    return [
        {"stage": stage, "opens": window.opens, "closes": window.closes}
        for stage, window in zip(stages, windows, strict=True)
    ]


def _left_out(definition: Definition, element: Element) -> list[str]:
    others = [each.title for each in definition.elements.values() if each.key != element.key]
    here = f"This workbook holds the part “{element.title}” of {definition.title}."
    return [f"{here} Not in it: {', '.join(others)}; and its own process."] if others else [here]
