"""Noun phrases of both languages: their words, where they begin, their nominative.

What does not belong here: which phrase is looked for, and why.
"""
