"""What evidence offers to the earlier rooms by name."""

from wccflow.cycles.carrying import CARRIED
from wccflow.cycles.reaching import MIGRATED
from wccflow.evidence import (
    cards,
    checks,
    entries,
    facts,
    following_checks,
    following_telling,
    freezing,
    kept,
    kinds,
    meanings,
    settling,
)
from wccflow.evidence.following_plan import FOLLOWED

UNCOUNTED = {"documents that nobody can open": facts.uncounted}

EFFECTS = {
    "open_checklist": freezing.open_checklist,
    "freeze_documents": freezing.freeze,
    "unfreeze_documents": freezing.give_back,
    "unfreeze_named_documents": freezing.give_back_named,
    "snapshot_evidence": freezing.keep_dossier,
    "share_with_assessors": freezing.share,
}

KEPT = {"documents": kept.documents}

CARDS = {"documents": cards.card}

TASKS = {"documents": cards.tasks, "touched": following_telling.tasks}

SENTENCES = {FOLLOWED: following_telling.told, freezing.SHARED: following_telling.shared}

INDEXED = (
    *(kinds.FILED, kinds.FILLED, kinds.WITHDRAWN, kinds.RESTORED, kinds.EMPTIED),
    settling.READ,
)
ENTRIES = {**dict.fromkeys(INDEXED, entries.changed), MIGRATED: entries.called_otherwise}
ENTRIES |= {CARRIED: entries.carried, freezing.SHARED: entries.shared}

CORPUS = {"evidence": entries.everything}

CHECKS = {
    "evidence files": checks.broken_files,
    "evidence passages": checks.passages_missing,
    "evidence waiting": checks.waiting_too_long,
    "places in later versions": following_checks.places_missing,
    "places decided": following_checks.decided_by_nobody,
}

MEANINGS = meanings.MEANINGS
