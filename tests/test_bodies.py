"""The registry of bodies, and cells cut into bodies."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.bodies import Resolver, document_rows, registry_rows, resolve
from extractors.plans.responsible import split_bodies
from schemas.tables import AbbreviationRow, Abbreviations, Language

NONE = Abbreviations()


def explained(**pairs: str) -> Abbreviations:
    """A document's list of abbreviations."""
    return Abbreviations(
        abbreviations=tuple(
            AbbreviationRow(
                abbreviation_id=f"a-{short}",
                document_id="d",
                abbreviation=short,
                expansion=expansion,
                origin="list",
            )
            for short, expansion in pairs.items()
        )
    )


def cut(text: str, language: Language = "ru") -> list[tuple[str, str | None]]:
    found = split_bodies(text, Resolver(NONE, language))
    return [(body.text, body.body_id) for body in found]


def agreed(text: str, language: Language = "ru") -> dict[str, bool]:
    return {b.text: b.by_agreement for b in split_bodies(text, Resolver(NONE, language))}


SHORT = ("МФ", "МП", "МВД", "МИО", "НПП «Атамекен»", "АО «НИТ»", "Министерство финансов")


@settings(deadline=None)  # the first example waits for the words to be loaded
@given(
    st.lists(st.tuples(st.sampled_from(SHORT), st.booleans()), min_size=1, max_size=9),
    st.sampled_from([", ", "; ", ",", " , "]),
    st.sampled_from(["по согласованию", "келісу бойынша"]),
)
def test_any_list_comes_back_with_its_marks(
    bodies: list[tuple[str, bool]], separator: str, mark: str
) -> None:
    text = separator.join(f"{name} ({mark})" if marked else name for name, marked in bodies)
    found = split_bodies(text, Resolver(NONE, "ru"))
    assert [(body.text, body.by_agreement) for body in found] == bodies
    assert all(body.body_id for body in found)


@settings(deadline=None)  # the first example waits for the words to be loaded
@given(st.text('МФИО иә,;/"«»()–- келісу бойынша министерства', max_size=40))
def test_no_letter_of_any_text_is_lost_or_made_up(text: str) -> None:
    found = split_bodies(text, Resolver(NONE, "ru"))
    left = iter(text)
    assert all(letter in left for body in found for letter in body.text if letter.isalpha())


def test_registry_is_whole() -> None:
    bodies, names = registry_rows()
    ids = {body.body_id for body in bodies}
    assert len(ids) == len(bodies)
    assert {name.body_id for name in names} == ids
    assert {body.successor_id for body in bodies if body.successor_id} <= ids
    keys = Counter((n.body_id, n.language, n.kind, n.name) for n in names)
    assert max(keys.values()) == 1
    languages = {(name.body_id, name.language) for name in names}
    assert {(body_id, language) for body_id in ids for language in ("kk", "ru")} <= languages


def test_every_full_name_means_its_body() -> None:
    for name in registry_rows()[1]:
        if name.kind == "full" and name.language != "en":
            assert resolve(name.name, NONE, name.language) == name.body_id, name


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("ОМ", "kk", "ministry-enlightenment"),
        ("МП", "ru", "ministry-enlightenment"),
        ("МП РК", "ru", "ministry-enlightenment"),
        ("MOH PK", "ru", "ministry-education-science"),  # in Latin letters
        ("МОН РК", "ru", "ministry-education-science"),
        ("Еңбекмині", "kk", "ministry-labour-social-protection"),
        ("ЕХӘҚМ", "kk", "ministry-labour-social-protection"),
        ("ЖАО-ға", "kk", "local-executive-bodies"),
        ("Министерством просвещения", "ru", "ministry-enlightenment"),
        ("Министр здравоохранения Республики Казахстан", "ru", "ministry-health"),
        ("Қазақстан Республикасы Оқу-ағарту министрлігінің", "kk", "ministry-enlightenment"),
        ("Қазақстан Республикасының Қаржы министрлігі", "kk", "ministry-finance"),
        ("Комитет по охране прав детей МП РК", "ru", "committee-child-rights"),
        ("КОПД МП РК", "ru", "committee-child-rights"),
        (
            "Комитет по охране прав детей Министерства просвещения Республики Казахстан",
            "ru",
            "committee-child-rights",
        ),
        ("акимат Карагандинской области", "ru", "akimat-karaganda"),
        ("акиматы областей, городов Астаны, Алматы и Шымкента", "ru", "local-executive-bodies"),
        ("акиматы областей и городов Астана, Алматы, Шымкент", "ru", "local-executive-bodies"),
        ("акимат г. Астаны", "ru", "akimat-astana"),
        ("Қарағанды облысының әкімі", "kk", "akimat-karaganda"),
        ("МП – свод", "ru", "ministry-enlightenment"),
        ("АО «НК «ҚТЖ»", "ru", "kazakhstan-temir-zholy"),
        ("НПП «Атамекен»", "ru", "chamber-entrepreneurs-atameken"),
        ('"Самұрық-Қазына" ҰӘҚ" АҚ', "kk", "fund-samruk-kazyna"),
        ('"ҰЗжББО "Талдау" АҚ', "kk", "centre-taldau"),
        ("МЦРИАП", "ru", "ministry-artificial-intelligence-digital-development"),
        ("Неведомое министерство чудес", "ru", None),
        ("ЁКЛМН", "ru", None),
        ("", "ru", None),
    ],
)
def test_names_of_all_kinds(text: str, language: Language, body: str | None) -> None:
    assert resolve(text, NONE, language) == body


def test_ambiguous_abbreviation_is_decided_by_the_documents_list_only() -> None:
    assert resolve("ҚМ", NONE, "kk") is None
    own = explained(ҚМ="Қазақстан Республикасы Қорғаныс министрлігі")
    assert resolve("ҚМ", own, "kk") == "ministry-defence"


def test_language_decides_what_both_use() -> None:
    assert resolve("МО", NONE, "ru") == "ministry-defence"
    assert resolve("МО", NONE, "kk") == "state-bodies"


def test_documents_list_comes_before_the_registry() -> None:
    own = explained(МП="Министерство обороны Республики Казахстан")
    assert resolve("МП", own, "ru") == "ministry-defence"
    other = explained(МП="материнский капитал")
    assert resolve("МП", other, "ru") is None


def test_body_that_only_the_document_defines() -> None:
    own = explained(ЧДС="Чрезвычайный детский совет", АО="акционерное общество")
    bodies, names = document_rows(own)
    (body,) = bodies
    assert body.level == "document"
    assert resolve("ЧДС", own, "ru") == body.body_id
    assert resolve("Чрезвычайного детского совета", own, "ru") == body.body_id
    assert {name.name for name in names} == {"ЧДС", "Чрезвычайный детский совет"}
    assert document_rows(own) == (bodies, names)


def test_a_list_with_the_mark_on_one() -> None:
    text = 'ОМ, МАМ, БҚУ (келісу бойынша), "Өркен" БӘААҰҒПИ КЕАҚ (келісу бойынша), ДСМ'
    assert agreed(text, "kk") == {
        "ОМ": False, "МАМ": False, "БҚУ": True, '"Өркен" БӘААҰҒПИ КЕАҚ': True, "ДСМ": False,
    }  # fmt: skip


def test_the_mark_without_brackets_belongs_to_the_body_before() -> None:
    assert agreed("ЖАО келісу бойынша ОМ, МАМ", "kk") == {"ЖАО": True, "ОМ": False, "МАМ": False}
    assert agreed("ЖАО ОМ-мен келісу бойынша", "kk") == {"ЖАО": False, "ОМ-мен": True}


def test_the_mark_after_an_enumeration_belongs_to_all_of_it() -> None:
    found = agreed("МФ, министерства юстиции, просвещения (по согласованию)")
    assert found == {"МФ": False, "министерства юстиции": True, "просвещения": True}


def test_the_mark_after_a_kazakh_enumeration_belongs_to_all_of_it() -> None:
    found = agreed("ОМ, Қаржы, Көлік министрліктері (келісу бойынша), МАМ", "kk")
    assert found == {"ОМ": False, "Қаржы": True, "Көлік министрліктері": True, "МАМ": False}


def test_ministries_under_one_head() -> None:
    assert cut("министерства образования, труда и социальной защиты населения") == [
        ("министерства образования", "ministry-education-science"),
        ("труда и социальной защиты населения", "ministry-labour-social-protection"),
    ]
    assert cut("министерства внутренних дел и юстиции, МИО") == [
        ("министерства внутренних дел", "ministry-internal-affairs"),
        ("юстиции", "ministry-justice"),
        ("МИО", "local-executive-bodies"),
    ]
    assert cut("Оқу-ағарту, Ішкі істер, Көлік министрліктері", "kk") == [
        ("Оқу-ағарту", "ministry-enlightenment"),
        ("Ішкі істер", "ministry-internal-affairs"),
        ("Көлік министрліктері", "ministry-transport"),
    ]


def test_akimats_under_one_head() -> None:
    kazakh = "ДСМ, Астана, Алматы қалаларының, Алматы, Қарағанды облыстарының әкімдіктері"
    assert [body for _, body in cut(kazakh, "kk")] == [
        "ministry-health", "akimat-astana", "akimat-almaty", "akimat-almaty-region",
        "akimat-karaganda",
    ]  # fmt: skip
    russian = "акиматы городов Астаны, Алматы, Туркестанской и Жамбылской областей, МФ"
    assert [body for _, body in cut(russian)] == [
        "akimat-astana", "akimat-almaty", "akimat-turkistan", "akimat-jambyl", "ministry-finance",
    ]  # fmt: skip


def test_akimats_of_all_are_one_body() -> None:
    assert cut("МФ, МНЭ, акиматы областей, городов Астаны, Алматы и Шымкента") == [
        ("МФ", "ministry-finance"),
        ("МНЭ", "ministry-national-economy"),
        ("акиматы областей, городов Астаны, Алматы и Шымкента", "local-executive-bodies"),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("МФ; МНЭ", ["МФ", "МНЭ"]),
        ("МП (свод), МИО", ["МП (свод)", "МИО"]),
        ("МП совместно с МИО", ["МП", "МИО"]),
        ("МП и МИО", ["МП", "МИО"]),
        ("МЗ МП МВД", ["МЗ", "МП", "МВД"]),
        (
            "Министерство финансов Министерство юстиции МИО",
            ["Министерство финансов", "Министерство юстиции", "МИО"],
        ),
        ("АО «Рога, копыта», МФ", ["АО «Рога, копыта»", "МФ"]),
        ("«Дом «Рога, копыта» АО, МФ", ["«Дом «Рога, копыта» АО", "МФ"]),
        ('"А" Б" АҚ, "В" Г" АҚ', ['"А" Б" АҚ', '"В" Г" АҚ']),
        ("заинтересованные государственные органы", ["заинтересованные государственные органы"]),
        ("Министерство культуры и информации", ["Министерство культуры и информации"]),
        ("", []),
        ("–", []),
    ],
)
def test_separators(text: str, pieces: list[str]) -> None:
    assert [text for text, _ in cut(text)] == pieces


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("Первый заместитель председателя Агентства по делам государственной службы", "ru",
         "agency-civil-service"),
        ("вице-министром финансов", "ru", "ministry-finance"),
        ("исполняющий обязанности акима города Астаны", "ru", "akimat-astana"),
        ("Көлік министрлігі аппаратының басшысы", "kk", "ministry-transport"),
        ("Әділет вице-министрі", "kk", "ministry-justice"),
        ("Министра образования и науки", "ru", "ministry-education-science"),
        ("Әділет министрінің", "kk", "ministry-justice"),
        ("первый вице-министр юстиции", "ru", "ministry-justice"),
        ("Минфином", "ru", "ministry-finance"),
        ("Еңбекминімен", "kk", "ministry-labour-social-protection"),
        ("АО «Казпочтамат»", "ru", None),
        ("«Қазатомөнеркәсіпші» АҚ", "kk", None),
        ("АО «КазМунайТас»", "ru", None),
    ],
)  # fmt: skip
def test_posts_lead_to_bodies_and_proper_names_stay_apart(
    text: str, language: Language, body: str | None
) -> None:
    assert resolve(text, NONE, language) == body


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("1) МФ (отдел учёта, отдел сетей); 2) МЮ", "ru", ["МФ (отдел учёта, отдел сетей)", "МЮ"]),
        ("1. МФ 2. МЮ 3. Союз пчеловодов", "ru", ["МФ", "МЮ", "Союз пчеловодов"]),
        ("за сбор данных – МФ, за свод – МЮ", "ru", ["МФ", "МЮ"]),
        ("Исполнитель: МФ. Координатор: МЮ", "ru", ["МФ", "МЮ"]),
        ("жинақтауға – ДСМ, өткізуге – ОМ", "kk", ["ДСМ", "ОМ"]),
        ("МФ/МЮ/МВД", "ru", ["МФ", "МЮ", "МВД"]),
        ("отделы спорта, культуры и архивов города, МФ", "ru",
         ["отделы спорта", "культуры", "архивов города", "МФ"]),
        ("управления культуры и спорта, занятости и социальных программ", "ru",
         ["управления культуры и спорта", "занятости и социальных программ"]),
        ("акимы сельских округов, районов, МФ", "ru", ["акимы сельских округов, районов", "МФ"]),
        ("ДСМ, ауылдардың, кенттердің әкімдері", "kk", ["ДСМ", "ауылдардың, кенттердің әкімдері"]),
        ("Облыстық спорт және дін істері басқармалары", "kk",
         ["Облыстық спорт", "дін істері басқармалары"]),
        ("МФ и Союз пчеловодов", "ru", ["МФ", "Союз пчеловодов"]),
    ],
)  # fmt: skip
def test_cells_of_many_forms(text: str, language: Language, pieces: list[str]) -> None:
    assert [text for text, _ in cut(text, language)] == pieces


def test_the_mark_of_all_and_of_those_that_follow() -> None:
    assert agreed("МФ; МЮ, МВД (обе – по согласованию)") == {"МФ": False, "МЮ": True, "МВД": True}
    assert agreed("МФ, МЮ (все по согл.)") == {"МФ": True, "МЮ": True}
    assert agreed("ОМ; келісім бойынша: ІІМ, ҰЭМ", "kk") == {"ОМ": False, "ІІМ": True, "ҰЭМ": True}
    assert agreed("МФ по согласованию с МЮ") == {"МФ": False, "МЮ": True}
    assert agreed("ОМ (келісу б-ша), ІІМ", "kk") == {"ОМ": True, "ІІМ": False}


def test_companies_posts_and_units_of_the_document_are_bodies() -> None:
    own = explained(
        ДБ="товарищество с ограниченной ответственностью «Дала Бақ»",
        ГА="главный архитектор города",
        ОК="отдел культуры района",
        РМ="руководитель Министерства финансов",
    )
    kinds = {body.body_id: body.kind for body in document_rows(own)[0]}
    assert sorted(kinds.values()) == ["company", "post", "unit"]
    resolver = Resolver(own, "ru")
    assert kinds[resolver.resolve("ТОО «Дала Бақ»") or ""] == "company"
    assert resolver.resolve("ДБ") == resolver.resolve("ТОО «Дала Бақ»")
    assert resolver.resolve("РМ") == "ministry-finance"
