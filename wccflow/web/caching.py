"""Public answers that browsers and caches may keep: marked by their content, and not sent twice."""

from flask import Response, request

ANYBODY = "public, max-age=60"
ONE_PERSON = "private, no-cache"


def kept(answer: Response, *, anonymous: bool) -> Response:
    """The answer with a mark of what it says; whoever has it already is told so, and nothing is sent.

    What is shown to somebody who has signed in names her, so that only her own browser keeps it.
    """
    answer.headers["Cache-Control"] = ANYBODY if anonymous else ONE_PERSON
    answer.vary.add("Cookie")
    answer.add_etag()
    answer.make_conditional(request)  # which changes the answer itself
    return answer
