"""The bytes of the stream, as the specification of server-sent events has them."""

from uuid import UUID

from wccflow.live import wire


def test_every_line_of_html_is_a_line_of_data() -> None:
    assert wire.event("note", "<p>\r\na\rb\nc</p>") == (
        b"event: note\ndata: <p>\ndata: a\ndata: b\ndata: c</p>\n"
    )


def test_html_cannot_end_an_event_or_begin_another() -> None:
    assert wire.event("note\nid: 3", "x\n\nevent: other") == (
        b"event: note id: 3\ndata: x\ndata: \ndata: event: other\n"
    )


def test_topics_are_read_once_each() -> None:
    topic = UUID(int=5)

    assert wire.topics([topic.hex, str(topic)]) == {topic}


def test_topics_that_are_none_or_senseless_or_too_many_are_not_read() -> None:
    many = [UUID(int=number).hex for number in range(51)]

    assert [wire.topics(words) for words in ([], ["all"], many)] == [None, None, None]
