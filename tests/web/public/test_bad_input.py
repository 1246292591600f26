"""Whatever an address of the public site says, it is answered: nothing anybody types is our fault."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casereview.web.public.asked import FACETS
from tests.library.shelves import an_entry

pytestmark = pytest.mark.django_db

NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            '"', '"a', "-", '-"', "()", "a AND", "title:x", "*", "~2", "a^", "\\", "[a TO b]", "\x00", "\ud800", "😀",
            "R1", "R1'--", "<script>", "%00", "9" * 400, "ﬁ", "İ", "ß" * 50, "/regex/", "+a", "a:b:c", "NOT",
        ]
    ),
)  # fmt: skip
QUERY = st.dictionaries(st.sampled_from(["q", "sort", "page", "size", *FACETS]), NASTY, max_size=4)
HARVEST = st.dictionaries(
    st.sampled_from(["verb", "metadataPrefix", "from", "until", "set", "identifier", "resumptionToken", "x"]),
    st.one_of(
        NASTY, st.sampled_from(["ListRecords", "GetRecord", "Identify", "ListIdentifiers", "oai_dc", "2016-01-01"])
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def entry(kept_for_the_module: None, a_data_folder: None) -> str:
    return an_entry(pages=("Bruising was seen.",))


def given_as(data: dict[str, str]) -> dict[str, bytes]:
    """What a browser or a mischief-maker sends: any bytes."""
    return {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUERY)
def test_any_search_is_answered(client, entry, asked):
    for path in ("", "/data/search.atom", "/data/v1/reviews", "/catalogue", f"/reviews/{entry}/pages/1"):
        assert client.get(f"/repository{path}", given_as(asked)).status_code in (200, 422), (path, asked)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=HARVEST)
def test_any_harvest_is_answered(client, entry, asked):
    for response in (
        client.get("/repository/data/oai", given_as(asked)),
        client.post(
            "/repository/data/oai", urlencode(given_as(asked)), content_type="application/x-www-form-urlencoded"
        ),
    ):
        assert response.status_code == 200


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(id=st.text("Rr0123456789-_'x", max_size=30), number=st.integers(0, 10**30))
def test_any_address_is_answered(client, entry, id, number):
    of_entry = [f"pages/{number}", f"recommendations/{number}"]
    paths = [f"reviews/{id}", *(f"reviews/{entry}/{path}" for path in of_entry), f"data/v1/reviews/{id}"]
    for path in [*paths, f"data/v1/reviews/{entry}/pages/{number}", f"themes/{id}", f"sitemap-{number}.xml"]:
        assert client.get(f"/repository/{path}").status_code in (200, 404, 422), path
