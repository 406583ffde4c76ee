"""Documents made up at random, printed in every form, with what a reader must find in them.

`grid` and `plans` are pure data (what is written, where it stands, what it
means); `pdf`, `dump`, `docx`, `html` and `markdown` print it. Nothing in here
reads a document, and nothing in here comes from a real one.
"""
