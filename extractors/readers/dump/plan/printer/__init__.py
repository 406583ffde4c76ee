"""The printer model: where lines of cells stand on paper, as far as a dump still tells.

A text extractor goes over a table cell by cell. It begins a new line only where the
next characters stand higher or lower on the page. It leaves a blank line where they
stand much higher or lower, or to one side; not to one side, though, where the line
before follows a blank line itself. So what lies between two lines tells how far apart
they were printed, and that follows from how many lines each cell has: cells stand in
the middle of their row, or at its top.

(How the lines of one cell were broken is for `readers.layout.line_breaking` to say.)

What belongs here: distances (`distances`), the cells of a row (`rows`), the titles of a
header (`headers`). What does not: which cells and titles there are.
"""
