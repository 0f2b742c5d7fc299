"""What cycles offer to the earlier rooms by name."""

from wccflow.cycles import countersigning, entries, migration_telling, queries, telling, turns

ENTRIES = dict.fromkeys(("case.opened", queries.MOVED), entries.changed)

EFFECTS = {"notify": telling.notify}

SENTENCES = {"window.proposed": telling.of_proposed_window}

ENTRIES |= {queries.MIGRATED: migration_telling.changed}
SENTENCES |= {queries.MIGRATED: migration_telling.told}

CORPUS = {"cases": entries.everything}

TASKS = {"moves": turns.tasks, "signatures": countersigning.tasks}
