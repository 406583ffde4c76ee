"""The letters of all languages of the registry, said once.

What belongs here: which letters there are, as parts of regular expressions. What
does not: letters that look like others (`lookalikes`), and how often a letter
stands in a language (`statistics`).

`SMALL`, `CAPITAL` and `LETTER` are meant for the inside of a character class:
`rf"[{CAPITAL}][{SMALL}-]+"`. They hold the languages' letters only; where Latin
letters are meant too, say so: `rf"[A-Z{CAPITAL}]"`.
"""

from extractors.languages.profiles import profiles

ALPHABETS = {code: profile.alphabet for code, profile in profiles().items()}

SMALL = "".join(sorted(set("".join(ALPHABETS.values()))))
CAPITAL = SMALL.upper()
LETTER = SMALL + CAPITAL

# The largest alphabet holds the others' letters in their own order.
_LARGEST = max(ALPHABETS.values(), key=lambda letters: len(letters))
_PLACES = {letter: place for place, letter in enumerate(_LARGEST)}


def alphabetical(text: str) -> tuple[tuple[int, int], ...]:
    """Return what to sort texts by: signs, digits and Latin letters first, then the alphabet."""
    return tuple(
        (1, _PLACES[letter]) if letter in _PLACES else (0, ord(letter))
        for letter in text.casefold()
    )
