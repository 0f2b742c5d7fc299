"""How cases on an older definition come to a newer one, as `migrations.toml` tells it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TrackChange:
    """A track that bears another key now, or whose items' states are called otherwise."""

    to: str = ""
    states: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Migration:
    """One way from an older definition, known by its edition, its digest or both; what is not named stays.

    `dropped` names items and slots that nothing takes the place of, `dropped_roles` roles likewise.
    """

    edition: str = ""
    digest: str = ""
    to: str = ""
    states: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    tracks: dict[str, TrackChange] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    dropped_roles: tuple[str, ...] = ()

    def leads(self, edition: str, digest: str, to: str) -> bool:
        """Whether it leads from the definition of this edition and digest to that edition."""
        from_here = self.edition in ("", edition) and digest.startswith(self.digest)
        return from_here and (self.to or self.edition or to) == to

    def key(self, kind: str, old: str) -> str | None:
        """What an item, slot or seat is called now; None when it is dropped."""
        renamed: dict[str, dict[str, str]] = {"items": self.items, "slots": self.slots, "seats": self.seats}
        return None if old in self.dropped else renamed[kind].get(old, old)


AS_IT_IS = Migration()
