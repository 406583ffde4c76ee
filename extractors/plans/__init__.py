"""Action plans: the rows of a document's plans, and what their cells mean."""
