"""What the pages of ratings show, gathered for one person."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from wccflow.base.errors import NotFound
from wccflow.base.work import offers
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.evidence import queries as evidence
from wccflow.evidence.models import Version
from wccflow.evidence.touched import lines_of
from wccflow.people.rights import Reach, can
from wccflow.ratings import earlier_shown, giving_cards, queries
from wccflow.ratings.answers import choices
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.checklist import Checklist, checklist_of
from wccflow.ratings.earlier import earlier_case
from wccflow.ratings.hanging import hanging_of
from wccflow.ratings.keys import keys_of, keys_of_sheet
from wccflow.ratings.lines import Line, Section
from wccflow.ratings.models import Citation, Rating, RatingDraft
from wccflow.ratings.progress import channel_of, kinds_of, only_those, progress_of
from wccflow.ratings.rating_forms import forms_for
from wccflow.ratings.rules import (
    DOCUMENTS,
    SELF,
    STANCES,
    element_of,
    is_told,
    item_in_words,
    sheet_elements,
    takes,
)
from wccflow.ratings.sheet import place_of, sheet_of
from wccflow.ratings.soundness import asked_of, scale_of
from wccflow.ratings.told import said_of
from wccflow.ratings.voices import voices_of

Shown = dict[str, Any]


def sheet(case: Case, reach: Reach, only: str = "") -> Shown:
    """The sheet of all items, or of those alone that lack something."""
    sections, definition = sheet_of(case, reach), definition_of(case)
    lines = [line for section in sections for line in section.lines]
    return {
        "case": case,
        "heading": definition.heading("ratings"),
        "sections": only_those(sections, only),
        "whole": sections,
        "only": only,
        "filter_links": _filters(sections, case, reach, f"{case.address}/ratings", only),
        "progress": progress_of(sections, reach, case),
        "fills": channel_of(case, reach),
        "sees": sees_drafts(case, reach) or any(line.own for line in lines),
        **giving_cards.shown(case, reach),
        "copies_open": any(may(reach, ability, case) for ability in ("rate_self", "rate_documents")),
        "sees_last_year": sees_drafts(case, reach) and earlier_case(case) is not None,
        "sees_reviews": may(reach, "rate_documents", case) or any(line.reviewed for line in lines),
    }


def filling(case: Case, reach: Reach, only: str = "") -> Shown:
    """The sheet as one form, of all items or of those that lack something; NotFound for who rates none."""
    channel = channel_of(case, reach)
    if not channel:
        raise NotFound
    sections, definition = sheet_of(case, reach), definition_of(case)
    drafts = queries.drafts(case, channel, reach.person_id)
    asked = [each for each in only_those(sections, only) if takes(each.element, channel)]
    keys = [line.item.key for each in asked for line in each.lines]
    return {
        "case": case,
        "heading": definition.heading("ratings"),
        "channel": channel,
        "sections": asked,
        "only": only,
        "rows": {key: number for number, key in enumerate(keys, start=1)},
        "filter_links": _filters(sections, case, reach, f"{case.address}/filling", only),
        "progress": progress_of(sections, reach, case),
        "drafts": drafts,
        "checklists": {
            line.item.key: _ticked(line, drafts.get(line.item.key) or line.ratings.get(channel))
            for each in asked
            for line in each.lines
        },
        "keys": keys_of_sheet([each.scale for each in asked]),
    }


def one_item(case: Case, reach: Reach, item: str) -> Shown:
    """One item with everything that was ever said of it. Raises NotFound."""
    sections = sheet_of(case, reach)
    line, before, after = place_of(sections, item)
    if line is None:
        raise NotFound
    definition = definition_of(case)
    element = definition.elements[line.item.element]
    forms = forms_for(case, line, element, reach)
    own = next((each.draft for each in forms if each.channel == SELF), None)
    return {
        "case": case,
        "line": line,
        **_cited([each.citation for each in line.cited], case, reach),
        "group": definition.items.get(line.item.parent or ""),
        "element": element,
        "heading": definition.heading("ratings"),
        "by_self": takes(element, SELF),
        "before": before,
        "after": after,
        "forms": forms,
        "voices": voices_of(case, item, line.scale, line.cited, line.answers, reach),
        "progress": progress_of(sections, reach, case),
        "sees": sees_drafts(case, reach) or line.own is not None,
        "rates": any(each.channel == SELF for each in forms),
        "reviews": any(each.channel == DOCUMENTS for each in forms),
        "draft": own,
        **earlier_shown.on_item(case, reach, item, own, line.own),
        "stances": STANCES,
        "clause_words": {each.key: each.words for each in asked_of(case, item)},
        "keys": keys_of(line.scale),
        "cited_answers": line.answers,
        "answer_choices": choices(case, reach),
        **giving_cards.shown(case, reach, item),
        **beside(case, reach, item),
        "wanted": [definition.slots[slot].title for slot in line.item.slots if slot in definition.slots],
    }


def beside(case: Case, reach: Reach, item: str) -> Shown:
    """What later rooms show beside an item."""
    found = (source(case, item, reach) for source in offers().strips.values())
    return {name: value for each in found for name, value in each.items()}


def checklist(case: Case, item: str, value: str, met: Sequence[str]) -> Checklist | None:
    """What follows from these clauses of an item at this value. Raises NotFound."""
    definition = definition_of(case)
    if element_of(definition, item) is None or item not in definition.items:
        raise NotFound
    return checklist_of(scale_of(case, item), definition.items[item], value, met)


def citing(case: Case, version: Version, key: str, words: str, channel: str) -> Shown:
    """The choice of an item for words of a document; the items that the document serves come first."""
    definition = definition_of(case)
    slot = evidence.home(version).slot
    elements = [each for each in sheet_elements(definition) if takes(each, channel)]
    items = [definition.items[key] for element in elements for key in element.items]
    ordered = sorted(items, key=lambda each: slot not in each.slots)
    return {
        "case": case,
        "version": version,
        "item_word": definition.word("item") if all(_told(definition, each) for each in elements) else "item",
        "quote": evidence.quote(version.id, key, words),
        "document": definition.slots[slot].title,
        "choices": [(each.key, item_in_words(definition, each.key)) for each in ordered],
        "stances": STANCES,
    }


def may(reach: Reach, ability: str, case: Case) -> bool:
    """Whether the person may do this here and now: for showing a form or not."""
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _cited(citations: Sequence[Citation], case: Case, reach: Reach) -> Shown:
    """What reviewers found in cited passages, who says what of them, and where they stand now."""
    return {
        "verdicts": queries.verdicts([each.id for each in citations], reach),
        "said_of": said_of(citations, reach),
        "followed": lines_of([hanging_of(each) for each in citations], case, reach),
    }


def _ticked(line: Line, given: Rating | RatingDraft | None) -> Checklist | None:
    """The checklist of a row, with what stands in it; None where nothing is asked."""
    if line.is_told:
        return None
    shown_by = Counter(each.citation.clause for each in line.cited if each.citation.clause)
    value, met = (given.value, list(given.clauses)) if given else ("", [])
    return checklist_of(line.scale, line.item, value, met, shown_by)


def _filters(
    sections: Sequence[Section], case: Case, reach: Reach, address: str, only: str
) -> list[tuple[str, str, int, bool]]:
    """Links to the items alone that lack something, with how many they are."""
    return [
        (words, f"{address}?show={name}", count, name == only)
        for name, words, count in kinds_of(sections, case, reach)
    ]


def _told(definition: Definition, element: Element) -> bool:
    return is_told(definition.scales[element.scale])
