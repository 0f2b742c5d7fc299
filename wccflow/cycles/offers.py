"""What cycles offer to the earlier rooms by name."""

from wccflow.cycles import (
    carried,
    carrying,
    countersigning,
    days,
    entries,
    extending,
    extension_telling,
    holding,
    meanings,
    migration_telling,
    queries,
    telling,
    turns,
)
from wccflow.cycles.reaching import MIGRATED
from wccflow.people import register

ENTRIES = dict.fromkeys(("case.opened", queries.MOVED), entries.changed)

EFFECTS = {"notify": telling.notify}

SENTENCES = {"window.proposed": telling.of_proposed_window, "case.signed": telling.of_signature}

ENTRIES |= {MIGRATED: migration_telling.changed}
SENTENCES |= {MIGRATED: migration_telling.told}

ENTRIES |= {carrying.CARRIED: entries.changed} | dict.fromkeys(register.NAMING, entries.renamed)
SENTENCES |= {carrying.PROPOSED: carried.of_proposed, carrying.CARRIED: carried.of_carried}

CORPUS = {"cases": entries.everything}

SENTENCES |= {
    "extension.asked": extension_telling.of_asked,
    "extension.signed": extension_telling.of_asked,
    extending.EXTENDED: extension_telling.of_answer,
    "extension.refused": extension_telling.of_answer,
    extending.REVOKED_EVENT: extension_telling.of_answer,
}

TASKS = {
    "moves": turns.tasks,
    "signatures": countersigning.tasks,
    "extensions": extension_telling.tasks,
}

DAYS = {"milestone": days.milestones, "stage": days.windows, "role": days.roles}

TITLES = {"cases": queries.titles_of}

PLACES = {"held": holding.places_held}

MEANINGS = meanings.MEANINGS
