"""`wccflow serve`: the pages, live streams, and the background process beside them."""

import click

from wccflow.cli import serving
from wccflow.cli.opening import the_house


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), help="8000 unless WCCFLOW_PORT says otherwise.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Needs PostgreSQL.")
def serve(host: str, port: int | None, workers: int) -> None:
    """Serve on this machine until stopped."""
    with the_house() as house:
        settings = house.settings
    serving.serve(settings, host, port or settings.port, workers)
