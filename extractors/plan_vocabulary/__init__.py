"""What the words of a plan mean one by one: titles of columns, headers, headings, cells.

What belongs here: the fields of a plan, the titles and headers that name them, the
words that head rows, and the words of deadlines and of funding: what readers and the
outline need to tell a plan, and `extractors.plans` to understand it. What does not:
the words themselves (the languages' folders), what rows and cells mean
(`extractors.plans`), and how tables are rebuilt (`extractors.readers`).
"""
