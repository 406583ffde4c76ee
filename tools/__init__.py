"""Tools of developers, run by `make`.

What does not belong here: what users run (`pipelines.commands`).
"""
