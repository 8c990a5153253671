from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.warehouse import PACKAGE  # noqa: E402

SHARED_DATA = PACKAGE.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real call logs beside the project; not part of it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real logs are not here: {SHARED_DATA.relative_to(PACKAGE.parent)} is absent")
    return SHARED_DATA
