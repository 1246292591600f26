import io
import stat

import pytest

from casereview.documents import store


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


def test_a_file_is_kept_under_the_hash_of_its_bytes_and_read_back():
    kept = store.keep(io.BytesIO(b"a report"))
    assert kept.size == 8
    assert store.read(kept.sha256) == b"a report"


def test_a_file_that_comes_twice_is_kept_once(home):
    assert store.keep(io.BytesIO(b"a report")) == store.keep(io.BytesIO(b"a report"))
    assert len([path for path in home.rglob("*") if path.is_file()]) == 1


def test_a_file_is_readable_by_the_systems_own_user_alone():
    kept = store.keep(io.BytesIO(b"a report"))
    assert stat.S_IMODE(store.path(kept.sha256).stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path(kept.sha256).parent.stat().st_mode) == 0o700


def test_a_file_too_large_is_refused_and_leaves_nothing_behind(home, monkeypatch):
    monkeypatch.setattr(store, "MOST_BYTES", 3)
    with pytest.raises(store.NotKept, match="larger than"):
        store.keep(io.BytesIO(b"a report"))
    assert not [path for path in home.rglob("*") if path.is_file()]


@pytest.mark.parametrize("change", [lambda place: place.write_bytes(b"another"), lambda place: place.unlink()])
def test_bytes_that_are_not_what_they_were_are_not_read(change):
    kept = store.keep(io.BytesIO(b"a report"))
    change(store.path(kept.sha256))
    with pytest.raises(store.Changed):
        store.read(kept.sha256)


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_hash_names_no_file(name):
    with pytest.raises(ValueError, match="no hash"):
        store.path(name)
