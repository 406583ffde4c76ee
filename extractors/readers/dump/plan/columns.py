"""What each column of a table looks like: how wide it is, and what words stand in it.

What belongs here: learning that from rows whose cells are certain, with the genre's own
words as a start. What does not: reading rows (`align`). All scores are log-odds.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log
from statistics import median

from extractors.languages import data_of_all
from extractors.plan_vocabulary.fields import Field
from extractors.readers.dump.plan.tokens import CellPart, TableToken
from schemas.document import Frozen

# Pseudo-counts: evidence that is there before a table's own rows give any.
_PRIOR = 2.0  # words, shared out among columns as all words are
_PAIR_PRIOR = 0.5  # pairs of words, in one cell and across two
_SEED = 6.0  # words of the table that a word of the lexicon is worth
_RARE, _ROWS = 0.25, 5.0  # rows that lack a cell, and rows in all
_NEW_WORDS = {  # where words that nothing is known of stand: long cells have most
    "name": 6.0, "form": 2.0, "responsible": 1.0, "extra": 2.0, "deadline": 0.4, "funding": 0.4,
}  # fmt: skip
_GOES_ON = 0.75  # probability that a line of a cell is followed by another of it

# Log-odds beyond which a single piece of evidence does not count, since rows are few.
_MOST = 3.0
_MOST_CASE = 1.2  # of a small letter that begins a cell: a word's case is easily misprinted
_LEAST_MISSING = -2.0  # of a row without a cell: even a column that is often empty costs so much

# Weights of log-odds whose evidence overlaps with that of the words themselves.
_SHAPE_WEIGHT = 0.7
_EDGE_WEIGHT = 0.7

_SHORTEST_CELL = 1.02  # lines; below that a column's cells would never go on

# How wide a column is.
_FEW = 8  # lines, too few to tell which is too wide
_CLOSE = 0.92  # share of a line's width that lines near it have
_ENOUGH = 40  # one line in so many must be near
_FULL = 0.97  # quantile of these lines' widths that is taken for the column's
_USUAL = 0.85  # share of the median column's width that a column is at least taken to have


LabelledCells = Sequence[tuple[int, Sequence[CellPart]]]  # cells by column, row after row


# Shapes of words that a field's cells hold.
_SEED_SHAPES: Mapping[Field, tuple[str, ...]] = {
    "number": ("number",),
    "name": ("lower", "marker"),
    "form": (),
    "deadline": ("year", "roman"),
    "responsible": ("abbreviation",),
    "funding": ("number",),
    "funding_source": ("dash", "abbreviation"),
}


class _SeedWords(Frozen):
    """Beginnings of words that the cells of each field hold in a language."""

    number: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    deadline: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    funding_source: tuple[str, ...] = ()


class _EdgeCounts:
    """How often a column's words, and shapes of words, stand at one edge of its cells."""

    def __init__(self) -> None:
        self.all = Counter[str]()
        self.at_edge = Counter[str]()
        self._scores: dict[tuple[str, str], float] = {}
        self.cells = self.words = 1.0

    def learn(self, tokens: Sequence[TableToken], edge: TableToken) -> None:
        """Count a cell's tokens, of which `edge` is the first, or the last."""
        self.cells += 1
        self.words += len(tokens)
        for token in tokens:
            self.all.update((token.word, f"/{token.shape}"))
        self.at_edge.update((edge.word, f"/{edge.shape}"))

    def score(self, token: TableToken) -> float:
        """Return the log-odds that a word stands at the edge, against any word of the column."""
        key = (token.word, token.shape)
        if key not in self._scores:
            self._scores[key] = self._score(token)
        return self._scores[key]

    def _score(self, token: TableToken) -> float:
        usual = self.cells / self.words
        share = usual
        for key in (f"/{token.shape}", token.word):
            share = (self.at_edge[key] + _PRIOR * share) / (self.all[key] + _PRIOR)
        return _EDGE_WEIGHT * max(-_MOST, log(share / usual))


class _PairCounts:
    """How often one word is followed by another in the same cell, and in the next one."""

    def __init__(self) -> None:
        self.inside = Counter[tuple[str, str]]()
        self.across = Counter[tuple[str, str]]()

    def learn(self, cells: Sequence[Sequence[TableToken]]) -> None:
        """Count the pairs of a row, given as its cells' tokens in order."""
        for tokens in cells:
            self.inside.update((a.word, b.word) for a, b in pairwise(tokens))
        for tokens, following in pairwise(cells):
            self.across[tokens[-1].word, following[0].word] += 1

    def score(self, first: TableToken, second: TableToken) -> float:
        """Return the log-odds that two words stand in one cell."""
        pair = first.word, second.word
        odds = (self.inside[pair] + _PAIR_PRIOR) / (self.across[pair] + _PAIR_PRIOR)
        return max(-_MOST, min(_MOST, log(odds)))


class ColumnModel:
    """The columns of a table: `fields` left to right, None for one that is no field.

    `widths` are in ems, 0 where unknown; `stay` and `leave` are the log probabilities
    that a cell's line is followed by another of the same cell, and by none.
    """

    def __init__(self, fields: Sequence[Field | None]) -> None:
        self.fields = tuple(fields)
        self.count = len(self.fields)
        self.widths = [0.0] * self.count
        self.stay = [log(_GOES_ON)] * self.count
        self.leave = [log(1 - _GOES_ON)] * self.count
        self._capitals = [0.5] * self.count
        self._firsts = [_EdgeCounts() for _ in fields]
        self._lasts = [_EdgeCounts() for _ in fields]
        self._pairs = _PairCounts()
        self._whole_cells = [Counter[str]() for _ in fields]
        self._missing = [log(_RARE / _ROWS) for _ in fields]
        self._missing_scores: dict[int, float] = {}  # of a row by its filled columns
        self._words = [Counter[str]() for _ in fields]
        self._shapes = [Counter[str]() for _ in fields]
        self._shares = _shares([0.0] * self.count)
        self._new = self._prior = [_NEW_WORDS.get(field or "extra", 0.0) for field in self.fields]
        self._cache: dict[tuple[str, str], tuple[float, ...]] = {}

    def learn(self, cells: LabelledCells) -> None:
        """Forget what was learnt and learn from cells, each given as its column and its parts."""
        counted = Counter(column for column, _ in cells)
        widths = self._learn_words(cells)
        self._learn_capitals(cells)
        self._learn_edges(cells)
        self._learn_pairs(cells)
        self._learn_missing(cells, counted)
        self._learn_lengths(counted, [len(own) for own in widths])
        self._cache.clear()
        self._missing_scores.clear()
        broken = Counter(column for column, parts in cells for _ in parts[1:])
        self.widths = _widths([_full_width(own) for own in widths], broken)

    def _learn_words(self, cells: LabelledCells) -> list[list[float]]:
        """Learn which words stand in each column; return the widths, in ems, of its lines."""
        widths: list[list[float]] = [[] for _ in self.fields]
        self._words = [Counter() for _ in self.fields]
        self._shapes = [Counter() for _ in self.fields]
        for column, parts in cells:
            for part in parts:
                widths[column].append(part.width)
                for token in part.tokens:
                    self._words[column][token.word] += 1
                    self._shapes[column][token.shape] += 1
        everywhere = sum(self._words, Counter[str]())
        self._new = [
            prior + sum(1.0 for word in counter if everywhere[word] == 1)
            for prior, counter in zip(self._prior, self._words, strict=True)
        ]
        self._shares = _shares([counter.total() for counter in self._words])
        return widths

    def _learn_lengths(self, cells: Counter[int], lines: Sequence[int]) -> None:
        """Learn how many lines a column's cells have."""
        lengths = [
            max(_SHORTEST_CELL, (lines[c] + 2.0) / (cells[c] + 1.0)) for c in range(self.count)
        ]
        self.stay = [log(1 - 1 / length) for length in lengths]
        self.leave = [log(1 / length) for length in lengths]

    def _learn_capitals(self, cells: LabelledCells) -> None:
        """Learn how often a column's cells begin with a small letter."""
        small, all_ = Counter[int](), Counter[int]()
        for column, parts in cells:
            all_[column] += 1
            small[column] += parts[0].text[0].islower()
        self._capitals = [1 - (small[c] + 0.5) / (all_[c] + 1) for c in range(self.count)]

    def _learn_edges(self, cells: LabelledCells) -> None:
        """Learn which words and shapes of words begin and end a column's cells, and whole cells."""
        self._firsts = [_EdgeCounts() for _ in self.fields]
        self._lasts = [_EdgeCounts() for _ in self.fields]
        self._whole_cells = [Counter[str]() for _ in self.fields]
        for column, parts in cells:
            tokens = _tokens(parts)
            self._firsts[column].learn(tokens, tokens[0])
            self._lasts[column].learn(tokens, tokens[-1])
            self._whole_cells[column]["".join(part.words for part in parts)] += 1

    def _learn_pairs(self, cells: LabelledCells) -> None:
        """Learn which words follow one another."""
        self._pairs = _PairCounts()
        for row in _by_row(cells):
            self._pairs.learn([_tokens(parts) for _, parts in row])

    def _learn_missing(self, cells: LabelledCells, counted: Counter[int]) -> None:
        """Learn how rarely rows lack each column."""
        rows = max(1, len(_by_row(cells)))
        self._missing = [
            min(_LEAST_MISSING, log((max(0, rows - counted[c]) + _RARE) / (rows + _ROWS)))
            for c in range(self.count)
        ]

    def missing_score(self, filled: int) -> float:
        """Return the log probability that a row lacks all columns but those of a bit set."""
        if filled not in self._missing_scores:
            lacking = (score for c, score in enumerate(self._missing) if not filled >> c & 1)
            self._missing_scores[filled] = sum(lacking)
        return self._missing_scores[filled]

    def same_cell_score(self, before: CellPart, part: CellPart) -> float:
        """Return the log-odds that the words where two parts meet stand in one cell."""
        return self._pairs.score(before.tokens[-1], part.tokens[0])

    def whole_cell_score(self, column: int, words: str) -> float:
        """Return the log-odds that words are a whole cell, since other cells hold just these."""
        return min(_MOST, log(max(1, self._whole_cells[column][words] - 1)))

    def end_score(self, part: CellPart, column: int) -> float:
        """Return the log-odds that a column's cell ends with a part's last word."""
        return self._lasts[column].score(part.tokens[-1])

    def start_scores(self, part: CellPart) -> list[float]:
        """Return for each column the log-odds that its cells begin with a part's first word."""
        small = part.text[0].islower() or _continues_list(part.tokens[0])
        shares = [1 - share if small else share for share in self._capitals]
        return [
            max(-_MOST_CASE, log(share) - log(0.5)) + firsts.score(part.tokens[0])
            for share, firsts in zip(shares, self._firsts, strict=True)
        ]

    def scores(self, token: TableToken) -> tuple[float, ...]:
        """Return for each column the log-odds that a word is of its cells, against any column's."""
        key = (token.word, token.shape)
        if key not in self._cache:
            self._cache[key] = self._scores(token)
        return self._cache[key]

    def _scores(self, token: TableToken) -> tuple[float, ...]:
        shapes = [
            counter[token.shape] + _SEED * self._is_seed_shape(token.shape, c)
            for c, counter in enumerate(self._shapes)
        ]
        by_word = _log_lifts(self._word_counts(token.word), self._shares)
        by_shape = _log_lifts(shapes, self._shares)
        return tuple(
            max(-_MOST, min(_MOST, word + _SHAPE_WEIGHT * shape))
            for word, shape in zip(by_word, by_shape, strict=True)
        )

    def _word_counts(self, word: str) -> list[float]:
        """Return how often a word stands in each column; for a new word, how often new ones do."""
        counts = [
            counter[word] + _SEED * self._is_seed_word(word, c)
            for c, counter in enumerate(self._words)
        ]
        return counts if sum(counts) > 1 else self._new

    def _is_seed_word(self, word: str, column: int) -> bool:
        field = self.fields[column]
        return bool(word) and field is not None and word.startswith(_seed_words(field))

    def _is_seed_shape(self, shape: str, column: int) -> bool:
        field = self.fields[column]
        return field is not None and shape in _SEED_SHAPES[field]


def _by_row(cells: LabelledCells) -> list[list[tuple[int, Sequence[CellPart]]]]:
    """Return the cells of each row: a row begins where the columns do not go on."""
    rows: list[list[tuple[int, Sequence[CellPart]]]] = []
    for cell in cells:
        if not rows or cell[0] <= rows[-1][-1][0]:
            rows.append([])
        rows[-1].append(cell)
    return rows


def _tokens(parts: Sequence[CellPart]) -> list[TableToken]:
    return [token for part in parts for token in part.tokens]


def _continues_list(token: TableToken) -> bool:
    """Whether a word is a later number of a list: "2)" and on."""
    return token.shape == "marker" and not token.word.startswith("1")


def _log_lifts(counts: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Return for each column the log of its smoothed share of the counts over its usual share."""
    whole = sum(counts) + _PRIOR
    return [
        log((count + _PRIOR * share) / whole / share)
        for count, share in zip(counts, shares, strict=True)
    ]


def _shares(totals: Sequence[float]) -> list[float]:
    """Return each column's smoothed share of all words."""
    whole = sum(totals) + _PRIOR * len(totals)
    return [(total + _PRIOR) / whole for total in totals]


def _widths(reached: Sequence[float], broken: Counter[int]) -> list[float]:
    """Return the columns' widths in ems, from what their lines reach and how many were broken.

    A column (but for the first, the number's) whose cells fit on one line may be
    wider than they are: it is taken to be hardly narrower than the others.
    """
    usual = _USUAL * median(reached)
    return [
        width if column == 0 or broken[column] >= _FEW else max(width, usual)
        for column, width in enumerate(reached)
    ]


def _full_width(widths: Sequence[float]) -> float:
    """Return the width in ems of a column's full lines: nearly the widest that others come near.

    A line that is wider than all by itself holds words of another column.
    """
    ordered = sorted(widths)
    enough = 1 if len(ordered) < _FEW else max(2, len(ordered) // _ENOUGH)
    for at in range(len(ordered) - 1, -1, -1):
        near = at - bisect_left(ordered, ordered[at] * _CLOSE)
        if near >= enough:
            return ordered[int(_FULL * at)]
    return ordered[-1] if ordered else 0.0


@cache
def _seed_words(field: Field) -> tuple[str, ...]:
    """Return the seed words of a field in all languages."""
    return tuple(
        word for words in data_of_all("plan_cells", _SeedWords) for word in getattr(words, field)
    )
