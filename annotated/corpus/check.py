"""What is wrong with an annotated article, in sentences: each names the words and what to do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from annotated.corpus.article import GENRES, Article, Entity, Mention, Quotation, Span
from annotated.quotations import ROLES
from tasks.text.article import NOT_THE_ARTICLE

_WITHOUT_FRAME = ("IndirectFreeIndirect", "FreeIndirect", "Reported")
_WORD = re.compile(r"[\w’']+")
_LEAST_NAME = 3
_SHOWN = 40


def findings(article: Article) -> Iterator[str]:
    """Sentences about an article, none where it is well formed."""
    yield from _head(article)
    yield from _entities(article)
    for mention in article.mentions:
        yield from _mention(article, mention)
    for quotation in article.quotations:
        yield from _quotation(article, quotation)
    yield from _outside(article)
    yield from _overlooked(article)


def text_hash(text: str) -> str:
    """The hash by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def _head(article: Article) -> Iterator[str]:
    for key in ("genre", "licence", "source"):
        if not article.head.get(key):
            yield f"the head has no line “{key}: …”"
    if article.head.get("genre", "news") not in GENRES:
        yield f"the genre {article.head['genre']} is none of {', '.join(GENRES)}"
    known = article.head.get("sha256")
    if known and known != text_hash(article.text):
        yield "the text is not that of the source any more (its hash differs): `fit` shows where"


def _entities(article: Article) -> Iterator[str]:
    keys = [entity.key for entity in article.entities]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"the key {key} stands twice below == names =="
    used = {mention.key for mention in article.mentions}
    used |= {key for quotation in article.quotations for key in quotation.speakers}
    for key in keys:
        if key not in used:
            yield f"{key} stands below == names == and nowhere else: mark it or take it out"
    for key in sorted(used - set(keys)):
        yield f"{key} has no line below == names =="
    by_name: dict[tuple[str, str], str] = {}
    for entity in article.entities:
        other = by_name.setdefault((entity.name.casefold(), entity.label), entity.key)
        if entity.named and other != entity.key:
            yield f"{entity.key} and {other} have the same name: one key for one entity"


def _mention(article: Article, mention: Mention) -> Iterator[str]:
    words = article.text[mention.start : mention.end]
    yield from _span(article, (mention.start, mention.end), f"the mention of {mention.key}")
    entity = next((one for one in article.entities if one.key == mention.key), None)
    if entity is None or mention.form != "name":
        return
    if not entity.named:
        yield (
            f"“{words}” is marked as a name, but {mention.key} has none (?): "
            f"write <{mention.key}~ …>"
        )
    elif not _shares_a_word(words, entity):
        yield (
            f"“{words}” shares no word with {entity.name}: write <{mention.key}~ …> for a role, or "
            f"add it behind | to the line of {mention.key}"
        )


def _has_somebody(article: Article, quotation: Quotation) -> bool:
    """Whether the words for the speaker are more than a thing: "first reports"."""
    bodies = {entity.key for entity in article.entities if entity.label != "LOC"}
    return any(
        mention.key in bodies and any(a <= mention.start < b for a, b in quotation.speaker)
        for mention in article.mentions
    )


def _shares_a_word(words: str, entity: Entity) -> bool:
    """Whether a name in the text has a word of one of the entity's names, endings aside."""
    names = [_stem(word) for name in (entity.name, *entity.other_names) for word in _words(name)]
    return any(
        one == other or one.startswith(other) or other.startswith(one)
        for one in map(_stem, _words(words))
        for other in names
        if min(len(one), len(other)) >= 1
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _stem(word: str) -> str:
    """A word without the ending of a genitive, lower case."""
    return re.sub(r"['’]?s?$", "", word.casefold()) or word.casefold()


def _quotation(article: Article, quotation: Quotation) -> Iterator[str]:
    told = f"quotation {quotation.number}"
    for part in ("quote", *ROLES):
        for span in quotation.part(part):
            yield from _span(article, span, f"the {part} of {told}")
    if quotation.type in _WITHOUT_FRAME and (quotation.cue or quotation.frame):
        yield f"{told} is {quotation.type} and has a cue or a frame: take them out"
    if quotation.type == "Indirect" and not quotation.frame:
        yield f"{told} is Indirect and has no frame"
    for span in quotation.cue:
        if not _within(span, quotation.frame):
            yield f"the cue “{_shown(article, span)}” of {told} does not lie in its frame"
    for span in quotation.frame:
        if any(span[0] < end and start < span[1] for start, end in quotation.quote):
            yield f"the frame of {told} runs into its quote at “{_shown(article, span)}”"
    if not quotation.speakers and _has_somebody(article, quotation):
        yield f"{told} has somebody among the words for its speaker and “= -”: name the key"


def _within(span: Span, spans: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _span(article: Article, span: Span, what: str) -> Iterator[str]:
    words = article.text[span[0] : span[1]]
    if words != words.strip():
        yield f"{what} begins or ends with white space: “{words[:_SHOWN]}”"
    for place in span:
        if 0 < place < len(article.text) and all(
            sign.isalpha() for sign in article.text[place - 1 : place + 1]
        ):
            yield f"{what} begins or ends within a word: “{words[:_SHOWN]}”"


def _outside(article: Article) -> Iterator[str]:
    """Marks where nothing is said and nobody is meant."""
    for block in article.blocks:
        if block.kind not in NOT_THE_ARTICLE:
            continue
        for quotation in article.quotations:
            if any(block.start <= span[0] < block.end for span in quotation.quote):
                yield f"quotation {quotation.number} lies in a block of kind {block.kind}"
        for mention in article.mentions:
            if block.start <= mention.start < block.end:
                words = article.text[mention.start : mention.end]
                yield f"the mention “{words}” lies in a block of kind {block.kind}: take it out"


def _overlooked(article: Article) -> Iterator[str]:
    """Names that are marked in one place and not in another."""
    covered = [(mention.start, mention.end) for mention in article.mentions]
    covered += [
        (block.start, block.end) for block in article.blocks if block.kind in NOT_THE_ARTICLE
    ]
    other_things = {word.strip() for word in article.head.get("homonyms", "").split(",")}
    for entity in article.entities:
        if not entity.named:
            continue
        for name in dict.fromkeys((entity.name, *entity.other_names, *_surname(entity))):
            if name in other_things:
                continue
            for found in re.finditer(
                rf"(?<![\w-]){re.escape(name)}(?:s|’)?(?![\w-])", article.text
            ):
                if not any(start < found.end() and found.start() < end for start, end in covered):
                    around = article.text[max(0, found.start() - 15) : found.end() + 15]
                    yield (
                        f"“{found[0]}” is marked elsewhere and not in “{around}”: mark it, or name "
                        f"it in a line “homonyms: {name}, …” of the head if it means another thing"
                    )


def _surname(entity: Entity) -> tuple[str, ...]:
    last = entity.name.split()[-1]
    return (last,) if entity.label == "PER" and len(last) > _LEAST_NAME else ()


def _shown(article: Article, span: Span) -> str:
    return article.text[span[0] : span[1]][:_SHOWN]
