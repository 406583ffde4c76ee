"""Cells of funding, from words to kinds, amounts and sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.figures.unit_values import unit_values
from extractors.plan_vocabulary.funding import is_money_unit
from extractors.plans.funding import Funding, MoneyUnit, funding_unit, read_funding, source_kind
from schemas.tables import FundingKind, SourceKind


def short(found: tuple[Funding, ...]) -> list[tuple[FundingKind | None, str | None]]:
    return [(part.kind, part.source) for part in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("талап етілмейді", "none_required"),
        ("Не требуется", "none_required"),
        ("не требует финансирования", "none_required"),
        ("көзделген қаражат есебінен және оның шегінде", "within_allocated"),
        ("бөлінген қаражат шегінде", "within_allocated"),
        ("в пределах предусмотренных средств", "within_allocated"),
        ("За счет и в пределах выделенных бюджетных средств", "within_allocated"),
        ("бюджеттен тыс қаражат есебінен", "off_budget"),
        ("за счёт внебюджетных средств", "off_budget"),
        ("в соответствии с ТЭО 2 этапа", None),
    ],
)
def test_kind_by_its_words(text: str, kind: FundingKind | None) -> None:
    (found,) = read_funding(text, None)
    assert found.kind == kind
    assert found.amount is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("РБ", "republican"),
        ("республиканский бюджет", "republican"),
        ("республикалық бюджет қаражаты", "republican"),
        ("ЖБ", "local"),
        ("МБ", "local"),
        ("местный бюджет", "local"),
        ("БТҚ", "off_budget"),
        ("МӘСҚ", "insurance"),
        ("ГФСС", "insurance"),
        ("Национальный фонд", "national_fund"),
        ("средства инвесторов", "investor"),
        ("собственные средства", "own"),
        ("грант", "international"),
        ("неизвестно что", None),
    ],
)
def test_kind_of_a_source(text: str, kind: SourceKind | None) -> None:
    assert source_kind(text) == kind


def test_a_row_a_source() -> None:
    found = read_funding("в пределах предусмотренных средств", "РБ, МБ")
    assert short(found) == [("within_allocated", "РБ"), ("within_allocated", "МБ")]
    assert [part.source_kind for part in found] == ["republican", "local"]


def test_kinds_of_one_cell_go_with_their_sources() -> None:
    both = "көзделген қаражат есебінен және оның шегінде, бюджеттен тыс қаражат"
    assert short(read_funding(both, "ЖБ, БТҚ")) == [
        ("within_allocated", "ЖБ"),
        ("off_budget", "БТҚ"),
    ]
    assert short(read_funding(both, "ЖБ")) == [("within_allocated", "ЖБ"), ("off_budget", None)]


def test_source_inside_the_words_of_volume() -> None:
    (found,) = read_funding("в пределах средств республиканского бюджета", None)
    assert (found.kind, found.source) == ("within_allocated", "республиканского бюджета")
    assert found.source_kind == "republican"


def test_source_alone() -> None:
    assert short(read_funding(None, "РБ")) == [(None, "РБ")]
    assert short(read_funding(None, "не требуется")) == [("none_required", None)]
    assert read_funding(None, None) == ()


def test_source_by_the_documents_own_abbreviation() -> None:
    (found,) = read_funding("10 млн тенге", "КБ", expansions={"КБ": "қалалық бюджет"})
    assert found.source_kind == "local"


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("12 500,0 тыс. тенге", 12_500_000, "KZT"),
        ("100 млн теңге", 100_000_000, "KZT"),
        ("1,5 млрд. тенге", 1_500_000_000, "KZT"),
        ("300 мың теңге", 300_000, "KZT"),
        ("2 млн долларов США", 2_000_000, "USD"),
        ("47 500 тенге", 47_500, "KZT"),
        ("12,5", 12.5, None),
    ],
)
def test_amount_with_scale_and_currency(text: str, amount: float, currency: str | None) -> None:
    (found,) = read_funding(text, None)
    assert (found.kind, found.amount, found.currency) == ("amount", amount, currency)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Объём финансирования, млн тенге", MoneyUnit(1e6, "KZT")),
        ("Қаржыландыру көлемі (мың теңге)", MoneyUnit(1e3, "KZT")),
        ("Предполагаемые расходы", MoneyUnit(1.0, None)),
    ],
)
def test_unit_of_a_column(title: str, unit: MoneyUnit) -> None:
    assert funding_unit(title) == unit


def test_unit_of_the_column_is_applied_to_bare_numbers_only() -> None:
    unit = MoneyUnit(1e6, "KZT")
    assert read_funding("12,5", None, unit)[0].amount == 12_500_000
    assert read_funding("300 тыс. тенге", None, unit)[0].amount == 300_000


def test_several_years() -> None:
    found = read_funding("2026 ж. – 100 млн теңге, 2027 ж. – 200,5 млн теңге", "РБ")
    assert [(f.year, f.amount, f.source) for f in found] == [
        (2026, 100_000_000, "РБ"),
        (2027, 200_500_000, "РБ"),
    ]


def test_sum_of_other_amounts_is_left_out() -> None:
    text = "Всего – 300,0, в т.ч. 2026 год – 100,0, 2027 год – 200,0"
    found = read_funding(text, None, MoneyUnit(1e6, "KZT"))
    assert [(f.year, f.amount) for f in found] == [(2026, 1e8), (2027, 2e8)]


@pytest.mark.parametrize(
    "text",
    ["РБ – 100 млн тенге, МБ – 50 млн тенге", "100 млн тенге (РБ), 50 млн тенге (МБ)"],
)
def test_source_before_or_after_its_amount(text: str) -> None:
    found = read_funding(text, None)
    assert [(f.source, f.amount) for f in found] == [("РБ", 1e8), ("МБ", 5e7)]


def test_sum_before_amounts_by_source() -> None:
    found = read_funding("Всего – 10; РБ – 7; МБ – 3", None, MoneyUnit(1e6, "KZT"))
    assert [(f.source, f.amount) for f in found] == [("РБ", 7e6), ("МБ", 3e6)]


def test_amounts_by_year_and_source() -> None:
    found = read_funding("2026, РБ – 1; 2026, МБ – 2; 2027, РБ – 3", None, MoneyUnit(1e6, "KZT"))
    assert [(f.year, f.source, f.amount) for f in found] == [
        (2026, "РБ", 1e6), (2026, "МБ", 2e6), (2027, "РБ", 3e6),
    ]  # fmt: skip


def test_one_amount_of_several_sources_cannot_be_told_apart() -> None:
    (found,) = read_funding("1,5 млрд тенге", "РБ, МБ")
    assert (found.source, found.source_kind) == ("РБ, МБ", None)


@given(st.integers(1, 999), st.integers(0, 999), st.integers(0, 9))
def test_amounts_with_thousands_and_tenths(thousands: int, ones: int, tenth: int) -> None:
    (found,) = read_funding(f"{thousands} {ones:03},{tenth} тыс. тенге", None)
    assert found.amount == pytest.approx((thousands * 1000 + ones + tenth / 10) * 1000)


@given(st.text("РБМ 0123456789,.;–()млнтыс теңгеқаражат", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for part in read_funding(text, text, MoneyUnit(1e3, "KZT")):
        assert part.kind != "amount" or part.amount is not None


def test_values_of_units_begin_on_days_of_their_own() -> None:
    rows = unit_values()
    assert len({(row.unit, row.valid_from) for row in rows}) == len(rows)
    assert {row.unit for row in rows} == {"МРП", "ПМ", "МЗП"}
    values = {row.valid_from: row.value for row in rows if row.unit == "МРП"}
    assert (values["2022-01-01"], values["2022-04-01"], values["2025-01-01"]) == (3063, 3180, 3932)


@pytest.mark.parametrize(
    ("funding", "source", "expected"),
    [
        ("Итого – 9,0, из них: МБ – 4,0; РБ – 5,0", None, [(4e6, "local"), (5e6, "republican")]),
        ("9,0 (МБ – 4,0; РБ – 5,0)", None, [(4e6, "local"), (5e6, "republican")]),
        ("12,0, в том числе РБ – 7,0", None, [(12e6, None)]),
        ("барлығы 9,0, оның ішінде ЖБ – 4,0; РБ – 5,0", None,
         [(4e6, "local"), (5e6, "republican")]),
        ("1 млрд 300 млн тенге", "РБ", [(1.3e9, "republican")]),
        ("€3 млн", "грант", [(3e6, "international")]),
        ("шамамен 4,5", "аудан бюджеті", [(4.5e6, "local")]),
        ("2.500.000 тенге", "бюджет области", [(2.5e6, "local")]),
        ("от 5 до 7 млн тенге", "МБ", [(None, "local")]),
        ("10-нан 20-ға дейін", "ЖБ", [(None, "local")]),
        ("2027 г. – 3,0; 2028 г. – 4,0. Всего – 7,0", "МБ", [(3e6, "local"), (4e6, "local")]),
        ("в рамках бюджета", "местный, республиканский бюджеты",
         [(None, "local"), (None, "republican")]),
    ],
)  # fmt: skip
def test_amounts_of_many_forms(
    funding: str, source: str | None, expected: list[tuple[float | None, str | None]]
) -> None:
    found = read_funding(funding, source, MoneyUnit(1e6, "KZT"))
    assert [(part.amount, part.source_kind) for part in found] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [("млн тенге", True), ("(тыс. тенге)", True), ("мың теңге", True), ("План, млн тенге", False)],
)
def test_a_unit_alone_over_a_table(text: str, told: bool) -> None:
    assert is_money_unit(text) is told
