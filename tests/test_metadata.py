"""What documents say of themselves, by kind and layout."""

from collections.abc import Sequence

import pytest

from extractors.metadata import describe
from extractors.outline import parse
from extractors.readers import read
from schemas.document import Block, Table
from schemas.tables import DocumentRow
from tests.making import block, parsed, table

PROSE_RU = "На побережье ведется строительство новых маяков, которое завершится до конца года."
PROSE_KK = "Жағалауда жаңа маяктардың құрылысы жүргізілуде, ол жыл соңына дейін аяқталады."


def row(*parts: Block | Table | str) -> DocumentRow:
    return describe(parsed(*parts))


def test_kazakh_decree_of_the_legal_database() -> None:
    found = row(
        "Маяктарды дамыту тұжырымдамасын бекіту туралы",
        "Қазақстан Республикасы Үкіметінің 2031 жылғы 5 ақпандағы № 77 қаулысы",
        "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
        "1. Қоса беріліп отырған Маяктарды дамыту тұжырымдамасы бекітілсін.",
        "2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.",
        "Қазақстан Республикасының",
        "Премьер-Министрі А. Ойдан",
        "1-бөлім. Паспорт",
        PROSE_KK,
    )
    assert (found.kind, found.act_type, found.language) == ("decree", "қаулы", "kk")
    assert (found.number, found.date) == ("77", "2031-02-05")
    assert found.title == "Маяктарды дамыту тұжырымдамасын бекіту туралы"
    assert found.issuer == "Қазақстан Республикасы Үкіметі"
    assert found.signatory == "А. Ойдан"
    assert found.signatory_office == "Қазақстан Республикасының Премьер-Министрі"
    assert found.effective_date == "2031-02-05"
    assert found.effective_text is not None
    assert found.effective_text.startswith("Осы қаулы")


def test_russian_order_in_printed_form() -> None:
    found = row(
        "МИНИСТЕРСТВО МАЯКОВ ПРИМОРСКОГО КРАЯ",
        "П Р И К А З",
        "от 08.12.2031 № 27-п",
        "г. Приморск",
        "О порядке зажигания огней",
        "В соответствии с законом о маяках от 1 мая 2030 года № 5 приказываю:",
        "1. Огни зажигать с заходом солнца.",
        "2. Приказ вступает в силу с 1 января 2032 года.",
        "Министр С.А. Выдуманный",
    )
    assert (found.kind, found.act_type) == ("order", "приказ")
    assert (found.number, found.date, found.place) == ("27-п", "2031-12-08", "г. Приморск")
    assert found.title == "О порядке зажигания огней"
    assert found.issuer == "МИНИСТЕРСТВО МАЯКОВ ПРИМОРСКОГО КРАЯ"
    assert (found.signatory, found.signatory_office) == ("С.А. Выдуманный", "Министр")
    assert found.effective_date == "2032-01-01"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Постановление акимата города Приморска от 22 августа 2031 года № 3/457. "
            "Зарегистрировано в Департаменте юстиции 25 августа 2031 года № 1736",
            ("decree", "постановление", "3/457", "2031-08-22", "акимат города Приморска"),
        ),
        (
            "Решение Приморского городского маслихата от 1 июня 2031 года № 12-1.",
            ("other", "решение", "12-1", "2031-06-01", "Приморский городской маслихат"),
        ),
        (
            "Конституционный закон Республики Казахстан от 5 ноября 2031 года № 155-VII ЗРК.",
            ("other", "конституционный закон", "155-VII ЗРК", "2031-11-05",
             "Республика Казахстан"),
        ),
        (
            "Указ Президента Республики Казахстан от 4 мая 2031 года № 9.",
            ("decree", "указ", "9", "2031-05-04", "Президент Республики Казахстан"),
        ),
        (
            "Қазақстан Республикасы Теңіз істері министрінің 2031 жылғы 26 тамыздағы "
            "№ ҚР ТІМ-92 бұйрығы. Әділет министрлігінде 2031 жылғы 27 тамызда № 24131 тіркелді",
            ("order", "бұйрық", "ҚР ТІМ-92", "2031-08-26",
             "Қазақстан Республикасы Теңіз істері министрі"),
        ),
        (
            "Айлақ қалалық мәслихатының 2031 жылғы 3 шілдедегі № 4/5 шешімі",
            ("other", "шешім", "4/5", "2031-07-03", "Айлақ қалалық мәслихаты"),
        ),
        (
            "Қазақстан Республикасының Заңы 2031 жылғы 23 қарашадағы № 414-V ҚРЗ.",
            ("other", "заң", "414-V ҚРЗ", "2031-11-23", "Қазақстан Республикасы"),
        ),
    ],
)  # fmt: skip
def test_line_of_requisites(line: str, expected: Sequence[str]) -> None:
    is_kazakh = "жылғы" in line
    title = "Маяктар туралы" if is_kazakh else "О маяках"
    found = row(title, line, PROSE_KK if is_kazakh else PROSE_RU)
    assert (found.kind, found.act_type, found.number, found.date, found.issuer) == tuple(expected)
    assert found.title == title


def test_date_of_effect_is_null_where_it_hangs_on_publication_or_has_exceptions() -> None:
    front = ("О маяках", "Закон Республики Казахстан от 5 ноября 2031 года № 1.", PROSE_RU)
    later = (
        "1. Настоящий Закон вводится в действие по истечении десяти календарных дней после дня "
        "его первого официального опубликования, за исключением статьи 9, которая вводится в "
        "действие с 1 января 2033 года."
    )
    found = row(*front, later)
    assert found.effective_date is None
    assert found.effective_text is not None


def test_letter_has_addressee_reply_and_signatory_and_no_date_of_its_request() -> None:
    found = row(
        "Смотрителям маяков", "Приморского края", "(по списку)",
        "На № ДЗ-1 от 25 февраля 2031 года", "Уважаемые смотрители!", PROSE_RU, "А. Выдуманный",
        "Исп.: И. Иванов, тел.: 00-00-00",
    )  # fmt: skip
    assert (found.kind, found.date, found.number) == ("letter", None, None)
    assert found.addressee == "Смотрителям маяков Приморского края (по списку)"
    assert found.reply_to == "№ ДЗ-1 от 25 февраля 2031 года"
    assert found.signatory == "А. Выдуманный"
    assert found.withheld_contacts == 1


def test_kazakh_letter_by_its_salutation() -> None:
    found = row("Теңіз істері министрлігіне", "Құрметті әріптестер!", PROSE_KK, "А. Ойдан")
    assert (found.kind, found.addressee) == ("letter", "Теңіз істері министрлігіне")


def test_speech_with_event_and_speaker() -> None:
    found = row(
        "МЕЖДУНАРОДНАЯ КОНФЕРЕНЦИЯ «МАЯКИ МИРА» 22 февраля 2031 года",
        "Информация по вопросу «Огни на побережье»",
        "Докладчик: Выдуманный Иван Петрович, смотритель маяка",
        PROSE_RU,
    )
    assert (found.kind, found.date) == ("speech", "2031-02-22")
    assert found.event == "МЕЖДУНАРОДНАЯ КОНФЕРЕНЦИЯ «МАЯКИ МИРА»"
    assert found.author == "Выдуманный Иван Петрович"
    assert found.title == "Информация по вопросу «Огни на побережье»"


def test_report_to_an_occasion_and_news() -> None:
    report = row("К Международному дню маяков 1.06.2031", "Справочные материалы", PROSE_RU)
    assert (report.kind, report.date, report.title) == (
        "report", "2031-06-01", "Справочные материалы",
    )  # fmt: skip
    assert report.event == "Международный день маяков"
    news = row(
        "На побережье зажгли новый маяк", "Мария Выдуманная", "выпускающий редактор",
        f"{PROSE_RU} Об этом сообщает пресс-служба порта.",
    )  # fmt: skip
    assert (news.kind, news.author) == ("news", "Мария Выдуманная")
    assert news.title == "На побережье зажгли новый маяк"
    kazakh = row("Жаңа маяк жанды", f"{PROSE_KK} Бұл туралы порттың баспасөз қызметі хабарлайды.")
    assert kazakh.kind == "news"


def test_kind_alone_over_a_title_is_part_of_it() -> None:
    found = row("ЕСЕП", "Айлақ қаласының 2031 жылы көрсеткен қызметтері", table(("№", "Атауы")))
    assert (found.kind, found.title) == (
        "report", "ЕСЕП Айлақ қаласының 2031 жылы көрсеткен қызметтері",
    )  # fmt: skip


def test_date_inside_the_text_is_not_the_documents() -> None:
    found = row("О маяках", f"{PROSE_RU} Закон принят 5 мая 2030 года за № 7.", block(PROSE_RU))
    assert (found.date, found.number, found.signatory) == (None, None, None)


def test_letterhead_is_the_sender_and_not_the_addressee() -> None:
    found = row(
        "ОЙДАН РЕСПУБЛИКАСЫНЫҢ ТЕҢІЗ ІСТЕРІ МИНИСТРЛІГІ",
        "010000, Айлақ қаласы, тел.: +7 (7172) 00-00-00",
        "2031 жылғы 5 наурыз № 02-12/345",
        "Сіздің 2031 жылғы 20 ақпандағы № ДС-12 сауалыңызға",
        "Парламент депутаттарына", "Құрметті депутаттар!", PROSE_KK, "Министр А. Ойдан",
        "Орынд. Б. Қияли", "00-00-00",
    )  # fmt: skip
    assert found.issuer == "ОЙДАН РЕСПУБЛИКАСЫНЫҢ ТЕҢІЗ ІСТЕРІ МИНИСТРЛІГІ"
    assert (found.number, found.date) == ("02-12/345", "2031-03-05")
    assert found.addressee == "Парламент депутаттарына"
    assert found.reply_to == "Сіздің 2031 жылғы 20 ақпандағы № ДС-12 сауалыңызға"
    assert (found.signatory, found.signatory_office) == ("А. Ойдан", "Министр")
    assert found.withheld_contacts == 2


def test_concept_alone_takes_number_and_date_from_its_approval() -> None:
    found = row(
        "Утверждена", "постановлением Правительства", "от 14 мая 2031 года № 345",
        "КОНЦЕПЦИЯ", "развития портов на 2031 – 2035 годы", "Раздел 1. Анализ", PROSE_RU,
    )  # fmt: skip
    assert (found.kind, found.number, found.date) == ("concept", "345", "2031-05-14")
    assert found.title == "КОНЦЕПЦИЯ развития портов на 2031 – 2035 годы"


def test_speech_that_greets_is_no_letter_and_a_plan_to_a_concept_is_a_plan() -> None:
    speech = row(
        "Президенттің құрылтай отырысында сөйлеген сөзі", "Айлақ қаласы, 2031 жылғы 14 наурыз",
        "Құрметті құрылтай мүшелері!", PROSE_KK,
    )  # fmt: skip
    assert (speech.kind, speech.date, speech.place) == ("speech", "2031-03-14", "Айлақ қаласы")
    plan = row("План действий по реализации Концепции развития портов", PROSE_RU)
    assert plan.kind == "plan"
    kazakh = row("Порттар тұжырымдамасын іске асыру жөніндегі іс-қимыл жоспары", PROSE_KK)
    assert kazakh.kind == "plan"


def test_maslikhats_decision_in_printed_form() -> None:
    found = row(
        "АЙЛАҚ АУДАНДЫҚ МӘСЛИХАТЫ", "ШЕШІМ", "2031 жылғы 12 желтоқсан № 25/3", "Айлақ ауылы",
        "Айлақ ауданының бюджеті туралы",
        "Бюджет кодексіне сәйкес Айлақ аудандық мәслихаты ШЕШТІ:",
        "1. Бюджет бекітілсін.",
        "2. Осы шешім 2032 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        "Мәслихат төрағасы Е. Ойдан",
    )  # fmt: skip
    assert (found.act_type, found.number, found.date) == ("шешім", "25/3", "2031-12-12")
    assert (found.title, found.place) == ("Айлақ ауданының бюджеті туралы", "Айлақ ауылы")
    assert found.effective_date == "2032-01-01"
    assert found.signatory_office == "Мәслихат төрағасы"


def test_web_page_tells_its_day_and_author_where_the_text_does_not() -> None:
    page = (
        '<html><head><meta property="article:published_time" content="2031-03-12T10:15:00+05:00">'
        '<meta name="author" content="Анна Выдуманная"></head><body><article>'
        f"<h1>В порту открыт маяк</h1><p>{PROSE_RU} Об этом сообщает пресс-служба порта.</p>"
        f"<p>{PROSE_RU}</p></article></body></html>"
    )
    found = describe(parse(read("a.html", page.encode())))
    assert (found.kind, found.date, found.author) == ("news", "2031-03-12", "Анна Выдуманная")


def test_draft_has_no_number_but_that_of_its_own() -> None:
    found = row(
        "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА РЕСПУБЛИКИ ОЙДАН", "от «___» ________ 2031 года № ____",
        "О внесении изменений в постановление от 5 мая 2030 года № 7 «О маяках»",
        "Правительство Республики Ойдан ПОСТАНОВЛЯЕТ:", "1. Внести изменения.",
    )  # fmt: skip
    assert (found.kind, found.number, found.date) == ("decree", None, None)
    assert found.issuer == "ПРАВИТЕЛЬСТВО РЕСПУБЛИКИ ОЙДАН"
    assert found.title == "О внесении изменений в постановление от 5 мая 2030 года № 7 «О маяках»"


def test_date_number_and_place_on_one_line() -> None:
    found = row(
        "ОЙДАН РЕСПУБЛИКАСЫ ҮКІМЕТІНІҢ ҚАУЛЫСЫ", "2031 жылғы 5 мамыр № 77 Айлақ қаласы",
        "Маяктар туралы", "Ойдан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:", "1. Маяктар жағылсын.",
    )  # fmt: skip
    assert (found.number, found.date, found.place) == ("77", "2031-05-05", "Айлақ қаласы")
    assert (found.title, found.issuer) == ("Маяктар туралы", "ОЙДАН РЕСПУБЛИКАСЫ ҮКІМЕТІ")


def test_head_of_office_who_approves_is_not_the_title() -> None:
    found = row(
        "БЕКІТЕМІН", "Теңіз істері министрі", "________ А. Ойдан", "«__» ______ 2031 ж.",
        "2031 жылғы жұмыс қорытындылары туралы", "ЕСЕП", PROSE_KK,
    )  # fmt: skip
    assert (found.kind, found.title) == ("report", "2031 жылғы жұмыс қорытындылары туралы ЕСЕП")
