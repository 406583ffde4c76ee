"""The command line: `cli` declares the commands, the other modules are what they do.

Printing to the terminal belongs here, too. What does not: anything that the
site, the assets or publishing need. The modules of a command are loaded when it
is called, so that `zhospar --help` starts at once.
"""
