"""Moving many at once: the same move for each case where it stands open and is the person's to make."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from wccflow.base.errors import NotFound
from wccflow.cycles import actions
from wccflow.cycles.outlook import Outlook
from wccflow.engine.decisions import Offer, Refused
from wccflow.engine.definition import Move
from wccflow.engine.refusals import either
from wccflow.monitor.consequences import Consequence, Picked, Preview, Question, Wish


def preview(picked: Picked, wish: Wish) -> Preview:
    """For which of the cases the move can be made, and for the others why it cannot."""
    moves = _moves(picked)
    if not moves:
        return Preview(wants="There is no move that you make from where these cases stand.")
    asked = wish.get("event", "")
    move = next((each for each in moves if each.event == asked), moves[0])
    questions = _questions(moves, move, wish)
    consequences = tuple(_consequence(found, move, picked) for found in picked.found)
    if move.reason_required and not wish.get("reason", "").strip():
        return Preview(questions, consequences, wants=f"“{move.label}” needs a reason.", warning=move.confirm)
    return Preview(questions, consequences, warning=move.confirm)


def carry_out(picked: Picked, wish: Wish) -> Sequence[Consequence]:
    """Make the move of each case for which it is open."""
    found, told = {each.case.organisation.code: each for each in picked.found}, []
    event = wish.get("event", "")
    if event not in {move.event for move in _moves(picked)}:
        raise NotFound
    for each in preview(picked, wish).consequences:
        if each.can:
            case = found[each.key].case
            actions.move(case, event, by=picked.by, now=picked.now, reason=wish.get("reason", ""))
            told.append(replace(each, say=f"Is now at “{_title(found[each.key])}”."))
        else:
            told.append(each)
    return told


def _title(found: Outlook) -> str:
    return found.definition.states[found.case.state].title


def _moves(picked: Picked) -> list[Move]:
    """The moves of this person from where the cases stand, that of most cases first."""
    counts: Counter[str] = Counter()
    moves: dict[str, Move] = {}
    for found in picked.found:
        mine = picked.by.roles_at(found.case.place)
        for offer in found.offers:
            if not mine.isdisjoint(offer.move.by):
                moves[offer.move.event] = offer.move
                counts[offer.move.event] += 1 + len(picked.found) * offer.open
    return [moves[event] for event, _ in counts.most_common()]


def _questions(moves: Sequence[Move], move: Move, wish: Wish) -> tuple[Question, ...]:
    options = tuple((each.event, each.label) for each in moves)
    which = Question("event", "Which move", "select", move.event, options=options)
    if not move.reason_required:
        return (which,)
    why = Question(
        "reason", "Why? The reason is kept with every one of them.", "textarea", wish.get("reason", "")
    )
    return which, why


def _consequence(found: Outlook, move: Move, picked: Picked) -> Consequence:
    case = found.case
    offer = next((each for each in found.offers if each.move.event == move.event), None)
    why = _why_not(found, move, offer, picked)
    to = found.definition.states[move.to].title
    say = why or f"Goes from “{_title(found)}” to “{to}”."
    return Consequence(case.organisation.code, case.organisation.name, case.address, not why, say)


def _why_not(found: Outlook, move: Move, offer: Offer | None, picked: Picked) -> str:
    """Everything that stands in the way, in one sentence; nothing when nothing does."""
    if offer is None:
        return f"Stays: it is at “{_title(found)}”, from where this move does not lead."
    said = []
    if picked.by.roles_at(found.case.place).isdisjoint(move.by):
        said.append(f"the move is for the {either(found.definition.titles(move.by))}")
    if isinstance(offer.answer, Refused):
        said += [each.say for each in offer.answer.refusals]
    return f"Stays: {'; '.join(said)}." if said else ""
