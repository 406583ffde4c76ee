"""Alphabetical order, for what people are shown.

What belongs here: what to sort texts by. What does not: which letters there are (`alphabet`).
"""

from extractors.languages.alphabet import ALPHABETS

# The largest alphabet holds the others' letters in their own order.
_LARGEST = max(ALPHABETS.values(), key=lambda letters: len(letters))
_PLACES = {letter: place for place, letter in enumerate(_LARGEST)}


def alphabetical(text: str) -> tuple[tuple[int, int], ...]:
    """Return what to sort texts by: signs, digits and Latin letters first, then the alphabet."""
    return tuple(
        (1, _PLACES[letter]) if letter in _PLACES else (0, ord(letter))
        for letter in text.casefold()
    )
