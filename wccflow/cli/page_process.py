"""The process that makes pages beside the one that serves, over a socket that it was handed."""

import logging
import os
import socket
import sys

from wccflow.app import create_app, set_aside, warm
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.live.making import make_pages
from wccflow.wiring import open_house

NICENESS = 3  # a message on its way to everybody goes before a page on its way to one


def main() -> None:
    """Make pages with the settings of the environment, until the process that asks for them hangs up."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    os.nice(NICENESS)
    settings = Settings.read()
    clock.pretend_today(settings.today)
    house = open_house(settings)
    app = create_app(settings, house)
    warm(house)
    set_aside()
    make_pages(app.wsgi_app, socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
