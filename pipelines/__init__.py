"""From input files to published tables: planning, orchestration, publishing, site, commands.

Each room is a subpackage whose docstring says what belongs there. The modules
beside them are what all rooms share. No rule of language or layout belongs here.
"""
