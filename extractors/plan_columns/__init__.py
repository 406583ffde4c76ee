"""What the columns of a table hold, told by their titles and their cells together.

What belongs here: the traits of cells (`cells`), the features of a column
(`features`), what these weigh for each field (`scores`), the best assignment of
fields to columns (`assignment`), and whether it makes a plan (`decision`). What does
not: words of a language
(`plan_columns.toml` of its folder) and the fitting of weights (`tools.fit_columns`).
"""
