"""What publication offers to the earlier rooms by name."""

from wccflow.publication import actions, cards, checks, embargo, facts, queries

FACTS = {"embargo_lifted": facts.embargo_lifted}

EFFECTS = {"publish_result": actions.publish}

CARDS = {"publication": cards.card}

TASKS = {"publication": cards.tasks}

SENTENCES = {actions.PUBLISHED: cards.published, embargo.OPENED: cards.opened}

RESULTS = {"publication": queries.address_of}

CHECKS = {"published results": checks.broken_results, "releases": checks.broken_releases}
