"""Tests of finding file documents as tests of evidence do, and talk as tests of review do."""

from tests.evidence.conftest import desk
from tests.review.conftest import table

__all__ = ["desk", "table"]
