from __future__ import annotations

from pathlib import Path

import pytest
from harness.warehouse import PACKAGE

SHARED_DATA = PACKAGE.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real call logs beside the project; not part of it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real logs are not here: {SHARED_DATA.relative_to(PACKAGE.parent)} is absent")
    return SHARED_DATA
