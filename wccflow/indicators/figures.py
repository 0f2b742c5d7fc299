"""How figures are said: in pictures, in tables and in sentences alike."""

from wccflow.indicators.rules import HIGHER, LOWER

NO_DATA = "no data"
NOT_SHOWN = "not shown"


def figure(value: float) -> str:
    """A figure as people read it: thousands parted, at most two decimals, small ones with three digits."""
    if value and abs(value) < 1:
        return f"{value:.3g}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def in_interval(value: float, low: float | None, high: float | None) -> str:
    """A figure with the interval in which it may lie."""
    if low is None or high is None:
        return figure(value)
    return f"{figure(value)} ({figure(low)} to {figure(high)})"


def reason(suppression: str) -> str:
    """Why a value is not shown, in words."""
    return "five cases or fewer" if suppression == "*" else suppression


def way(difference: float, polarity: str) -> str:
    """Which way a figure went, in words: better or worse where that is known, else up or down."""
    if not difference:
        return "the same"
    if polarity not in (LOWER, HIGHER):
        return "up" if difference > 0 else "down"
    return "better" if (difference < 0) == (polarity == LOWER) else "worse"
