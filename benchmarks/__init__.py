"""Measurements that a person runs: how right (`accuracy`) and how fast (`reading`)."""
