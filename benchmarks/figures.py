"""Time the recognition of figures beside natasha's extractors and quantulum3 on one text.

    python -m benchmarks.figures

All three read the same made-up Russian text in one run, ours also a Kazakh one. The text
states a quantity in 200 characters or so, as documents of the genre do (one in 100 to
300). The last line is a megabyte (UTF-8) of both. natasha and quantulum3 come with the
extra `bench`. Times are CPU seconds of one process, without imports and with all caches
warm.
"""

import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from random import Random
from types import ModuleType

from extractors.figures import figures_in
from schemas.tables import Language

RUSSIAN = (
    "В {year} году построено {n} школ на {k} тыс. ученических мест, выделено {d} млрд тенге. ",
    "Охват детей в возрасте от {a} до {b} лет кружками составил {d}%, что в {m} раза больше. ",
    "Принят план мероприятий, который определяет порядок взаимодействия местных органов. ",
    "Особое внимание уделяется профилактике правонарушений и поддержке семей с детьми. ",
    "Вместе с тем сохраняется нехватка специалистов, прежде всего в сельской местности. ",
    "Для решения этих задач совершенствуются законодательство и система подготовки кадров. ",
    "Центральные и местные органы обеспечивают доступность услуг для всех категорий граждан. ",
    "Работа ведётся совместно с общественными объединениями и международными организациями. ",
    "По состоянию на 1 мая {year} года пособие получили более {k} тыс. семей. ",
    "Подпункт {a}) пункта {b} изложен в новой редакции согласно приложению к приказу № {n}. ",
)
KAZAKH = (
    "{year} жылы {n} мектеп салынды, оған {d} млрд теңге бөлінді. ",
    "Балалардың {d} %-ы үйірмелерге қатысады, бұл өткен жылмен салыстырғанда {m} есе көп. ",
    "Жергілікті органдардың өзара іс-қимыл тәртібін айқындайтын жоспар қабылданды. ",
    "Құқық бұзушылықтың алдын алуға және балалы отбасыларды қолдауға ерекше назар аударылады. ",
    "Сонымен қатар мамандардың тапшылығы, ең алдымен ауылдық жерлерде, сақталып отыр. ",
    "Осы міндеттерді шешу үшін заңнама мен кадрларды даярлау жүйесі жетілдірілуде. ",
    "Орталық және жергілікті органдар азаматтар үшін қолжетімділікті қамтамасыз етеді. ",
    "Жұмыс қоғамдық бірлестіктермен және халықаралық ұйымдармен бірлесіп жүргізіледі. ",
    "{year} жылғы 1 мамырдағы жағдай бойынша {k} мыңнан астам отбасы жәрдемақы алды. ",
    "{a}-тармақтың {b}) тармақшасы № {n} бұйрыққа қосымшаға сәйкес жаңа редакцияда жазылды. ",
)
DENSITY = 0.25  # of sentences with digits, as in the prose of concepts and programmes
NATASHAS = ("MoneyExtractor", "DatesExtractor", "NamesExtractor", "AddrExtractor")
SHORT, LONG = 30_000, 550_000  # characters: a megabyte is about 550,000 Cyrillic letters and spaces


def passages(templates: tuple[str, ...], length: int) -> list[str]:
    """Make up passages of five sentences, `length` characters in all."""
    rng, made, total = Random(7), list[str](), 0
    while total < length:
        made.append("".join(_filled(template, rng) for template in _drawn(templates, rng)))
        total += len(made[-1])
    return made


def _drawn(templates: tuple[str, ...], rng: Random) -> list[str]:
    """Five sentences, one in four with digits: a figure in about 250 characters."""
    dense = [template for template in templates if "{" in template]
    plain = [template for template in templates if "{" not in template]
    return [rng.choice(dense if rng.random() < DENSITY else plain) for _ in range(5)]


def _filled(template: str, rng: Random) -> str:
    return template.format(
        year=rng.randint(2019, 2030), n=rng.randint(2, 900), k=rng.randint(10, 999),
        d=f"{rng.uniform(1, 99):.1f}".replace(".", ","), a=rng.randint(2, 6),
        b=rng.randint(7, 18), m=rng.randint(2, 9),
    )  # fmt: skip


def ours(language: Language) -> Callable[[str], object]:
    """Our engine for a language."""
    return lambda text: figures_in(text, language)


def natashas(names: tuple[str, ...]) -> Callable[[str], object]:
    """Run those of natasha's extractors."""
    _provide_pkg_resources()
    import natasha  # type: ignore[import-untyped]

    vocabulary = natasha.MorphVocab()
    extractors = [getattr(natasha, name)(vocabulary) for name in names]
    return lambda text: [list(extractor(text)) for extractor in extractors]


class _WorkingSet:
    """The one part of pkg_resources that pymorphy2 asks for."""

    def iter_entry_points(self, group: str) -> Iterable[EntryPoint]:
        return entry_points(group=group)


def _provide_pkg_resources() -> None:
    """Stand in for a module that setuptools no longer ships."""
    module = ModuleType("pkg_resources")
    module.WorkingSet = _WorkingSet  # type: ignore[attr-defined]
    sys.modules.setdefault("pkg_resources", module)


def quantulums() -> Callable[[str], object]:
    """Run quantulum3, which knows neither language but reads the digits."""
    from quantulum3 import parser  # type: ignore[import-untyped]

    return lambda text: parser.parse(text)


def seconds(run: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds that `run` takes for all texts, the second time that it reads them."""
    for text in texts:
        run(text)
    begin = time.process_time()
    for text in texts:
        run(text)
    return time.process_time() - begin


def main() -> None:
    """Print a line a reader: microseconds a character, and how many times ours that is."""
    short = passages(RUSSIAN, SHORT)
    length = sum(map(len, short))
    base = seconds(ours("ru"), short)
    timed = {
        "zhospar": base,
        "natasha, money and dates": seconds(natashas(NATASHAS[:2]), short),
        "natasha, all extractors": seconds(natashas(NATASHAS), short),
        "quantulum3": seconds(quantulums(), short),
    }
    for name, taken in timed.items():
        print(f"{name:26}{taken / length * 1e6:10.1f} µs a character{taken / base:10.1f} ×")
    half = LONG // 2
    long = seconds(ours("ru"), passages(RUSSIAN, half)) + seconds(
        ours("kk"), passages(KAZAKH, LONG - half)
    )
    print(f"zhospar reads a megabyte, half Russian and half Kazakh, in {long:.1f} s")


if __name__ == "__main__":
    main()
