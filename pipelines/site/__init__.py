"""What people look at: the reading page, the Datasette site, calendars and workbooks.

Everything here reads the published database; nothing here writes to it.
"""
