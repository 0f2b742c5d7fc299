"""What the model says, in sentences that people say to one another; the figures stand behind them."""

from collections.abc import Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]


def of_overseer(name: str, leniency: float, low: float, high: float) -> str:
    """How one overseer's panels rate beside others, with the range in which it probably lies."""
    if low > 0:
        return _apart(name, leniency, "more", low, high)
    if high < 0:
        return _apart(name, leniency, "less", -high, -low)
    return (
        f"Nothing shows that the panels of {name} rate otherwise than others for the same cases: it may be "
        f"anything from {_levels(low)} less to {_levels(high)} more."
    )


def of_item(raw: float, adjusted: float, error: float, leniency: float | None) -> str:
    """One item's adjustment as a subtraction."""
    said = (
        f"The members' mean is {raw:.2f}; without anybody's leaning it would be {adjusted:.2f} ± {error:.2f}."
    )
    if leniency is None:
        return said
    way = "more" if leniency > 0 else "less"
    return f"{said} The region's panels give {_levels(leniency)} {way} than others."


def of_left_out(left_out: Sequence[Document], names: Mapping[str, str]) -> list[str]:
    """What would change if one common case were left out."""
    told = []
    for each in left_out:
        if each["connected"]:
            told.append(f"Without {each['title']} {_changed(each, names)}.")
        else:
            told.append(
                f"Without {each['title']} nothing joins all the regions, and nothing could be adjusted."
            )
    return told


def of_variance(variance: Sequence[Document], names: Mapping[str, str]) -> list[str]:
    """What would change if regions were thought to differ less, or more."""
    words = {0.5: "half as much", 2.0: "twice as much"}
    return [
        f"If the variance between regions were {words[each['times']]}, {_changed(each, names)}."
        for each in variance
    ]


def of_agreement(alpha: float | None, ac2: float | None) -> str:
    """How far members agree, by both measures."""
    if alpha is None or ac2 is None:
        return "Nothing was rated by two people of one panel."
    return (
        f"Members of one panel agree to {alpha:.2f} by Krippendorff's alpha and {ac2:.2f} by Gwet's AC2 "
        "(1 is whole agreement, 0 is as by chance). Both are shown, since uneven levels pull them apart."
    )


def of_moved(moved: Document) -> str:
    """How much would move."""
    half, whole = moved["half"], moved["whole"]
    return (
        f"{half:.1%} of all items would move by more than half a level, {whole:.1%} by more than a whole one."
    )


def _apart(name: str, leniency: float, way: str, low: float, high: float) -> str:
    between = f"between {low:.2f} and {high:.2f}"
    return f"The panels of {name} gave {_levels(leniency)} {way} than others for the same cases ({between})."


def _changed(each: Document, names: Mapping[str, str]) -> str:
    return f"{names.get(each['code'], each['code'])} would change most, by {_levels(each['change'])}"


def _levels(size: float) -> str:
    return f"{abs(size):.2f} of a level" if abs(size) < 1 else f"{abs(size):.2f} levels"
