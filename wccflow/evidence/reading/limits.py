"""What reading one file may cost."""

from dataclasses import dataclass, replace

LARGE_MEGABYTES = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may cost to read; sizes in megabytes count 1,048,576 bytes each."""

    seconds: float = 20.0
    memory_mb: int = 512
    max_megabytes: int = 100
    max_entries: int = 2_000
    max_entry_megabytes: int = 50
    max_inflated_megabytes: int = 200
    max_ratio: int = 200
    max_pages: int = 5_000
    max_passages: int = 50_000
    max_characters: int = 12_000_000
    max_answer_megabytes: int = 96


def for_size(size: int, seconds_per_megabyte: int) -> Limits:
    """The limits for a file of so many bytes: a large one has more time for each megabyte beyond."""
    usual = Limits()
    beyond = max(0.0, size / (1 << 20) - LARGE_MEGABYTES)
    return replace(usual, seconds=usual.seconds + beyond * seconds_per_megabyte)
