"""Where a listener stands in the log, as a token that tells nobody anything.

It is encrypted, not only signed: the number in it would count what one may not see, and a token that stayed
the same between two pages would tell that nothing had happened anywhere.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.orm import Session

from wccflow.base import log

_DIGITS = 15  # every number has the same length, and so has every token


class Cursors:
    """Makes and reads the tokens of one house, with the key that signs its cookies."""

    def __init__(self, secret: str | bytes) -> None:
        key = secret.encode() if isinstance(secret, str) else secret
        digest = hashlib.sha256(b"wccflow live cursor\n" + key).digest()
        self._seal = Fernet(base64.urlsafe_b64encode(digest))

    def token(self, seq: int) -> str:
        """A token for this place in the log; another one each time."""
        return self._seal.encrypt(f"{seq:0{_DIGITS}d}".encode()).decode()

    def here(self, reading: Session) -> str:
        """The token of this moment. A page takes it before it reads what it shows, so nothing is missed."""
        return self.token(log.head(reading))

    def seq(self, token: str) -> int | None:
        """The place in the log that this token stands for, or None when it is none of ours."""
        try:
            return int(self._seal.decrypt(token.encode()))
        except (InvalidToken, ValueError):
            return None
