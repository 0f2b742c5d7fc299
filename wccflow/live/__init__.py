"""Live pages: the ASGI application with the stream `/events`; everything else is Flask's."""
