"""Abbreviations: lists in any layout, definitions in text, phrases in the nominative, uses."""

from textwrap import wrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.abbreviations import find_abbreviations
from extractors.abbreviations.letters import best_fit
from extractors.abbreviations.uses import find_uses
from extractors.languages.kk import phrases as kazakh
from extractors.languages.ru import phrases as russian
from extractors.readers import read
from schemas.document import Block, Table
from tests.making import block, parsed, table

ENTRIES = {
    "ТІМ": "Теңіз істері министрлігі",
    "Айлақмині": "Айлақтар мен кемелер министрлігі",
    "БжТҚ": "балық және теңіз қоры",
    '"Шамшырақ" ҰО" АҚ': '"Шамшырақ" ұлттық орталығы" акционерлік қоғамы',
    '"Толқын"': 'Теңіз зерттеулерінің "Толқын" орталығы',
    "МПБ": "Министерство портов и бухт",
    "LED": "Light Emitting Diode",
    "КҚО": "кемелерді қолдау орталықтары",
}


def found(*parts: Block | Table | str) -> dict[str, str]:
    """Short names and expansions that a document of these parts explains."""
    rows = find_abbreviations(parsed(*parts)).abbreviations
    return {row.abbreviation: row.expansion for row in rows}


lenient = settings(deadline=None, max_examples=60)  # dictionaries load on first use
entries = st.lists(st.sampled_from(sorted(ENTRIES)), min_size=2, unique=True)
titles = st.sampled_from(
    [
        "Ескертпе: аббревиатуралардың толық жазылуы:",
        "Примечание: расшифровка аббревиатур:",
        "Список сокращений",
        "Қысқартылған сөздердің тізімі:",
    ]
)


@lenient
@given(entries, titles, st.sampled_from([" – ", " — ", " - ", "– "]), st.sampled_from(["", ";"]))
def test_list_line_by_line_comes_back_whole(
    shorts: list[str], title: str, dash: str, end: str
) -> None:
    lines = [f"{short}{dash}{ENTRIES[short]}{end}" for short in shorts]
    assert found(title, *lines) == {short: ENTRIES[short] for short in shorts}


@lenient
@given(entries, titles, st.sampled_from(["; ", " "]))
def test_list_in_one_paragraph_comes_back_whole(
    shorts: list[str], title: str, between: str
) -> None:
    shorts = [s for s in shorts if s not in ("Айлақмині", '"Толқын"')] or ["ТІМ"]
    text = between.join(f"{short} – {ENTRIES[short]}" for short in shorts)
    assert found(f"{title.rstrip(':')}: {text}.") == {short: ENTRIES[short] for short in shorts}


@lenient
@given(entries, st.booleans())
def test_list_in_a_table_comes_back_whole(shorts: list[str], numbered: bool) -> None:
    rows = [
        (*([f"{number}."] if numbered else []), short, ENTRIES[short])
        for number, short in enumerate(shorts, start=1)
    ]
    assert found("Аббревиатуралар тізімі", table(*rows)) == {s: ENTRIES[s] for s in shorts}


@lenient
@given(entries, st.data())
def test_entry_wrapped_over_lines_or_pages_comes_back_whole(
    shorts: list[str], data: st.DataObject
) -> None:
    lines = []
    for short in shorts:
        words = ENTRIES[short].split()
        lower = [i for i in range(1, len(words)) if words[i][0].islower()]
        cut = data.draw(st.sampled_from([*lower, len(words)]))
        lines.append(f"{short} – {' '.join(words[:cut])}")
        lines += [" ".join(words[cut:])] if cut < len(words) else []
    assert found("Список аббревиатур:", *lines) == {short: ENTRIES[short] for short in shorts}


def test_paragraph_after_the_list_is_none_of_it() -> None:
    after = "Жоспар жыл сайын – көктемде – қайта қаралады."
    assert found("Список сокращений:", "ТІМ – Теңіз істері министрлігі", after) == {
        "ТІМ": "Теңіз істері министрлігі"
    }


DEFINITIONS = [
    ("Оны Теңіз істері министрлігінің (бұдан әрі – ТІМ) мамандары қарайды.",
     "ТІМ", "Теңіз істері министрлігі"),
    ("Жұмысты жағалауда кемелерді қолдау орталықтары (бұдан әрі – КҚО) үйлестіреді.",
     "КҚО", "кемелерді қолдау орталықтары"),
    ("Жыл сайын балық және теңіз қорынан (бұдан әрі – БжТҚ) қаражат бөлінеді.",
     "БжТҚ", "балық және теңіз қоры"),
    ('Ол "Маяктар туралы" Қазақстан Республикасының Заңына (бұдан әрі – Заң) сәйкес.',
     "Заң", '"Маяктар туралы" Қазақстан Республикасының Заңы'),
    ("1) теңіз саласындағы уәкілетті орган (бұдан әрі – уәкілетті орган) – министрлік;",
     "уәкілетті орган", "теңіз саласындағы уәкілетті орган"),
    ("Смотрители получают морскую адресную помощь (далее – МАП) ежегодно.",
     "МАП", "морская адресная помощь"),
    ("Решено на заседании Портовой комиссии по делам кораблей (далее – Комиссия) весной.",
     "Комиссия", "Портовая комиссия по делам кораблей"),
    ("Приняты региональные морские карты «Толқын» (далее – Морская карта) по вопросам "
     "охраны берегов.",
     "Морская карта", "региональные морские карты «Толқын» по вопросам охраны берегов"),
    ("Будет утвержден Морской план развития бухт (далее – проект Морского плана).",
     "проект Морского плана", "проект Морского плана развития бухт"),
    ("Принят прилагаемый реестр государственных судов (далее по тексту – реестр).",
     "реестр", "реестр государственных судов"),
    ("Осуществляется по возврату государству утраченных кораблей (далее – возврат кораблей).",
     "возврат кораблей", "возврат государству утраченных кораблей"),
    ("В рамках государственного объема бесплатной морской помощи (ГОБМП) выданы шлюпки.",
     "ГОБМП", "государственный объем бесплатной морской помощи"),
    ("Этим занято Министерство труда и портов Республики Ойдан (далее – МТП РО) с весны.",
     "МТП РО", "Министерство труда и портов Республики Ойдан"),
    ("Льготы имеют субъекты малого и среднего судоходства (далее – МСС) и порты.",
     "МСС", "малое и среднее судоходство"),
    ("Подают юридические и физические лица (далее – заявители) через порт.",
     "заявители", "юридические и физические лица"),
    ("Оны Дүниежүзілік банкпен (бұдан әрі – ДБ) бірлесіп қаржыландырады.",
     "ДБ", "Дүниежүзілік банк"),
    ("Отчет представил ЦПС (центр подготовки смотрителей) порта.",
     "ЦПС", "центр подготовки смотрителей"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "short", "expansion"), DEFINITIONS)
def test_definition_in_text(text: str, short: str, expansion: str) -> None:
    assert found(text) == {short: expansion}


PROSE_BEFORE = (
    "Жағалауда жаңа маяктардың құрылысы биыл да жүргізілуде және жыл соңына дейін аяқталады. "
)


@lenient
@given(st.sampled_from(DEFINITIONS), st.integers(0, 60), st.integers(60, 110))
def test_definition_survives_a_line_break_anywhere(
    definition: tuple[str, str, str], shift: int, width: int
) -> None:
    text, short, expansion = definition
    if text.startswith("1)"):
        return
    lines = wrap(PROSE_BEFORE * 4 + "х" * shift + ". " + text, width, break_on_hyphens=False)
    document = read("a.txt", "\n".join(lines).encode())
    assert found(*document.body) == {short: expansion}


def test_bracket_that_does_not_fit_and_hereinafter_in_prose_are_no_definitions() -> None:
    assert found("Маяк (ПОРТ) построен, далее идет пристань.") == {}
    assert found("Кемелер айлаққа келді (бұдан әрі жүзу тоқтатылды).") == {}
    assert found("Работы выполнены (далее см. раздел о маяках).") == {}


def test_letters_printed_beside_their_words_explain_themselves() -> None:
    passages = (
        "Средства выделены из портового бюджета города.",
        "Расходы портового бюджета выросли.",
        "Всего выделено 5 млн тенге (ПБ – 3 млн тенге).",
    )
    assert found(*passages) == {"ПБ": "портовый бюджет"}
    with_list = (*passages, "Список сокращений:", "МПБ – Министерство портов и бухт")
    assert found(*with_list) == {"МПБ": "Министерство портов и бухт"}


def test_minister_explains_no_ministry() -> None:
    text = "Министр просвещения изменил правила. Об этом сообщил глава Минпросвещения."
    assert "Минпросвещения" not in found(text)
    assert found(text.replace("Министр", "Министерство"))["Минпросвещения"] == (
        "Министерство просвещения"
    )


def test_name_in_quotes_before_a_kazakh_phrase_belongs_to_it() -> None:
    text = "1. Қоса беріліп отырған «Таза жағалау» ведомстволық жоспары (бұдан әрі – Жоспар)."
    assert found(text)["Жоспар"] == "«Таза жағалау» ведомстволық жоспары"


def test_inflected_pointer_is_no_part_of_the_name() -> None:
    text = "1. Утвердить прилагаемую Дорожную карту порта (далее – Дорожная карта)."
    assert found(text)["Дорожная карта"] == "Дорожная карта порта"


def test_uses_are_counted_inflected_and_without_the_definition() -> None:
    result = find_abbreviations(
        parsed(
            "Оны Теңіз істері министрлігі (бұдан әрі – ТІМ) қарайды.",
            "ТІМ-ге есеп беріледі, ТІМ-нің шешімі түпкілікті.",
            table(("Орындаушы", "Жауапты"), ("ТІМ,", "ТІМБ, АТІМ")),
        )
    )
    assert result.abbreviations[0].uses == len(result.uses) == 3
    assert len({use.passage_id for use in result.uses}) == 2


def test_words_that_are_being_explained_are_no_use() -> None:
    text = "Направляем проект Концепции развития маяков (далее – Концепция). Концепция готова."
    assert find_abbreviations(parsed(text)).abbreviations[0].uses == 1


@pytest.mark.parametrize(
    ("short", "text", "count"),
    [
        ("Комиссия", "Комиссии и Комиссией; комиссия иная, Комиссионер нет", 2),
        ("Тұжырымдама", "Тұжырымдаманы, Тұжырымдамаға, тұжырымдама", 2),
        ("интернат ұйымдары", "интернат ұйымдарының саны, интернат ұйымдарына", 2),
        ("Дорожная карта", "Дорожной картой и указанную Дорожную карту", 2),
        ("РК", "Законы РК, КРК и РК.", 2),
    ],
)
def test_forms_of_a_short_name(short: str, text: str, count: int) -> None:
    assert len(list(find_uses(short, text))) == count


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [
        ("министрлігінің", "істері", "министрлігі"), ("өнімнің", "ішкі", "өнім"),
        ("жарналарын", "зейнетақы", "жарналары"), ("одаққа", "Еуропалық", "одақ"),
        ("ұйымдарда", "асыратын", "ұйымдар"), ("ететін", "қажет", "ететін"),
        ("стандарты", "ұйымдастыру", "стандарты"), ("кодексті", "жаңа", "кодекс"),
        ("қызметтерді", "көрсетілетін", "қызметтер"), ("картасымен", "цифрлық", "картасы"),
        ("объектінің", "мемлекеттік", "объект"), ("банкінің", "Даму", "банкі"),
        ("сауда", "халықаралық", "сауда"), ("эхокардиограммаға", "", "эхокардиограмма"),
    ],
)  # fmt: skip
def test_kazakh_nominative(word: str, before: str, expected: str) -> None:
    assert kazakh.nominative(word, before) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("морской портовой службы", "морская портовая служба"),
        ("органов внутренних дел", "органы внутренних дел"),
        ("Премьер-Министра Республики Казахстан", "Премьер-Министр Республики Казахстан"),
        ("детскому и юношескому спорту", "детский и юношеский спорт"),
        ("региональные дорожные карты", "региональные дорожные карты"),
    ],
)
def test_russian_nominative(phrase: str, expected: str) -> None:
    assert russian.nominative(phrase) == expected


def test_letters_may_pass_over_words_and_stand_inside_them() -> None:
    fit = best_fit("ӘҚБтК", ["Әкімшілік", "құқық", "бұзушылық", "туралы", "Теңіз", "Кодексі"])
    assert fit is not None
    assert (fit.start, fit.end) == (0, 6)
    inside = best_fit("МИКЗ", ["жаңа", "Мультииндикаторлық", "кластерлік", "зерттеу"])
    assert inside is not None
    assert (inside.start, inside.end) == (1, 4)
    assert best_fit("ЦПС", ["маяк", "на", "берегу"]) is None


def test_line_of_a_definition_is_its_own() -> None:
    text = "Оны Теңіз істері министрлігі (бұдан әрі – ТІМ) қарайды."
    (row,) = find_abbreviations(parsed("Кіріспе сөз.", block(text, 7))).abbreviations
    assert (row.line, row.origin) == (7, "inline")


WHOLE_PHRASES = {
    "Стратегия портов до 2035 года (далее – Документ) принята.": "Стратегия портов до 2035 года",
    "Договор подписан с ТОО «Маяк Сервис» (далее – Подрядчик) в мае.": "ТОО «Маяк Сервис»",
    "Вопрос решён в Комитете по делам портов (далее – Комсёл).": "Комитет по делам портов",
    "Внедряются новейшие цифровые решения (НЦР).": "новейшие цифровые решения",
    "Организационные и кадровые вопросы (ОКВ) решены.": "Организационные и кадровые вопросы",
    "Подготовлен проект Закона «О маяках» (далее – законопроект).": "проект Закона «О маяках»",
    "Утверждены Правила учёта, утверждённые приказом (далее – Правила).": "Правила учёта",
}  # fmt: skip


@pytest.mark.parametrize("text", WHOLE_PHRASES)
def test_a_short_name_stands_for_the_whole_phrase(text: str) -> None:
    assert list(found(text).values()) == [WHOLE_PHRASES[text]]


def test_general_abbreviations_and_sentences_are_no_definitions() -> None:
    assert found("АО «Маяк» работает. Приняты антикоррупционные ограничения.") == {}
    assert found("Число АТС растёт. Анализ текущей ситуации показал рост.") == {}
