"""A seed file's bytes become an article or a rejection."""

from __future__ import annotations

from dataclasses import replace

from tasks.text.article import Article, Rejection
from tasks.text.encoding import decode
from tasks.text.header import read_header
from tasks.text.language import GERMAN, identify
from tasks.text.restore import content_id, with_blocks

# Names of the languages that turn up most among German press; others go by their code.
_LANGUAGES = {
    "en": "English",
    "fr": "French",
    "nl": "Dutch",
    "it": "Italian",
    "es": "Spanish",
    "pl": "Polish",
    "tr": "Turkish",
    "ru": "Russian",
    "lb": "Luxembourgish",
    "da": "Danish",
}


def parse(raw: bytes) -> Article | Rejection:
    """Read one file's content; pure, and the same for the same bytes."""
    if not raw:
        return Rejection("the file is empty; delete it or put an article into it")
    content = decode(raw)
    if isinstance(content, Rejection):
        return content
    header = read_header(content)
    text = content[header.start_of_text :]
    if not any(char.isalpha() for char in text):
        where = "after the header " if header.start_of_text else ""
        return Rejection(f"the file holds no words {where}that could be read")
    language = identify(text)
    if language != GERMAN:
        name = _LANGUAGES.get(language, f"of language code {language}")
        return Rejection(f"the text is {name}, not German; only German articles are read")
    article = Article(
        article_id="",
        title=header.title,
        published_on=header.published.on,
        date_precision=header.published.precision,
        language=language,
        source=header.source,
        author=header.author,
        text=text,
        blocks=(),
        remark=header.remark,
    )
    return with_blocks(replace(article, article_id=content_id(article)))
