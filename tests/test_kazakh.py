"""Kazakh words: dictionary forms by vowel harmony, assimilation and softening."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages.base import Case
from extractors.languages.kk.cases import PLAIN, POSSESSED, case_after_digits, fragments
from extractors.languages.kk.morphology import analyse, is_harmonic, lemma, soften, stem
from extractors.languages.words import ABBREVIATION_ENDING

# Stems of the genre with what follows each sound: plural, genitive, dative, ablative.
DECLINED = [
    ("бала", "балалар", "баланың", "балаға", "баладан"),
    ("мектеп", "мектептер", "мектептің", "мектепке", "мектептен"),
    ("қала", "қалалар", "қаланың", "қалаға", "қаладан"),
    ("ел", "елдер", "елдің", "елге", "елден"),
    ("орган", "органдар", "органның", "органға", "органнан"),
    ("заң", "заңдар", "заңның", "заңға", "заңнан"),
    ("ұйым", "ұйымдар", "ұйымның", "ұйымға", "ұйымнан"),
    ("қыз", "қыздар", "қыздың", "қызға", "қыздан"),
    ("колледж", "колледждер", "колледждің", "колледжге", "колледжден"),
    ("отбасы", "отбасылар", "отбасының", "отбасына", "отбасынан"),
    ("студент", "студенттер", "студенттің", "студентке", "студенттен"),
    ("клуб", "клубтар", "клубтың", "клубқа", "клубтан"),
]


@pytest.mark.parametrize("forms", DECLINED, ids=lambda forms: forms[0])
def test_all_case_forms_have_one_lemma(forms: tuple[str, ...]) -> None:
    assert {lemma(form) for form in forms} == {forms[0]}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("мектебі", "мектеп"),  # п softens to б
        ("орталығы", "орталық"),  # қ to ғ
        ("мектептерінде", "мектеп"),  # plural, possession, case
        ("халқының", "халық"),  # the last vowel is lost
        ("орнын", "орын"),
        ("оқушысының", "оқушы"),  # "-сы" after a vowel
        ("автобусы", "автобус"),
        ("түрі", "түр"),
        ("құралды", "құрал"),
        ("объектісі", "объект"),  # a loanword's extra vowel
        ("актіде", "акт"),
        ("педагогке", "педагог"),  # front ending after a back vowel
        ("отбасында", "отбасы"),  # possessed by birth
        ("төсек-орынға", "төсек-орын"),
        ("ҮЕҰ-мен", "үеұ"),
        ("тіркелді", "тіркелу"),  # the past tense is no accusative
        ("істі", "іс"),  # and the accusative no past tense
        ("азайды", "азаю"),
        ("қамтылған", "қамтылу"),
        ("бойынша", "бойынша"),
    ],
)
def test_lemma(word: str, expected: str) -> None:
    assert lemma(word) == expected


def test_forms_of_a_verb_share_their_stem() -> None:
    forms = ["тіркеу", "тіркеді", "тіркеген"]
    assert {stem(form) for form in forms} == {"тірке"}
    assert {stem(form) for form in ["көбейді", "көбею"]} == {"көбей"}


def test_forms_of_a_noun_share_their_stem() -> None:
    assert {stem(form) for form in DECLINED[1]} == {"мектеп"}


@pytest.mark.parametrize(
    ("word", "case", "plural", "possessive"),
    [
        ("балаларды", "accusative", True, False),
        ("елінде", "locative", False, True),
        ("өңірлерден", "ablative", True, False),
        ("кабинеті", None, False, True),
    ],
)
def test_shape(word: str, case: str | None, plural: bool, possessive: bool) -> None:
    found = analyse(word)
    assert (found.case, found.plural, found.possessive) == (case, plural, possessive)


def test_harmony_and_softening() -> None:
    assert is_harmonic("мектеп", "тер")
    assert not is_harmonic("мектеп", "тар")
    assert soften("мектеп") == "мектеб"
    assert soften("орталық") == "орталығ"
    assert soften("бала") == "бала"


@given(st.text(alphabet="аәбвгғдежзийкқлмнңопрстуұүфхһшыіэюя-", min_size=1, max_size=25))
def test_any_letters_have_a_lemma(word: str) -> None:
    assert lemma(word) == lemma(word.upper()) or "һ" in word  # never fails, case does not matter
    assert stem(word) is not None


@pytest.mark.parametrize(
    ("case", "endings"),
    [
        ("ablative", "дан тан нан ден тен нен"),
        ("dative", "ға қа ге ке на не"),
        ("accusative", "ды ты ны ді ті ні ын ін"),
    ],
)
def test_cases_after_digits_have_the_endings_of_the_table(case: Case, endings: str) -> None:
    assert sorted(fragments()[case].split("|")) == sorted(endings.split())
    assert {case_after_digits(ending) for ending in endings.split()} == {case}


def test_an_abbreviation_takes_the_longest_chain_of_endings() -> None:
    chains = [
        number + owner + shape
        for number in ("", "лар")
        for owner, cases in (("", PLAIN), ("ы", POSSESSED))
        for shapes in cases.values()
        for shape in shapes
    ]
    longest = max(chains, key=len)
    assert re.fullmatch(ABBREVIATION_ENDING, f"-{longest}")
    assert not re.fullmatch(ABBREVIATION_ENDING, f"-{longest}а")
