"""The stream where no stream can be held: on plain WSGI each look is answered at once, then asked again."""

from flask import Response, request

from wccflow.live import wire
from wccflow.live.listeners import Listener
from wccflow.live.streams import last_seen
from wccflow.live.telling import Teller

RETRY_MILLISECONDS = 2000


def answer(teller: Teller, listener: Listener) -> Response:
    """What is new for this listener on the topics of the request since the token that she brings."""
    topics = wire.topics(request.args.getlist("topic"))
    if topics is None:
        return Response(wire.NO_TOPICS, 400, mimetype="text/plain")
    token = last_seen(request.environ, request.args.to_dict(flat=False))
    _, messages = teller.past(token, listener, topics)
    return Response(wire.retry(RETRY_MILLISECONDS) + messages, headers=wire.HEADERS)
