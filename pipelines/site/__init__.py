"""What people look at: the reading page and the Datasette site.

Everything here reads the published database; nothing here writes to it.
"""
