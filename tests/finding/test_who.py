"""Finding people tells of those whom one may see, and of nobody else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.finding.who import Who, people
from wccflow.people.queries import person_by_email
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]


def found(world: World, who: str, query: str) -> list[Who]:
    with world.database.reading():
        return people(query, reach=world.reach(who), now=world.now)[0]


def name_of(world: World, email: str) -> str:
    with world.database.reading():
        return person_by_email(email).name


def test_colleagues_are_found_by_name_and_role(world: World) -> None:
    name = name_of(world, "lead@5pg.example")

    by_name = found(world, "editor@5pg.example", f'"{name}"')

    assert [each.name for each in by_name] == [name]
    (post,) = by_name[0].posts
    assert post.endswith(", Birmingham East and North PCT")
    role = post.partition(",")[0]
    assert name in [each.name for each in found(world, "editor@5pg.example", f'"{role}"')]


@pytest.mark.parametrize("hidden", ["lead@5mx.example", "lead@5j9.example", "analyst@q34.example"])
def test_people_elsewhere_are_not_found(world: World, hidden: str) -> None:
    name = name_of(world, hidden)

    assert found(world, "editor@5pg.example", f'"{name}"') == []


def test_who_arranges_people_finds_them_with_their_pages(world: World) -> None:
    name = name_of(world, "lead@5j9.example")

    (row,) = [each for each in found(world, "lead@dh.example", name) if each.name == name]

    assert row.address.startswith("/people/")
    assert row.posts != []


def test_people_have_no_fields(world: World) -> None:
    with pytest.raises(Refused, match="There is no field"):
        found(world, "editor@5pg.example", "org:5PG")


def test_brackets_and_what_is_left_out_hold_for_people_too(world: World) -> None:
    name = name_of(world, "lead@5pg.example")
    everybody = {each.name for each in found(world, "editor@5pg.example", "birmingham OR nobody")}

    assert name in everybody
    rest = {each.name for each in found(world, "editor@5pg.example", f'birmingham -"{name}"')}
    assert rest == everybody - {name}


def test_the_page_of_people_says_what_was_found(world: World, house: House, client_of: Clients) -> None:
    name = name_of(world, "lead@5pg.example")
    client = client_of("editor@5pg.example")

    assert name in client.get("/search/people", query_string={"q": f'"{name}"'}).text
    assert "Nobody whom you may see" in client.get("/search/people?q=zzzz").text
    assert client.get("/search/people?q=org:5PG").status_code == 422
    assert client.get("/search/people").status_code == 200
    assert 'href="/search/people?q=birmingham"' in client.get("/search?q=birmingham").text
