"""Tests of finding file documents as tests of evidence do."""

from tests.evidence.conftest import desk

__all__ = ["desk"]
