"""Runs that are killed leave one of two states; `benchmarks.kills` kills many more."""

import os
from pathlib import Path
from random import Random

import pytest

from tests.killing import STAGES, Killing


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes have no groups here")
def test_killed_runs_leave_one_of_two_states_and_nothing_else(tmp_path: Path) -> None:
    killing = Killing(tmp_path)
    random = Random(7)
    for number in range(6):
        killed = killing.kill(killing.next_input(), STAGES[number % len(STAGES)], random)
        assert list(killing.faults()) == [], killed
        if number % 3 == 2:
            killing.run("one")
            assert list(killing.faults_after("one")) == [], killed
