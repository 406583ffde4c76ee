"""The recipes in the documentation do what the page says."""

from pathlib import Path

from tests.recipes import PAGE, publish_samples, rendered


def test_recipes_print_what_the_page_says(tmp_path: Path) -> None:
    publish_samples(tmp_path)
    page = PAGE.read_text("utf-8")
    assert page.count("```text") == 10
    assert rendered(page, tmp_path) == page, "run `make docs`"
