"""What the tests of the public site need."""

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(scope="module")
def a_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A data folder of the module's own: what is kept there is gone when its tests are done."""
    with override_settings(HOME=tmp_path_factory.mktemp("home")):
        yield
