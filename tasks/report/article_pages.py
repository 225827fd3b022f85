"""A page for each recent article: its text, with quotations and names where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tasks.report.highlight import Span, highlight
from tasks.report.question import Row, ask, grouped, rows
from tasks.report.site import Site
from tasks.store.reader import Reader

# So many voices of an article have a colour of their own.
_COLOURS = 8


def write_article_pages(reader: Reader, site: Site) -> None:
    """Write `articles/<article_id>.html` for every article of the site."""
    chosen = {"articles": sorted(site.articles)}
    quotes, spans, speakers, mentions = (
        grouped(ask(reader, f"article_{what}", **chosen), "article_id")
        for what in ("quotes", "spans", "speakers", "mentions")
    )
    for article in rows(ask(reader, "article_texts", **chosen)):
        of = article["article_id"]
        _write(
            site,
            article,
            quotes.get(of, []),
            spans.get(of, []),
            speakers.get(of, []),
            mentions.get(of, []),
        )


def _write(
    site: Site,
    article: Row,
    quotes: Sequence[Row],
    spans: Sequence[Row],
    speakers: Sequence[Row],
    mentions: Sequence[Row],
) -> None:
    colours = _colours(speakers)
    by_quote: dict[str, list[Row]] = {}
    for speaker in speakers:
        by_quote.setdefault(speaker["quote_id"], []).append(speaker)
    colour_of = {
        quote["quote_id"]: colours[by_quote[quote["quote_id"]][0]["entity_id"]]
        if quote["quote_id"] in by_quote
        else "vx"
        for quote in quotes
    }
    drawn = [
        *_quote_spans(quotes, spans, colour_of),
        *_mention_spans(mentions, site.voices, colours),
    ]
    names = {speaker["entity_id"]: speaker["name"] for speaker in speakers}
    site.write(
        f"articles/{article['article_id']}.html",
        "article.html",
        article=article,
        text=highlight(article["text"], drawn),
        quotes=quotes,
        speakers=by_quote,
        colour_of=colour_of,
        legend=[(names[entity_id], colour, entity_id) for entity_id, colour in colours.items()],
        mentioned=_mentioned(mentions),
    )


def _colours(speakers: Sequence[Row]) -> dict[str, str]:
    """A colour's class for every speaker: the most quoted ones each have their own."""
    counts = Counter(speaker["entity_id"] for speaker in speakers)
    return {
        entity_id: f"v{at}" if at < _COLOURS else "vo"
        for at, (entity_id, _) in enumerate(counts.most_common())
    }


def _quote_spans(
    quotes: Sequence[Row], spans: Sequence[Row], colour_of: Mapping[str, str]
) -> Iterator[Span]:
    by_id = {quote["quote_id"]: quote for quote in quotes}
    opened: set[str] = set()
    for span in spans:
        quote_id, role = span["quote_id"], span["role"]
        start, end = span["start_char"], span["end_char"]
        if role != "quote":
            yield Span(start, end, role, quote_id, "span", {"class": f"r-{role}"}, {})
            continue
        quote = by_id[quote_id]
        nested = " nested" if quote["parent_quote_id"] else ""
        unsaid = "" if quote["factuality"] == "said" else " unsaid"
        shown = {"class": f"q {colour_of[quote_id]} t-{quote['type']}{nested}{unsaid}"}
        first = {"tabindex": "0", "aria-describedby": f"card-{quote_id}"}
        if quote_id not in opened:
            first["id"] = f"quote-{quote_id}"
            opened.add(quote_id)
        yield Span(start, end, "quote", quote_id, "mark", shown, first)


def _mention_spans(
    mentions: Sequence[Row], voices: frozenset[str], colours: Mapping[str, str]
) -> Iterator[Span]:
    covered = 0
    for mention in mentions:
        start, end, entity_id = mention["start_char"], mention["end_char"], mention["entity_id"]
        shown = {"class": f"n n-{mention['kind']} {colours.get(entity_id, '')}".strip()}
        tag = "span"
        # A link cannot stand inside another one.
        if entity_id in voices and mention["kind"] == "name" and start >= covered:
            tag = "a"
            shown["href"] = f"../voices/{entity_id}.html"
            covered = end
        yield Span(start, end, "mention", mention["mention_id"], tag, shown, {})


def _mentioned(mentions: Sequence[Row]) -> list[tuple[str, str, str, int]]:
    """Identifier, name, label and number of mentions of everybody, the most frequent first."""
    counts = Counter((m["entity_id"], m["name"], m["label"]) for m in mentions)
    return [(*who, count) for who, count in counts.most_common()]
