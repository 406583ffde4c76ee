"""The languages as spaCy pipelines, with Stanza's models where they are installed.

What belongs here: tokens, sentences and trees by those libraries. What does not:
our own grammar (`extractors.languages`) and what is a figure (`extractors.figures`).
"""
