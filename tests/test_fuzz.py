"""Samples with faults in them are read, or refused in words; `make fuzz` tries many more.

The same faults are made each time, so that a change fails for what it did.
"""

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers import read
from extractors.readers.errors import UnreadableDocumentError
from tests.generator.mutations import Fault, faults, with_faults
from tests.site import RAW_DOCS

SAMPLES = sorted(RAW_DOCS.iterdir())
# Documents of each sample: about ten seconds of a processor for each form.
COUNTS = {"decree_kk.pdf": 10, "decree_kk.txt": 4}
COUNT = 100
SLOWEST = 40  # seconds of a processor for a document
BROKEN_ZIP = [Fault("flip", "bytes", 0.5, 0.0, 16)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_faults_do_not_break_a_reader(sample: Path) -> None:
    @given(found=faults, other=st.sampled_from(SAMPLES))
    @settings(
        max_examples=COUNTS.get(sample.name, COUNT),
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    def try_faults(found: list[Fault], other: Path) -> None:
        data = with_faults(sample.read_bytes(), found, other.read_bytes())
        start = process_time()
        with suppress(UnreadableDocumentError):
            read(sample.name, data)
        assert process_time() - start < SLOWEST

    try_faults()


def test_faults_change_documents() -> None:
    for sample in SAMPLES:
        data = sample.read_bytes()
        for kind in ("cut", "double", "many"):
            for level in ("bytes", "blocks", "parts"):
                fault = Fault(kind, level, 0.3, 0.6, 18)  # type: ignore[arg-type]
                assert with_faults(data, [fault], data) != data, (sample.name, fault)
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        read("a.docx", with_faults((RAW_DOCS / "plan_ru.docx").read_bytes(), BROKEN_ZIP, b""))
