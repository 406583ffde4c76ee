"""Each rule of the findings, on rows made by hand."""

import pytest

from extractors.findings import find_findings
from extractors.findings.abbreviations import _abbreviations_in, _is_near
from extractors.parsed import ParsedDocument, Passage
from schemas.document import Document, Picture, Place, SourcedText, Span
from schemas.tables import (
    AbbreviationRow,
    Abbreviations,
    ActionBodyRow,
    ActionDeadlineRow,
    ActionFundingRow,
    ActionRow,
    Actions,
    PassageRow,
)

DOC = "doc-1"


def parsed(*texts: str) -> ParsedDocument:
    passages = tuple(
        Passage(
            row=PassageRow(
                passage_id=f"p{i}", document_id=DOC, section_id=None, position=i,
                kind="paragraph", language="ru", text=text, line_start=i, line_end=i,
            ),
            source=SourcedText(text=text, spans=(Span(start=0, place=Place(line=i)),)),
            part="text",
        )
        for i, text in enumerate(texts, start=1)
    )  # fmt: skip
    document = Document(path="a.txt", form="txt", sha256="0", body=())
    return ParsedDocument(
        document=document, document_id=DOC, language="ru", sections=(), passages=passages,
        tables=(), facts=(), parts=(),
    )  # fmt: skip


def abbreviation(short: str, expansion: str, uses: int = 1) -> AbbreviationRow:
    return AbbreviationRow(
        abbreviation_id=f"abbr-{short}", document_id=DOC, passage_id="p1", abbreviation=short,
        expansion=expansion, origin="inline", uses=uses,
    )  # fmt: skip


def action(number: str | None, position: int, **columns: object) -> ActionRow:
    return ActionRow.model_validate(
        {
            "action_id": f"a{position}", "document_id": DOC, "table_id": "t", "position": position,
            "number": number, "name": "Посадить сад", "line": position, **columns,
        }
    )  # fmt: skip


def found(
    document: ParsedDocument,
    abbreviations: tuple[AbbreviationRow, ...] = (),
    actions: Actions | None = None,
) -> dict[str, list[str]]:
    rows = find_findings(
        document,
        Abbreviations(abbreviations=abbreviations),
        actions or Actions(),
    )
    by_rule: dict[str, list[str]] = {}
    for row in rows:
        by_rule.setdefault(row.rule, []).append(row.evidence or "")
    return by_rule


def test_abbreviation_used_but_explained_nowhere() -> None:
    rules = found(parsed("Отчёт ДЗЖ и КМГ готов."), (abbreviation("КМГ", "комитет"),))
    assert rules["abbreviation_unexplained"] == ["ДЗЖ"]


@pytest.mark.parametrize(
    "text",
    [
        "На отчёте был аким города Асан ЖЫЛЫТОВ.",
        "А. ҮСЕНБЕКОВ баяндады.",
        "НА 2030-2031 ГОДЫ посёлок Самал",
        "АО «Самал» и ТОО «Бұлақ» (по согласованию)",
    ],
)
def test_surnames_and_known_words_in_capitals_need_no_explaining(text: str) -> None:
    assert "abbreviation_unexplained" not in found(parsed(text))


def test_body_that_cannot_be_told_is_reported_once() -> None:
    rows = tuple(action(str(i), i, responsible="ЪЪ") for i in (1, 2))
    bodies = tuple(ActionBodyRow(action_id=row.action_id, position=1, text="ЪЪ") for row in rows)
    rules = found(parsed(""), actions=Actions(actions=rows, bodies=bodies))
    assert rules["body_unresolved"] == ["ЪЪ"]


def test_abbreviation_explained_but_never_used() -> None:
    rules = found(parsed("Готово."), (abbreviation("КМГ", "комитет", uses=0),))
    assert rules["abbreviation_unused"] == ["КМГ"]


def test_abbreviation_one_letter_off_a_known_one() -> None:
    rules = found(parsed("Отчёт ДМ готов."), (abbreviation("ДСМ", "министерство"),))
    assert rules["abbreviation_near_miss"] == ["ДМ"]
    assert _is_near("МНЭ", "МНО")
    assert not _is_near("ОМ", "КМ")
    assert not _is_near("ОМ", "ОБПР")


def test_words_in_capitals_are_no_abbreviations() -> None:
    assert [
        short for short, _ in _abbreviations_in("ҚАУЛЫ ЕТЕДІ: ПРИКАЗЫВАЮ, ОМ-ға, БПҚСжАЕК")
    ] == [
        "ОМ",
        "БПҚСжАЕК",
    ]


def test_gap_and_repetition_in_row_numbers() -> None:
    rows = (action("1", 1), action("2", 2), action("4", 3), action("4", 4), action("5", 5))
    assert found(parsed(""), actions=Actions(actions=rows))["row_numbers_broken"] == ["4", "4"]


def test_numbers_that_begin_anew_are_no_gap() -> None:
    rows = (action("1", 1), action("2", 2), action("1", 3), action("2", 4))
    assert "row_numbers_broken" not in found(parsed(""), actions=Actions(actions=rows))


def test_what_of_a_row_cannot_be_told() -> None:
    row = action("1", 1, deadline="в свой черёд", funding="как получится", responsible="ЪЪ")
    actions = Actions(
        actions=(row,),
        deadlines=(ActionDeadlineRow(action_id="a1", position=1, text="в свой черёд"),),
        bodies=(ActionBodyRow(action_id="a1", position=1, text="ЪЪ"),),
        funding=(ActionFundingRow(action_id="a1", position=1, source="как получится"),),
    )
    rules = found(parsed(""), actions=actions)
    assert rules["deadline_not_told"] == ["в свой черёд"]
    assert rules["body_unresolved"] == ["ЪЪ"]
    assert rules["funding_not_told"] == ["как получится"]


def test_one_body_under_two_names_in_one_row() -> None:
    bodies = tuple(
        ActionBodyRow(action_id="a1", position=i, text=text, body_id="ministry")
        for i, text in enumerate(("МП", "Министерство просвещения"), start=1)
    )
    row = action("1", 1, responsible="МП, Министерство просвещения")
    rules = found(parsed(""), actions=Actions(actions=(row,), bodies=bodies))
    assert rules["body_named_twice"] == ["МП, Министерство просвещения"]


def test_month_with_a_letter_wrong() -> None:
    rules = found(
        parsed(""), actions=Actions(actions=(action("1", 1, deadline="2027 жылғы қантар"),))
    )
    assert rules["month_misprinted"]


def test_rows_joined_on_weak_evidence() -> None:
    row = action("1", 1, confidence=0.4, joined="[]")
    assert "words_joined_on_weak_evidence" in found(parsed(""), actions=Actions(actions=(row,)))


def test_finding_ids_are_unique_and_stable() -> None:
    document = parsed("Отчёт ДЗЖ, ДЗК.", "И ещё раз ДЗЖ.")
    first = find_findings(document, Abbreviations(), Actions())
    again = find_findings(document, Abbreviations(), Actions())
    assert first == again
    assert len({row.finding_id for row in first}) == len(first)


def test_pictures_that_were_not_read_are_told() -> None:
    shown = [
        Picture(place=Place(page=2, bbox=(0, 0, 10, 10)), share=0.32, alone=False),
        Picture(place=Place(page=5, bbox=(0, 0, 10, 10)), share=1.0, alone=True),
    ]
    document = parsed("Мәтін.")
    whole = document.document.model_copy(update={"pictures": tuple(shown)})
    evidence = document.model_copy(update={"document": whole})
    found = find_findings(evidence, Abbreviations(abbreviations=()), Actions(actions=()))
    assert [(f.rule, f.page) for f in found] == [("picture_not_read", 2), ("picture_not_read", 5)]
