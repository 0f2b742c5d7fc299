"""What reading one file may cost."""

from dataclasses import dataclass


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
    max_passages: int = 50_000
    max_characters: int = 12_000_000
    max_answer_megabytes: int = 96
