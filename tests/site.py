"""What tests of the site share: published databases, made once for all tests that read them."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from typer.testing import CliRunner

from pipelines.commands.cli import app

RAW_DOCS = Path(__file__).parent.parent / "raw_docs"
SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = '<img src=x onerror="window.hacked = 1">'
PLAN_ROWS = 150
LONG_TEXT = 250_000  # characters
_HEADER = (
    "№ п/п", "Наименование мероприятия", "Форма завершения", "Срок исполнения",
    "Ответственные исполнители", "Объём финансирования", "Источники финансирования",
)  # fmt: skip
_SENTENCE = "Ауданда {n} мектеп және {m} балабақша жұмыс істейді, оларда {k} бала оқиды. "
_PROSE = "Ауыл тұрғындары көшелерді көгалдандыруға және кітапханаларды жаңартуға қатысады. "


def publish(folder: Path, documents: Sequence[Path]) -> Path:
    """Publish some documents into `folder` and return its path."""
    arguments = ["run", *map(str, documents), "--output-dir", str(folder), "--workers", "1"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return folder


def sample_names() -> list[str]:
    """The names of the sample documents."""
    return sorted(path.name for path in RAW_DOCS.iterdir())


def write_site_documents(folder: Path) -> list[Path]:
    """Write documents that try the site: samples, markup in the text, 150 actions, a long text."""
    folder.mkdir()
    shutil.copy(RAW_DOCS / "news_kk.txt", folder)
    shutil.copy(RAW_DOCS / "decree_kk.txt", folder)
    (folder / "markup.html").write_text(_markup(), encoding="utf-8")
    (folder / "plan150.html").write_text(_plan(), encoding="utf-8")
    (folder / "long.txt").write_text(_long(), encoding="utf-8")
    return sorted(folder.iterdir())


def escaped(text: str) -> str:
    """Text as HTML source shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _markup() -> str:
    """A plan whose every cell holds markup as its text."""
    script, image = escaped(SCRIPT), escaped(IMAGE)
    cells = ("1", f"Открыть 12 школ {script}", f"отчёт {image}", "июнь 2031 года", f"АКР {image}",
             "не требуется", "-")  # fmt: skip
    text = f"Открыто 12 школ {script} и 3 сада {image} в 2030 году."
    return _page(f"План действий {script} на 2030 – 2031 годы", text, [cells])


def _plan() -> str:
    months = ("март", "июнь", "сентябрь", "декабрь")
    rows = [
        (str(n), f"Построить библиотеку номер {n} в посёлке", "акт ввода в эксплуатацию",
         f"{months[n % 4]} {2030 + n % 3} года", "УБД, АКР", f"{n} млн тенге", "МБ")
        for n in range(1, PLAN_ROWS + 1)
    ]  # fmt: skip
    return _page("План мероприятий на 2030 – 2032 годы", "Сеть библиотек растёт.", rows)


def _page(title: str, text: str, rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (_HEADER, *rows)
    )
    return (
        f"<!doctype html><html lang='ru'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{text}</p><table>{lines}</table></body></html>"
    )


def _long() -> str:
    paragraphs = ["Ауданның ұзақ есебі"]
    while sum(map(len, paragraphs)) < LONG_TEXT:
        n = len(paragraphs)
        paragraphs.append(_SENTENCE.format(n=n, m=n + 1, k=100 + n) + _PROSE * 6)
    return "\n\n".join(paragraphs)
