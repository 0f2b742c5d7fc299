"""The acts on many that the cockpit offers, and carrying one out: all of it or nothing, told line by line."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.monitor import assigning, extending, holding, moving, reminding
from wccflow.monitor.consequences import Act, Consequence, Picked, Wish
from wccflow.monitor.models import BulkAct, BulkConsequence
from wccflow.people.rights import Reach

REMIND = Act(
    key="remind",
    label="Remind",
    say="Those who can clear what is missing are told at once, each of their own organisation.",
    ability="comment",
    preview=reminding.preview,
    carry_out=reminding.carry_out,
    undo=reminding.undo,
    undo_label="Take back what nobody has read yet",
)
MOVE = Act(
    key="move",
    label="Move on or back",
    say="The same move for each, wherever it stands open and is yours to make.",
    ability="monitor",
    preview=moving.preview,
    carry_out=moving.carry_out,
)
HOLD = Act(
    key="hold",
    label="Hold a stage open",
    say="A later last day for a stage is proposed; it holds once a second person has signed it.",
    ability="manage_windows",
    preview=holding.preview,
    carry_out=holding.carry_out,
    undo=holding.undo,
    undo_label="Withdraw what nobody has countersigned yet",
)
ASSIGN = Act(
    key="assign",
    label="Give to a reviewer",
    say="Each case is given to somebody to read; whoever has an interest in an organisation is passed over.",
    ability="assign_reviews",
    preview=assigning.preview,
    carry_out=assigning.carry_out,
    undo=assigning.undo,
    undo_label="Take them back again",
)
EXTEND = Act(
    key="extend",
    label="Give more time",
    say="Another day for a milestone of each; beyond a few working days a second person signs, too.",
    ability="manage_windows",
    preview=extending.preview,
    carry_out=extending.carry_out,
    undo=extending.undo,
    undo_label="Take the time back",
)

ACTS: Mapping[str, Act] = {each.key: each for each in (REMIND, MOVE, HOLD, EXTEND, ASSIGN)}


def carry_out(act: Act, picked: Picked, wish: Wish, *, back: str) -> BulkAct:
    """Do it, keep what came of it, and note that it was done. Raises Refused when nothing would be done."""
    asked = act.preview(picked, wish)
    if asked.wants:
        raise Refused(asked.wants)
    if not asked.ready:
        raise Refused("There is nothing to do for any of these: each says why.")
    told = act.carry_out(picked, wish)
    made = BulkAct(
        cycle_id=picked.cycle.id,
        kind=act.key,
        by_id=picked.by.person_id,
        at=picked.now,
        back=back,
        consequences=[_kept(place, each) for place, each in enumerate(told)],
    )
    session().add(made)
    session().flush()
    _record("act.done", made, picked.by, picked.now, done=sum(each.can for each in told))
    return made


def undo(made: BulkAct, *, by: Reach, now: datetime) -> int:
    """Take back what can be; gives for how many it could. Raises Refused when there is no way back."""
    act = ACTS.get(made.kind)
    if act is None or act.undo is None:
        raise Refused("This cannot be taken back at once. Open each case and lead it back with a reason.")
    if made.undone_at is not None:
        raise Refused("This has been taken back already.")
    made.undone_at = now
    count = act.undo([each.made_id for each in made.consequences if each.made_id], by, now)
    _record("act.undone", made, by, now, done=count)
    return count


def act_of(reach: Reach, cycle_id: UUID, act_id: UUID) -> BulkAct:
    """What this person did at once in this cycle. Raises NotFound for everybody else."""
    found = session().get(BulkAct, act_id)
    if found is None or found.cycle_id != cycle_id or found.by_id != reach.person_id:
        raise NotFound
    return found


def _kept(place: int, told: Consequence) -> BulkConsequence:
    return BulkConsequence(
        place=place,
        title=told.title,
        address=told.address,
        done=told.can,
        say=told.say,
        made_id=told.made_id,
    )


def _record(kind: str, made: BulkAct, by: Reach, now: datetime, *, done: int) -> None:
    token = audiences.person_token(by.person_id)
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        audience_id=audiences.ensure("person", [token]),
        act=made.kind,
        done=done,
    )
