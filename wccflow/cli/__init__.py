"""The commands: everything that people and scripts do without a browser."""

from wccflow.cli.program import main

__all__ = ["main"]
