"""What the chair steers: the agenda and its clock, the item on the table, the screens, the feedback."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.panels import feedback, forms, screens, timing
from wccflow.panels.entry import in_room
from wccflow.people import visitor
from wccflow.web.forms import identity, text
from wccflow.web.pages import redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("steering", __name__)

ROOM = "/panels/<uuid:panel_id>"
PART = f"{ROOM}/parts/<int:number>"
POINT = f"{ROOM}/feedback/<uuid:point_id>"


@route(blueprint, f"{ROOM}/parts", may="see", methods=("POST",))
def add_part(panel_id: UUID) -> ResponseReturnValue:
    """One more part of the day."""
    case, panel = in_room(panel_id)
    timing.add(case, **forms.part(), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, PART, may="see", methods=("PUT",))
def change_part(panel_id: UUID, number: int) -> ResponseReturnValue:
    """Change a part of the day."""
    case, panel = in_room(panel_id)
    point = timing.point_called(case, panel, number)
    timing.change(case, point, **forms.part(), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, PART, may="see", methods=("DELETE",))
def remove_part(panel_id: UUID, number: int) -> ResponseReturnValue:
    """Take a part off the agenda."""
    case, panel = in_room(panel_id)
    timing.remove(case, timing.point_called(case, panel, number), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{PART}/place", may="see", methods=("PUT",))
def move_part(panel_id: UUID, number: int) -> ResponseReturnValue:
    """Put a part one earlier."""
    case, panel = in_room(panel_id)
    timing.move(case, timing.point_called(case, panel, number), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{PART}/clock", may="agree_ratings", methods=("PUT",))
def begin_part(panel_id: UUID, number: int) -> ResponseReturnValue:
    """Let a part begin."""
    case, panel = in_room(panel_id)
    timing.begin(case, timing.point_called(case, panel, number), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/clock", may="agree_ratings", methods=("DELETE",))
def end_part(panel_id: UUID) -> ResponseReturnValue:
    """End the part that is on."""
    case, panel = in_room(panel_id)
    timing.end(case, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/table", may="agree_ratings", methods=("PUT",))
def take_up(panel_id: UUID) -> ResponseReturnValue:
    """Put an item on the panel's table."""
    case, panel = in_room(panel_id)
    item = text("item", missing="Choose an item.")
    screens.take_up(case, item, by=visitor.reach(), now=clock.now())
    return redirect_to(f"{panel.address}/items/{item}")


@route(blueprint, f"{ROOM}/table", may="agree_ratings", methods=("DELETE",))
def put_down(panel_id: UUID) -> ResponseReturnValue:
    """Leave the item on the table."""
    case, panel = in_room(panel_id)
    screens.put_down(case, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/screens", may="agree_ratings", methods=("PUT",))
def show(panel_id: UUID) -> ResponseReturnValue:
    """Put a passage on all screens: one that is named, or one at an address."""
    case, panel = in_room(panel_id)
    reach, now, item = visitor.reach(), clock.now(), text("item")
    if address := text("address"):
        screens.show_at(case, address, by=reach, now=now)
    else:
        version, words = identity("version_id", missing=screens.NOT_FOUND), text("quote")
        screens.show(case, version, text("passage"), by=reach, now=now, words=words, item=item)
    tell("The passage is on all screens, the organisation's too.")
    return redirect_to(f"{panel.address}/items/{item}" if item else panel.address)


@route(blueprint, f"{ROOM}/screens", may="agree_ratings", methods=("DELETE",))
def clear(panel_id: UUID) -> ResponseReturnValue:
    """Take the passage off all screens."""
    case, panel = in_room(panel_id)
    screens.clear(case, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/feedback", may="see", methods=("POST",))
def write_feedback(panel_id: UUID) -> ResponseReturnValue:
    """Prepare a point of the feedback."""
    case, panel = in_room(panel_id)
    feedback.write(case, text("kind"), text("body"), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, POINT, may="see", methods=("PUT",))
def change_feedback(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Word a point otherwise."""
    case, panel = in_room(panel_id)
    point = feedback.point_here(panel, point_id)
    forms.require_words_unchanged(point.version, point.words)
    feedback.change(case, point, text("body"), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, POINT, may="see", methods=("DELETE",))
def drop_feedback(panel_id: UUID, point_id: UUID) -> ResponseReturnValue:
    """Leave a point out."""
    case, panel = in_room(panel_id)
    feedback.drop(case, feedback.point_here(panel, point_id), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/feedback", may="agree_ratings", methods=("PUT",))
def give_feedback(panel_id: UUID) -> ResponseReturnValue:
    """Give the organisation its feedback."""
    case, panel = in_room(panel_id)
    feedback.give(case, by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/replies", may="agree_ratings", methods=("POST",))
def note_reply(panel_id: UUID) -> ResponseReturnValue:
    """Write down what the organisation said to its feedback."""
    case, panel = in_room(panel_id)
    feedback.note_reply(case, text("body"), by=visitor.reach(), now=clock.now())
    return redirect_to(panel.address)
