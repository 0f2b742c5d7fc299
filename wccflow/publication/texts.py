"""The texts of a snapshot as the database keeps them, each under its hash for ever."""

import json

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.calibration.models import SealedResult
from wccflow.calibration.rules import canonical
from wccflow.cycles.models import DefinitionText
from wccflow.publication.models import CorrectedResult, PublishedResult


class Kept:
    """What is kept in the database of the unit of work that goes on."""

    def result(self, sha256: str) -> str:
        """The text of a published result, as it was first published or corrected. Raises NotFound."""
        for column, key in (
            (PublishedResult.content, PublishedResult.sha256),
            (CorrectedResult.content, CorrectedResult.sha256),
        ):
            found = session().scalar(select(column).where(key == sha256).limit(1))
            if found is not None:
                return found
        raise NotFound("A result that the release names is not there.")

    def sealed(self, sha256: str) -> str:
        """The text of sealed ratings. Raises NotFound."""
        query = select(SealedResult.content).where(SealedResult.sha256 == sha256)
        found = session().scalar(query.limit(1))
        if found is None:
            raise NotFound("Sealed ratings that the release names are not there.")
        return found

    def definition(self, sha256: str) -> str:
        """The text of a definition, written as its hash is of."""
        return canonical(json.loads(session().get_one(DefinitionText, sha256).document))
