"""What a mail says."""

from dataclasses import dataclass

from wccflow.notices.letters import subject, text, trial


@dataclass(frozen=True)
class Said:
    """A notice as a mail sees it."""

    sentence: str = "It is out."
    address: str = "/cycles/x/5PG"
    kind: str = "stage"
    only_you: bool = False


def test_the_subject_counts_what_needs_the_reader_and_the_rest() -> None:
    one, yours = Said(), Said(only_you=True)

    assert [subject(each, demonstration=False) for each in ([one], [one, one], [yours], [yours] * 2)] == [
        "One thing happened",
        "2 things happened",
        "One thing needs you",
        "2 things need you",
    ]
    assert subject([yours, one], demonstration=False) == "One thing needs you, one other happened"
    assert subject([yours, one, one], demonstration=True) == (
        "Demonstration: One thing needs you, 2 others happened"
    )


def test_a_mail_says_each_thing_with_its_address_under_what_it_is_about() -> None:
    said = [Said(), Said("The panel meets.", "/p", "panel"), Said("Sign.", "/s", only_you=True)]

    body = text("Ada", said, "http://here", demonstration=False)

    assert body.splitlines() == [
        "For Ada",
        "",
        "Only you can do this:",
        "",
        "- Sign.",
        "  http://here/s",
        "",
        "Where a case stands:",
        "",
        "- It is out.",
        "  http://here/cycles/x/5PG",
        "",
        "Panels and their reports:",
        "",
        "- The panel meets.",
        "  http://here/p",
        "",
        "Everything that was told you: http://here/notices",
        "What was mailed, and what not: http://here/notices/outbox",
        "How often you get mail: http://here/notices/preferences",
    ]


def test_a_mail_of_a_demonstration_begins_by_saying_so() -> None:
    assert text("Ada", [Said()], "http://here", demonstration=True).startswith("This is a demonstration: ")
    assert trial("Ada", "http://here", demonstration=True).startswith("This is a demonstration: ")


def test_no_name_and_no_sentence_adds_lines_to_a_mail() -> None:
    body = text("Ada\n- Pay here\n  http://evil", [Said("Out.\n\n- Pay")], "http://here", demonstration=False)

    assert body.splitlines()[:5] == [
        "For Ada - Pay here http://evil",
        "",
        "Where a case stands:",
        "",
        "- Out. - Pay",
    ]
