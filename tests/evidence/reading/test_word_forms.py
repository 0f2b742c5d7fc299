"""Older forms in Word show what was chosen and ticked in them, which no run of text holds."""

from pathlib import Path

import pytest

from tests.evidence.reading.files import word
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits

ENTRIES = "<w:listEntry w:val='Red'/><w:listEntry w:val='Amber'/>"


@pytest.mark.parametrize(
    ("box", "shows"),
    [
        (f"<w:ddList><w:result w:val='1'/>{ENTRIES}</w:ddList>", "Rated Amber"),
        (f"<w:ddList>{ENTRIES}</w:ddList>", "Rated Red"),
        (f"<w:ddList><w:result w:val='9'/>{ENTRIES}</w:ddList>", "Rated"),
        ("<w:checkBox><w:checked/></w:checkBox>", "Rated ☒"),
        ("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "Rated ☐"),
        ("<w:textInput/>", "Rated"),
    ],
)
def test_a_box_of_a_form_shows_its_choice(tmp_path: Path, box: str, shows: str) -> None:
    begin = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{box}</w:ffData></w:fldChar></w:r>"
    rest = "<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    path = word(tmp_path / "a.docx", f"<w:p><w:r><w:t>Rated </w:t></w:r>{begin}{rest}</w:p>")

    assert [each.text for each in read_here(path, path.name, Limits()).passages] == [shows]
