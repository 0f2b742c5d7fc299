"""What cycles offer to the earlier rooms by name."""

from wccflow.cycles import entries, queries

ENTRIES = dict.fromkeys(("case.opened", queries.MOVED), entries.changed)

CORPUS = {"cases": entries.everything}
