"""What a column's place in a plan rests on, in a word.

What belongs here: naming the evidence for a column's field. What does not: how sure
that makes it (`extractors.confidence`), and the margins themselves (`assignment`).
"""

# Log-odds between which a column's field is told about equally well: at 1 it is likelier
# than the next best reading by 3 to 1, at 8 by 3000 to 1.
BOUNDS = (1, 2, 4, 8)


def margin_evidence(margin: float) -> str:
    """Return between which bounds the margin of a column lies."""
    return f"below {next((bound for bound in BOUNDS if margin < bound), 'any')}"
