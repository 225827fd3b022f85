import pytest

from tasks.text.article import Article
from tasks.text.parse import parse

BODY = "Der Rat tagte am Montag. „Wir bauen das“, sagte Anna Berg nach der Sitzung."


def article_of(text: str) -> Article:
    article = parse(f"{text}\n".encode())
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("text", "authors", "agency"),
    [
        (f"Von Eva Kern und Jan Holm, dpa\n\n{BODY}", ("Eva Kern", "Jan Holm"), "dpa"),
        (f"Von Dr. Eva Kern, Kiel\n\n{BODY}", ("Eva Kern",), None),
        (f"{BODY}\n\nText: Eva Kern, Fotos: Jan Holm", ("Eva Kern",), None),
        (f"Autor: Eva Kern; Jan Holm\n\n{BODY}", ("Eva Kern", "Jan Holm"), None),
        (f"Autor: Eva Kern\n\nVon Eva Kern\n\n{BODY}", ("Eva Kern",), None),
        (f"Kiel (dpa/lno) - {BODY}", (), "dpa"),
        (f"Bern (sda) – {BODY}", (), "Keystone-SDA"),
        (f"{BODY} (rtr/eke)", (), "Reuters"),
        (f"{BODY}\n\nMit Material von AFP", (), "AFP"),
        (f"Quelle: dpa\n\n{BODY}", (), "dpa"),
        (f"{BODY}\n\nFoto: Jan Holm/dpa", (), None),
        (BODY, (), None),
    ],
)
def test_authors_and_agency_are_those_that_header_and_blocks_name(
    text: str, authors: tuple[str, ...], agency: str | None
) -> None:
    article = article_of(text)
    assert (article.authors, article.agency) == (authors, agency)
