"""What the gate hands out, made ready to be printed: with addresses, and with words for codes. Nothing else is read here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from casereview.library import gate
from casereview.library.themes import label
from casereview.web.public.records import Point, Record, Theme


@dataclass(frozen=True, slots=True)
class Site:
    """Where the repository stands, as the world addresses it."""

    root: str
    host: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        return cls(request.build_absolute_uri(reverse("repository")), request.get_host())

    def entry(self, id: str) -> str:
        return f"{self.root}/reviews/{id}"

    def to(self, name: str, *args: object) -> str:
        """The whole address of a page of ours."""
        start = reverse("repository")
        return self.root + reverse(name, args=args).removeprefix(start)

    def record(self, review: gate.Review) -> Record:
        address = self.entry(review.id)
        return Record(
            id=review.id,
            address=address,
            title=review.title,
            board=review.board_words,
            kind=review.kind.words,
            updated=review.public_from,
            published=review.published_on,
            anonymous=review.anonymous,
            version=review.version,
            abstract=review.abstract,
            author=review.author,
            outcome=review.outcome.words,
            age_band=review.age_band.words,
            method=review.method.words,
            themes=_themes(review.themes),
            learning=tuple(_points(review.learning, f"{address}/learning")),
            recommendations=tuple(_points(review.recommendations, f"{address}/recommendations")),
            pages=review.pages,
            licence=review.licence.words,
            file=f"{address}/file" if review.has_file else "",
            media_type=review.media,
        )

    def records(self, reviews: Iterable[gate.Review]) -> list[Record]:
        return [self.record(review) for review in reviews]


def _points(said: Iterable[gate.Said], address: str) -> Iterable[Point]:
    return (Point(one.number, one.text, f"{address}/{one.number}", one.addressed_to, one.page) for one in said)


def _themes(codes: Iterable[str]) -> tuple[Theme, ...]:
    return tuple(Theme(code, label(code)) for code in codes)
