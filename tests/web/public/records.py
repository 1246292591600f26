"""A record for tests of the formats."""

from datetime import UTC, datetime
from typing import Any

from casereview.web.public.records import Point, Record, Theme

AT = datetime(2016, 1, 20, 9, 30, tzinfo=UTC)


def a_record(**said: Any) -> Record:
    told: dict[str, Any] = {
        "id": "R12",
        "address": "https://repository.example/repository/reviews/R12",
        "title": "Child V: what 100% & more_of_it {means}",
        "board": "Aldermarsh & Fenn Safeguarding Children Board",
        "kind": "Serious case review",
        "updated": AT,
        "published": "2015-10-31",
        "abstract": "A baby was injured.\nNobody had asked.",
        "themes": (Theme("neglect", "Neglect"), Theme("hidden-men", "Hidden men")),
        "recommendations": (Point(1, "Agree who leads.", "https://repository.example/1", "The board", 3),),
        "pages": 40,
        "licence": "As the report says",
        "file": "https://repository.example/repository/reviews/R12/file",
        "media_type": "application/pdf",
    }
    return Record(**{**told, **said})
