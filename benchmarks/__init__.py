"""Measurements that a person runs: how right (`accuracy`) and how fast (the others).

What does not belong here: anything that tests or the product need.
"""
