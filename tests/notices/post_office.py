"""A mail server on this machine that takes in what it is sent, or refuses it while it is told to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class PostOffice:
    """What came in, who signed in, and whether the next mails are refused."""

    port: int = 0
    refusing: bool = False
    mails: list[bytes] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The setting that sends mail here."""
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """A post office, open for as long as the block lasts."""
    office = PostOffice()

    class Counter(_Counter):
        post_office = office

    with socketserver.TCPServer(("127.0.0.1", 0), Counter) as server:
        office.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()


class _Counter(socketserver.StreamRequestHandler):
    post_office: PostOffice

    def handle(self) -> None:
        self._say("220 here")
        for line in self.rfile:
            verb = line.split()[0].upper().decode() if line.split() else ""
            if verb == "QUIT":
                self._say("221 gone")
                return
            self._answer(verb, line)

    def _answer(self, verb: str, line: bytes) -> None:
        if verb == "EHLO":
            self._say("250-here")
            self._say("250 AUTH PLAIN")
        elif verb == "AUTH":
            self.post_office.signed_in.append(line.split()[-1].decode())
            self._say("235 welcome")
        elif verb == "RCPT" and self.post_office.refusing:
            self._say("451 not today")
        elif verb == "DATA":
            self._say("354 go on")
            self.post_office.mails.append(self._content())
            self._say("250 taken")
        else:
            self._say("250 well")

    def _content(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
