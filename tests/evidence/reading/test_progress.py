"""Lines of progress are taken off what the child says; anything else is its answer."""

from wccflow.evidence.reading.process import _hear
from wccflow.evidence.reading.progress import understood


def test_a_line_of_progress_is_understood_and_any_other_is_not() -> None:
    lines = [b'{"done":3,"total":40}', b'{"done":3}', b'{"done":', b'{"kind":"pdf"}']

    assert [understood(line) for line in lines] == [(3, 40), None, None, None]


def test_lines_of_progress_do_not_come_into_the_answer() -> None:
    said = bytearray(b'{"done":3,"total":40}\n{"done":4,"total":40}\n{"kind":"pdf"')
    heard: list[tuple[int, int]] = []

    _hear(said, lambda done, total: heard.append((done, total)))

    assert (heard, bytes(said)) == ([(3, 40), (4, 40)], b'{"kind":"pdf"')


def test_half_a_line_waits_for_its_other_half() -> None:
    said = bytearray(b'{"done":3,"tot')

    _hear(said, None)

    assert bytes(said) == b'{"done":3,"tot'
