"""What is done with a suggested passage."""

from uuid import UUID

import pytest
from sqlalchemy import select

from tests.coverage.conftest import SPEAKING, Study
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.coverage import actions
from wccflow.coverage.models import SuggestionLabel
from wccflow.evidence.reading.passages import passage_id
from wccflow.ratings.models import Citation
from wccflow.ratings.rules import SELF

LEAD = "lead@5pg.example"


def use(study: Study, version_id: UUID, stance: str = "supports", who: str = LEAD) -> None:
    with study.world.database.writing():
        actions.use(
            study.world.case(),
            "1.1",
            version_id=version_id,
            passage=passage_id(SPEAKING, {}),
            stance=stance,
            channel=SELF,
            by=study.world.reach(who),
            now=study.world.now,
        )


def refuse(study: Study, version_id: UUID, who: str = LEAD) -> None:
    with study.world.database.writing():
        actions.refuse(
            study.world.case(),
            "1.1",
            version_id=version_id,
            passage=passage_id(SPEAKING, {}),
            channel=SELF,
            by=study.world.reach(who),
            now=study.world.now,
        )


def labels(study: Study) -> list[str]:
    with study.world.database.reading():
        return list(session().scalars(select(SuggestionLabel.label)))


def test_using_a_passage_cites_it_with_the_stance_chosen_and_keeps_the_label(study: Study) -> None:
    use(study, study.file("strategic_plan", SPEAKING).id, "partly")

    with study.world.database.reading():
        (cited,) = session().scalars(select(Citation)).all()
        assert (cited.item, cited.stance, cited.quote, cited.channel) == ("1.1", "partly", SPEAKING, "self")
    assert labels(study) == ["used"]


def test_a_passage_is_not_used_without_a_stance(study: Study) -> None:
    version = study.file("strategic_plan", SPEAKING)

    with pytest.raises(Refused, match="Say how the passage stands"):
        use(study, version.id, "")


def test_refusing_twice_keeps_one_label(study: Study) -> None:
    version = study.file("strategic_plan", SPEAKING)

    refuse(study, version.id)
    refuse(study, version.id)

    assert labels(study) == ["not relevant"]


def test_a_passage_of_another_case_is_not_there(study: Study) -> None:
    study.world.at("preparing", "5MX")
    elsewhere = study.file("strategic_plan", SPEAKING, code="5MX")

    with pytest.raises(NotFound):
        refuse(study, elsewhere.id)
    with pytest.raises(NotFound):
        use(study, elsewhere.id)


def test_an_overseer_has_no_word_on_what_the_organisation_is_shown(study: Study) -> None:
    version = study.file("strategic_plan", SPEAKING)

    with pytest.raises(NotFound):
        refuse(study, version.id, "analyst@q34.example")
