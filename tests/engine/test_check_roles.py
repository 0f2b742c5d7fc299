"""Roles without a part, and parts that nobody can play."""

import pytest

from tests.engine.conftest import Changing


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "say"),
    [
        (
            "workflow.toml",
            "account = false",
            "account = false\nautomatic = true",
            "roles.partner.automatic",
            "makes no move",
        ),
        (
            "workflow.toml",
            '[audiences.everyone]\ntitle = "Everyone in this case, with the PCT"\nroles = [\n  "pct_editor",',
            '[audiences.everyone]\ntitle = "Everyone in this case, with the PCT"\nroles = [\n  "clock",',
            "audiences.everyone.roles",
            "“Cycle calendar” has no account and can read nothing",
        ),
        (
            "workflow.toml",
            'roles = ["panel_member", "panel_chair"]',
            "roles = []",
            "audiences.panel.roles",
            "nobody belongs to it",
        ),
        (
            "stages/panel.toml",
            'to = "panel_reporting"\nby = ["panel_chair"]',
            'to = "panel_reporting"\nby = ["panel_chair", "clock"]',
            "moves.close_panel.by",
            "nothing tells when",
        ),
        (
            "stages/panel.toml",
            'by = ["panel_chair", "sha_lead"]\nin = ["panel"]\nreason_required = true',
            'by = ["clock"]\nin = ["panel"]\nreason_required = true',
            "moves.postpone.by",
            "neither a reason nor a signature",
        ),
        (
            "stages/outcome.toml",
            'signed_by = ["national"]',
            'signed_by = ["sha_director"]',
            "moves.withdraw.signed_by",
            "lets one role sign for itself",
        ),
        (
            "stages/outcome.toml",
            'signed_by = ["national"]',
            'signed_by = ["partner"]',
            "moves.withdraw.signed_by",
            "has no account and cannot sign",
        ),
        (
            "stages/outcome.toml",
            '"notify:sha_director"',
            '"notify:partner"',
            "moves.question.then",
            "nothing can be sent",
        ),
        (
            "stages/outcome.toml",
            'owner = "national"',
            'owner = "observer"',
            "milestones.calibrated.owner",
            "“Observer” can do nothing to meet it",
        ),
        (
            "stages/outcome.toml",
            'owner = "national"',
            'owner = "clock"',
            "milestones.calibrated.owner",
            "nobody is asked",
        ),
        (
            "stages/preparation.toml",
            'escalate = { to = "sha_lead"',
            'escalate = { to = "pct_chief"',
            "milestones.submission.escalate",
            "who knows already",
        ),
        (
            "stages/preparation.toml",
            'escalate = { to = "sha_lead"',
            'escalate = { to = "partner"',
            "milestones.submission.escalate",
            "has no account",
        ),
        (
            "stages/preparation.toml",
            'met = "gate self_assessed"\nowner = "pct_lead"',
            'met = "gate self_assessed"\nowner = "national"',
            "milestones.self_assessment.owner",
            "can do nothing to meet it",
        ),
        (
            "stages/panel.toml",
            'met = "state sha_moderation"',
            'met = "state panel_in_session"',
            "milestones.facts.lapse",
            "does not meet the milestone",
        ),
        (
            "tracks.toml",
            'to = "in_review"\nby = ["reviewer", "external_analyst"]',
            'to = "in_review"\nby = ["partner"]',
            "tracks.competency.moves.take.by",
            "nobody may make this move",
        ),
        (
            "tracks.toml",
            'to = "queried"\nby = ["reviewer", "external_analyst"]',
            'to = "queried"\nby = ["clock"]',
            "tracks.competency.moves.query.by",
            "cannot give a reason",
        ),
        (
            "evidence.toml",
            'owners = ["pct_lead", "pct_editor"]',
            'owners = ["pct_chief"]',
            "slots.strategic_plan.owners",
            "may not file a document",
        ),
    ],
)
def test_a_part_that_nobody_can_play_is_told(
    changing: Changing, file: str, old: str, new: str, key: str, say: str
) -> None:
    faults = changing(file, old, new)

    assert [fault for fault in faults if fault.key == key and say in fault.say]
