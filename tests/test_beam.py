"""A beam keeps the few best states that differ in what matters."""

from typing import NamedTuple

from extractors.readers.layout import Beam


class State(NamedTuple):
    score: float
    name: str

    def key(self) -> str:
        return self.name[0]


def kept(*states: State, width: int = 3, margin: float = 5.0) -> list[str]:
    """The names of the states that a beam keeps, best first."""
    beam = Beam[State](width, margin)
    for state in states:
        beam.add(state)
    return [state.name for state in beam.best()]


def test_the_best_come_first_and_no_more_than_the_width() -> None:
    states = [State(float(i), name) for i, name in enumerate("abcd")]
    assert kept(*states) == ["d", "c", "b"]


def test_of_states_with_one_future_the_best_is_kept() -> None:
    assert kept(State(1.0, "a1"), State(2.0, "a2"), State(1.5, "a3")) == ["a2"]


def test_of_equal_states_the_first_is_kept() -> None:
    assert kept(State(1.0, "a1"), State(1.0, "a2"), State(1.0, "b")) == ["a1", "b"]


def test_what_is_far_behind_is_dropped_whenever_it_came() -> None:
    assert kept(State(0.0, "a"), State(9.0, "b"), State(4.0, "c"), State(4.1, "d")) == ["b", "d"]


def test_an_empty_beam_is_false() -> None:
    beam = Beam[State](1, 1.0)
    assert not beam
    beam.add(State(0.0, "a"))
    assert beam
