"""`wccflow sign-in-link`: a link that signs one person in, once."""

import click

from wccflow.base import clock
from wccflow.cli.answers import answer
from wccflow.cli.opening import the_house
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link


@click.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """A link that signs this person in once, within 24 hours."""
    with the_house() as house:
        with house.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        link = f"{house.settings.base_url}/sign-in?link={secret}"
    answer({"email": email, "link": link}, [link])
