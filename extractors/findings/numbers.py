"""Numbers as the messages of findings print them.

What belongs here: printing. What does not: reading numbers (`quantities`).
"""

_EXACT = 15  # digits that a float holds


def printed(value: float, digits: int = _EXACT) -> str:
    """Return a value in so many significant digits at most, thousands apart."""
    rounded = float(format(value, "." + str(digits) + "g"))
    return format(rounded, ",.15g").replace(",", " ")
