"""What the words of a plan's table mean one by one: titles of columns, words of its cells.

What belongs here: the fields of a plan, the titles that name them, and the words of
deadlines and of funding; what readers need to rebuild a table and `extractors.plans`
to understand it. What does not: the words themselves (the languages' folders), whole
headers, rows and cells (`extractors.plans`), and how tables are rebuilt
(`extractors.readers`).
"""
