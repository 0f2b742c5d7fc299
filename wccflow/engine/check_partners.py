"""Checks that partners can be asked: few questions, on items they speak of, put to kinds that are known."""

from collections.abc import Iterator

from wccflow.engine.check_names import unknown
from wccflow.engine.definition import Definition
from wccflow.engine.findings import Finding
from wccflow.engine.partners import MOST_QUESTIONS, Question

KIND = "partners"
CHANNEL = "partners"


def findings(definition: Definition) -> Iterator[Finding]:
    """Questions too many, names that stand for nothing, answers that could not be set beside ratings."""
    partners = definition.partners
    if len(partners.questions) > MOST_QUESTIONS:
        say = f"are {len(partners.questions)}; partners are asked at most {MOST_QUESTIONS}"
        yield Finding(KIND, "", "questions", say)
    if partners.questions and not partners.kinds:
        yield Finding(KIND, "", "kinds", "is missing, so nobody could be invited")
    for kind in partners.kinds:
        if partners.questions and not any(each.is_put_to(kind) for each in partners.questions.values()):
            yield Finding(KIND, f"kinds.{kind}", "", "is asked nothing")
    for question in partners.questions.values():
        yield from _names(definition, question)
        yield from _answers(definition, question)


def _names(definition: Definition, question: Question) -> Iterator[Finding]:
    key = f"questions.{question.key}"
    yield from unknown(question.asked_of, definition.partners.kinds, "kind of partner", KIND, key, "asked_of")
    yield from unknown([question.scale], definition.scales, "scale", KIND, key, "scale")
    if not question.text.endswith("?"):
        yield Finding(KIND, key, "text", "should end with a question mark")
    if not question.items:
        yield Finding(KIND, key, "items", "bears on no item, so its answers would count for nothing")


def _answers(definition: Definition, question: Question) -> Iterator[Finding]:
    """Partners' answers lie beside ratings, so both have the same ranks; and elements say who rates them."""
    key, scale = f"questions.{question.key}", definition.scales.get(question.scale)
    if scale is not None and not scale.values:
        yield Finding(KIND, key, "scale", f"“{scale.key}” has no answers to choose from")
    for name in question.items:
        item = definition.items.get(name)
        element = definition.elements.get(item.element) if item else None
        if element is None:
            continue  # told where the files were put together
        if CHANNEL not in element.channels:
            say = f"“{name}” is not for partners: name them in the channels of “{element.key}”"
            yield Finding(KIND, key, "items", say)
        rated = definition.scales.get(element.scale)
        if scale and rated and {each.rank for each in scale.values} != {each.rank for each in rated.values}:
            yield Finding(
                KIND, key, "scale", f"has other ranks than “{rated.key}”, by which “{name}” is rated"
            )
