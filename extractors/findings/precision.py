"""How often each rule was right in real documents, as a reader judged its findings one by one.

What belongs here: the counts, and which rules they leave on. What does not: rules. The documents
were 20 acts, plans, reports and news pages in Kazakh and Russian. A rule that is not named here
told nothing in them, or what it told was not judged.
"""

LEAST_RIGHT = 0.7  # a rule that is right less often costs a reviewer more than it gives

# Findings that were right, and all that were told.
READ = {
    "abbreviation_near_miss": (7, 7),
    "abbreviation_unexplained": (38, 45),
    "alphabets_mixed": (9, 9),
    "body_in_form_not_responsible": (1, 1),
    "body_named_twice": (1, 1),
    "change_differs": (2, 2),
    "deadline_not_told": (2, 2),
    "indicator_differs": (6, 6),
    "indicator_fact_beside_plan": (2, 2),
    "letter_in_number": (1, 1),
    "month_misprinted": (1, 1),
    "numbers_broken": (2, 2),
    "scale_differs": (1, 1),
    "shares_do_not_add_up": (1, 1),
}


def is_on(rule: str) -> bool:
    """Tell whether a rule is applied: it was right often enough, or has told nothing yet."""
    right, told = READ.get(rule, (0, 0))
    return told == 0 or right / told >= LEAST_RIGHT
