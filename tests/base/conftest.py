"""What tests of the base borrow."""

from tests.evidence.conftest import desk

__all__ = ["desk"]
