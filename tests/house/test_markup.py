"""The check of markup finds what it is for."""

from tests.house.markup import faults_of

SOUND = (
    '<!DOCTYPE html><html lang="en"><head><title>A page – wccflow</title></head><body><h1>A page</h1>'
    '<label for="name">Name</label><input id="name" name="name">{}</body></html>'
)


def test_a_sound_page_has_no_faults() -> None:
    assert faults_of(SOUND.format("")) == []


def test_broken_markup_is_a_fault() -> None:
    assert faults_of(SOUND.format("<p><span></p>")) != []


def test_a_second_heading_a_double_id_and_a_bare_field_are_faults() -> None:
    assert faults_of(SOUND.format("<h1>Again</h1>")) == ["2 headings of the first level"]
    assert faults_of(SOUND.format('<p id="name"></p>')) == ["the id name stands 2 times"]
    assert faults_of(SOUND.format('<input name="age">')) == ["the field age has no label"]


def test_a_name_for_what_is_not_there_is_a_fault() -> None:
    assert faults_of(SOUND.format('<label for="age">Age</label>')) == ["for names age, which is not there"]
