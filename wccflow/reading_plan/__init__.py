"""What to read first in the minutes that a person has: a private plan that can be gone on with."""
