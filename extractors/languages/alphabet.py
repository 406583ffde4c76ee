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
