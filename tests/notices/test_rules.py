"""When a notice goes out by mail, and what the mail says."""

from datetime import UTC, datetime, timedelta

from wccflow.notices.rules import digest_body, digest_subject, is_due, pause

TOLD = datetime(2009, 10, 1, 9, 0, tzinfo=UTC)


def test_what_only_you_can_do_waits_ten_minutes_for_you_to_read_it() -> None:
    assert not is_due(only_you=True, at=TOLD, now=TOLD + timedelta(minutes=9, seconds=59))
    assert is_due(only_you=True, at=TOLD, now=TOLD + timedelta(minutes=10))


def test_what_others_can_do_too_waits_for_the_digest() -> None:
    assert not is_due(only_you=False, at=TOLD, now=TOLD + timedelta(days=2))


def test_each_failure_doubles_the_pause_up_to_six_hours() -> None:
    assert [pause(attempts) for attempts in (1, 2, 3)] == [timedelta(minutes=m) for m in (2, 4, 8)]
    assert pause(9) == pause(5_000) == timedelta(hours=6)


def test_the_subject_counts() -> None:
    assert [digest_subject(count) for count in (1, 2)] == ["One thing happened", "2 things happened"]


def test_a_mail_says_each_thing_with_its_address() -> None:
    body = digest_body("Ada", [("It is out.", "/cycles/x/5PG")], "http://here", demonstration=False)

    assert body.splitlines() == [
        "For Ada",
        "",
        "- It is out.",
        "  http://here/cycles/x/5PG",
        "",
        "Everything that was told you: http://here/notices",
    ]


def test_a_mail_of_a_demonstration_begins_by_saying_so() -> None:
    body = digest_body("Ada", [("It is out.", "/x")], "http://here", demonstration=True)

    assert body.startswith("This is a demonstration: ")


def test_no_name_and_no_sentence_adds_lines_to_a_mail() -> None:
    body = digest_body(
        "Ada\n- Pay here\n  http://evil", [("Out.\n\n- Pay", "/x")], "http://here", demonstration=False
    )

    assert body.splitlines()[:3] == ["For Ada - Pay here http://evil", "", "- Out. - Pay"]
