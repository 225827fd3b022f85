"""A seed file's bytes become an article or a rejection."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tasks.text.article import Article, Rejection
from tasks.text.encoding import decode
from tasks.text.header import read_header
from tasks.text.invisible import steering_remark
from tasks.text.language import GERMAN, identify
from tasks.text.mojibake import repair
from tasks.text.prose import no_prose
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
# Two letters, the first of them perhaps with a mark of its own.
_WORD = re.compile(r"[^\W\d_][\u0300-\u036f]*[^\W\d_]")
# spaCy reads no longer text.
_MOST_CHARACTERS = 1_000_000
# The tokenizer's time grows with the square of what stands between two spaces; the longest
# addresses of web pages are shorter.
_LONGEST_RUN = 2_000


@dataclass(frozen=True, slots=True)
class Admitted:
    """A text that can be read: its language, and what its owner should know of it."""

    language: str
    remark: str | None


def parse(raw: bytes) -> Article | Rejection:
    """Read one file's content; pure, and the same for the same bytes."""
    if not raw:
        return Rejection("the file is empty; delete it or put an article into it")
    content = decode(raw)
    if isinstance(content, Rejection):
        return content
    if len(content) > _MOST_CHARACTERS:
        return Rejection(_too_long(content))
    content, remark = repair(content)
    header = read_header(content)
    text = content[header.start_of_text :]
    if header.start_of_text and _WORD.search(text) is None:
        return Rejection("the file holds no words after the header that could be read")
    admitted = admit(text)
    if isinstance(admitted, Rejection):
        return admitted
    article = Article(
        article_id="",
        title=header.title,
        published_on=header.published.on,
        date_precision=header.published.precision,
        language=admitted.language,
        source=header.source,
        author=header.author,
        text=text,
        blocks=(),
        url=header.url,
        section=header.section,
        tags=header.tags,
        remark="; ".join(filter(None, (remark, header.remark, steering_remark(content)))) or None,
    )
    return with_blocks(replace(article, article_id=content_id(article)))


def admit(text: str) -> Admitted | Rejection:
    """Whether a text can be read as a German article; pure."""
    if len(text) > _MOST_CHARACTERS:
        return Rejection(_too_long(text))
    if _WORD.search(text) is None:
        return Rejection("it holds no words that could be read")
    longest = max(map(len, text.split()))
    if longest > _LONGEST_RUN:
        return Rejection(
            f"the text has {longest:,} characters without a space between them, which no German "
            "sentence has; take them out, or separate the words"
        )
    why = no_prose(text)
    if why is not None:
        return Rejection(why)
    language = identify(text)
    if language != GERMAN:
        name = _LANGUAGES.get(language, f"of language code {language}")
        return Rejection(f"the text is {name}, not German; only German articles are read")
    return Admitted(language, steering_remark(text))


def _too_long(text: str) -> str:
    return (
        f"the text has {len(text):,} characters, more than the {_MOST_CHARACTERS:,} that can be "
        "read at once; split it"
    )
