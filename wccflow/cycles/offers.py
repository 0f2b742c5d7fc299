"""What cycles offer to the earlier rooms by name."""

from wccflow.cycles import entries, queries, telling, turns

ENTRIES = dict.fromkeys(("case.opened", queries.MOVED), entries.changed)

EFFECTS = {"notify": telling.notify}

SENTENCES = {"window.proposed": telling.of_proposed_window}

CORPUS = {"cases": entries.everything}

TASKS = {"moves": turns.tasks}
