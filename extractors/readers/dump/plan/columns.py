"""What each column of a table looks like: how wide it is, and what words stand in it.

What belongs here: learning that from rows whose cells are certain, with the
genre's own words as a start. What does not: parsing rows.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import log
from statistics import median

from extractors.lexica import load_toml
from extractors.plan_vocabulary.fields import Field
from extractors.readers.dump.plan.tokens import Part, Token
from schemas.document import Frozen

_PRIOR = 2.0  # how many words of evidence the columns' shares are worth
_CLIP = 3.0
_CASE_CLIP = 1.2
_SEED = 6.0  # weight of a word of the lexicon
_SHAPE_WEIGHT = 0.7
_EDGE = 0.7
# Where words that nothing is known of stand, before a table's own rows tell.
_NEW = {"name": 6.0, "form": 2.0, "responsible": 1.0, "extra": 2.0, "deadline": 0.4, "funding": 0.4}
_FEW = 8  # lines, too few to tell which is too wide
_CLOSE, _FULL = 0.92, 0.97
_BOND_PRIOR = 0.5
_RARE, _ROWS = 0.25, 5.0  # missing cells, and rows, that a column starts with
_LEAST_MISSING = -2.0
_USUAL = 0.85


Cells = Sequence[tuple[int, Sequence[Part]]]  # each cell's column and its parts, row by row


class _Seeds(Frozen):
    """Words (beginnings of words) and shapes that a field's cells hold."""

    words: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()


class _Lexicon(Frozen):
    number: _Seeds
    name: _Seeds
    form: _Seeds
    deadline: _Seeds
    responsible: _Seeds
    funding: _Seeds
    funding_source: _Seeds


class _Edges:
    """How often a column's words stand at an edge of its cells, each and all of a shape."""

    def __init__(self) -> None:
        self.all = Counter[str]()
        self.edge = Counter[str]()
        self._scores: dict[tuple[str, str], float] = {}
        self.cells = self.words = 1.0

    def learn(self, tokens: Sequence[Token], edge: Token) -> None:
        """Count a cell's tokens, of which `edge` is the first, or the last."""
        self.cells += 1
        self.words += len(tokens)
        for token in tokens:
            self.all.update((token.word, f"/{token.shape}"))
        self.edge.update((edge.word, f"/{edge.shape}"))

    def score(self, token: Token) -> float:
        """How much likelier than others a word is to stand at the edge, as a logarithm."""
        key = (token.word, token.shape)
        if key not in self._scores:
            self._scores[key] = self._score(token)
        return self._scores[key]

    def _score(self, token: Token) -> float:
        usual = self.cells / self.words
        share = usual
        for key in (f"/{token.shape}", token.word):
            share = (self.edge[key] + _PRIOR * share) / (self.all[key] + _PRIOR)
        return _EDGE * max(-_CLIP, log(share / usual))


class _Bonds:
    """How often one word is followed by another in the same cell, and in the next one."""

    def __init__(self) -> None:
        self.inside = Counter[tuple[str, str]]()
        self.across = Counter[tuple[str, str]]()

    def learn(self, cells: Sequence[Sequence[Token]]) -> None:
        """Count the pairs of a row, given as its cells' tokens in order."""
        for tokens in cells:
            self.inside.update((a.word, b.word) for a, b in pairwise(tokens))
        for tokens, following in pairwise(cells):
            self.across[tokens[-1].word, following[0].word] += 1

    def score(self, first: Token, second: Token) -> float:
        """How much likelier than not two words stand in one cell, as a logarithm."""
        pair = first.word, second.word
        odds = (self.inside[pair] + _BOND_PRIOR) / (self.across[pair] + _BOND_PRIOR)
        return max(-_CLIP, min(_CLIP, log(odds)))


class Columns:
    """The columns of a table: `fields` left to right, None for one without a name.

    `widths` are in ems; `stay` and `leave` are the logarithms of how likely a
    cell's line is followed by another of the same cell, and by none.
    """

    def __init__(self, fields: Sequence[Field | None]) -> None:
        self.fields = tuple(fields)
        self.count = len(self.fields)
        self.widths = [0.0] * self.count
        self.stay = [log(0.75)] * self.count
        self.leave = [log(0.25)] * self.count
        self._capitals = [0.5] * self.count
        self._firsts = [_Edges() for _ in fields]
        self._lasts = [_Edges() for _ in fields]
        self._bonds = _Bonds()
        self._wholes = [Counter[str]() for _ in fields]
        self._missing = [log(_RARE / _ROWS) for _ in fields]
        self._costs: dict[int, float] = {}  # of a row by its filled columns
        self._words = [Counter[str]() for _ in fields]
        self._shapes = [Counter[str]() for _ in fields]
        self._shares = _shares([0.0] * self.count)
        self._new = self._prior = [_NEW.get(field or "extra", 0.0) for field in self.fields]
        self._cache: dict[tuple[str, str], tuple[float, ...]] = {}

    def learn(self, cells: Cells) -> None:
        """Forget what was learnt and learn from cells, each given as its column and its parts."""
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
        self._learn_capitals(cells)
        self._learn_edges(cells)
        counted = Counter(column for column, _ in cells)
        self._learn_bonds(cells)
        self._learn_missing(cells, counted)
        self._learn_lengths(counted, [len(w) for w in widths])
        self._cache.clear()
        self._costs.clear()
        broken = Counter(column for column, parts in cells for _ in parts[1:])
        self.widths = _widths([_full_width(found) for found in widths], broken)

    def _learn_lengths(self, cells: Counter[int], lines: Sequence[int]) -> None:
        lengths = [(lines[c] + 2.0) / (cells[c] + 1.0) for c in range(self.count)]
        self.stay = [log(1 - 1 / max(1.02, length)) for length in lengths]
        self.leave = [log(1 / max(1.02, length)) for length in lengths]

    def _learn_capitals(self, cells: Cells) -> None:
        """Learn how often a column's cells begin with a small letter."""
        small, all_ = Counter[int](), Counter[int]()
        for column, parts in cells:
            all_[column] += 1
            small[column] += parts[0].text[0].islower()
        self._capitals = [1 - (small[c] + 0.5) / (all_[c] + 1) for c in range(self.count)]

    def _learn_edges(self, cells: Cells) -> None:
        """Learn which words and shapes of words begin and end a column's cells, and whole cells."""
        self._firsts = [_Edges() for _ in self.fields]
        self._lasts = [_Edges() for _ in self.fields]
        self._wholes = [Counter[str]() for _ in self.fields]
        for column, parts in cells:
            tokens = _tokens(parts)
            self._firsts[column].learn(tokens, tokens[0])
            self._lasts[column].learn(tokens, tokens[-1])
            self._wholes[column]["".join(part.words for part in parts)] += 1

    def _learn_bonds(self, cells: Cells) -> None:
        """Learn which words follow one another."""
        self._bonds = _Bonds()
        for row in _by_row(cells):
            self._bonds.learn([_tokens(parts) for _, parts in row])

    def _learn_missing(self, cells: Cells, counted: Counter[int]) -> None:
        """Learn what it costs a row to lack each column."""
        rows = max(1, len(_by_row(cells)))
        self._missing = [
            min(_LEAST_MISSING, log((max(0, rows - counted[c]) + _RARE) / (rows + _ROWS)))
            for c in range(self.count)
        ]

    def missing_cost(self, filled: int) -> float:
        """What it costs a row to lack all columns but those of a bit set."""
        if filled not in self._costs:
            lacking = (cost for c, cost in enumerate(self._missing) if not filled >> c & 1)
            self._costs[filled] = sum(lacking)
        return self._costs[filled]

    def bond(self, before: Part, part: Part) -> float:
        """How much likelier than not a part goes on with the cell of another, as a logarithm."""
        return self._bonds.score(before.tokens[-1], part.tokens[0])

    def whole_score(self, column: int, words: str) -> float:
        """What it says for a cell's end that other cells of the column hold the same words."""
        return min(_CLIP, log(max(1, self._wholes[column][words] - 1)))

    def end_score(self, part: Part, column: int) -> float:
        """How likely a column's cells are to end like `part`, as a logarithm."""
        return self._lasts[column].score(part.tokens[-1])

    def start_scores(self, part: Part) -> list[float]:
        """How likely each column's cells are to begin like `part`, as a logarithm."""
        small = part.text[0].islower() or _goes_on(part.tokens[0])
        shares = [1 - share if small else share for share in self._capitals]
        return [
            max(-_CASE_CLIP, log(share) - log(0.5)) + firsts.score(part.tokens[0])
            for share, firsts in zip(shares, self._firsts, strict=True)
        ]

    def scores(self, token: Token) -> tuple[float, ...]:
        """How much likelier than by chance `token` stands in each column, as a logarithm."""
        key = (token.word, token.shape)
        if key not in self._cache:
            self._cache[key] = self._scores(token)
        return self._cache[key]

    def _scores(self, token: Token) -> tuple[float, ...]:
        shape = [
            counter[token.shape] + _SEED * self._shaped(token.shape, c)
            for c, counter in enumerate(self._shapes)
        ]
        by_word = _lifts(self._word_counts(token.word), self._shares)
        by_shape = _lifts(shape, self._shares)
        return tuple(
            max(-_CLIP, min(_CLIP, word + _SHAPE_WEIGHT * shape))
            for word, shape in zip(by_word, by_shape, strict=True)
        )

    def _word_counts(self, word: str) -> list[float]:
        """How often a word stands in each column; a new word, how often new ones do."""
        counts = [
            counter[word] + _SEED * self._seeded(word, c) for c, counter in enumerate(self._words)
        ]
        return counts if sum(counts) > 1 else self._new

    def _seeded(self, word: str, column: int) -> bool:
        field = self.fields[column]
        return bool(field) and word.startswith(_seeds(field).words) and bool(word)

    def _shaped(self, shape: str, column: int) -> bool:
        field = self.fields[column]
        return bool(field) and shape in _seeds(field).shapes


def _by_row(cells: Cells) -> list[list[tuple[int, Sequence[Part]]]]:
    """The cells of each row: a row begins where the columns do not go on."""
    rows: list[list[tuple[int, Sequence[Part]]]] = []
    for cell in cells:
        if not rows or cell[0] <= rows[-1][-1][0]:
            rows.append([])
        rows[-1].append(cell)
    return rows


def _tokens(parts: Sequence[Part]) -> list[Token]:
    return [token for part in parts for token in part.tokens]


def _goes_on(token: Token) -> bool:
    """Whether a word is a later number of a list: "2)" and on."""
    return token.shape == "marker" and not token.word.startswith("1")


def _lifts(counts: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Logarithms of how much likelier each column is once the counts are known, smoothed."""
    whole = sum(counts) + _PRIOR
    return [
        log((count + _PRIOR * share) / whole / share)
        for count, share in zip(counts, shares, strict=True)
    ]


def _shares(totals: Sequence[float]) -> list[float]:
    """Each column's share of the words, smoothed."""
    whole = sum(totals) + _PRIOR * len(totals)
    return [(total + _PRIOR) / whole for total in totals]


def _widths(reached: Sequence[float], broken: Counter[int]) -> list[float]:
    """The columns' widths, from what their lines reach and how many lines were broken.

    A column (but for the first, the number's) whose cells fit on one line may be
    wider than they are: it is taken to be hardly narrower than the others.
    """
    usual = _USUAL * median(reached)
    return [
        width if column == 0 or broken[column] >= _FEW else max(width, usual)
        for column, width in enumerate(reached)
    ]


def _full_width(widths: Sequence[float]) -> float:
    """The width that a column's fullest lines reach, near the largest that others come close to.

    A line that is wider than all by itself holds words of another column.
    """
    ordered = sorted(widths)
    enough = 1 if len(ordered) < _FEW else max(2, len(ordered) // 40)
    for at in range(len(ordered) - 1, -1, -1):
        near = at - bisect_left(ordered, ordered[at] * _CLOSE)
        if near >= enough:
            return ordered[int(_FULL * at)]
    return ordered[-1] if ordered else 0.0


@cache
def _seeds(field: Field | None) -> _Seeds:
    seeds: _Seeds = getattr(load_toml("plan_cells.toml", _Lexicon), field or "name")
    return seeds
