"""Numbers of digits, as long as numbers are that count anything.

What belongs here: how many digits a number has at most. What does not: what it counts.
"""

import re

# The state's budget in tiyn has 16 digits, an account in a bank (IBAN, ISO 13616) at most 34.
# Python itself refuses to read more than 4,300, and floats end at 308.
MOST_DIGITS = 34
TOO_LONG = re.compile(rf"\d{{{MOST_DIGITS + 1},}}")


def whole_number(digits: str) -> int | None:
    """Return the number that decimal digits write; None for other text, and more digits."""
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None
