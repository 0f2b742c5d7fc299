"""The application for any WSGI host; `wccflow serve` adds live streams."""

from wccflow.app import create_app

app = create_app()
