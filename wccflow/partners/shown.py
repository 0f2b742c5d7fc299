"""What the pages of partners show, gathered for one person."""

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.partners.queries import invitations
from wccflow.partners.rules import DO_NOT_KNOW, Asked, asks_partners, kinds_of, questions
from wccflow.partners.together import Answered, feedback_of
from wccflow.people.rights import Reach
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.shown import Shown, may


def feedback(case: Case, reach: Reach) -> Shown:
    """Who was invited, for those who invite; for everyone counts and answers in groups. Raises NotFound."""
    if not asks_partners(definition_of(case)):
        raise NotFound
    mine, found = sees_drafts(case, reach), feedback_of(case, reach)
    return {
        "case": case,
        "feedback": found,
        "answer_rows": [_answer_row(each) for each in found.lines],
        "invitations": invitations(case) if mine else [],
        "invites": mine and may(reach, "invite_partners", case),
        "kinds": kinds_of(definition_of(case)),
    }


def questions_for(case: Case) -> list[tuple[Asked, list[tuple[str, str]]]]:
    """What a partner is asked, each question with its possible answers."""
    return [
        (
            asked,
            [*((level.key, level.title) for level in asked.scale.values), (DO_NOT_KNOW, "I do not know")],
        )
        for asked in questions(definition_of(case))
    ]


def _answer_row(answered: Answered) -> tuple[str, ...]:
    if answered.mean is None:
        return (answered.title, str(answered.replies), "–", "fewer than five have answered this")
    said = "; ".join(f"{title}: {count}" for title, count in answered.counts if count)
    return (answered.title, str(answered.replies), f"{answered.mean:g}", said)
