"""`wortlaut why`: where a speaker or a name came from, on the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from tasks.console.escape import shown
from tasks.console.plural import counted
from tasks.link.role_dates import SLACK_DAYS
from tasks.store.query import QueryError
from tasks.store.why import EntityReasons, NameReasons, QuoteReasons, Row, why

# Candidates for a name, and names of an entity, that are shown; the rest is counted.
_SHOWN = 20
_METHODS = {
    "name": "the same name, and nobody else has it",
    "name_and_role": "the same name, and the role tells namesakes apart",
    "name_and_birth_year": "the same name, and the age tells namesakes apart",
    "name_and_company": "the same name, and the same company among namesakes",
    "name_and_time": "the same name, and the only namesake of that time",
    "name_and_state": "the same name, and the article tells of which country or Land",
    "surname_by_role": "a surname alone, with the same role near in time",
    "surname_by_company": "a surname alone, in the same company near in time",
    "local": "stays in its article",
    "correction": "corrected by hand",
}

_UNSAID = {
    "denied_saying": "the article says that it was not said",
    "hypothetical": "the article says what would be said",
    "announced": "the article says that it will be said",
}

_EVIDENCE = {
    "words": "the words that name the speaker",
    "verb": "an argument of the verb of saying",
    "own_words": "whose own words or statement it is said to be",
    "taken_up": "a pronoun, for the one who spoke last",
    "implied": "who speaks around it, or just before it",
    "weighed": "all that tells one of those who are named from the others; no rule found them",
}


def print_why(options: argparse.Namespace) -> int:
    """Print the reasons; return 1 where there is nothing of that name, or no warehouse."""
    try:
        reasons = why(options.warehouse, options.what)
    except QueryError as error:
        print(f"wortlaut: {error}", file=sys.stderr)
        return 1
    if isinstance(reasons, QuoteReasons):
        lines = _quote(reasons)
    elif reasons.entities:
        lines = _name(reasons, options.what)
    else:
        said = f"nobody is called {options.what} here, and no quotation has that identifier"
        print(shown(f"wortlaut: {said}"), file=sys.stderr)
        for row in reasons.corrections:
            print(shown(f"wortlaut: {_correction(row)}"), file=sys.stderr)
        return 1
    for line in lines:
        print(shown(line))
    return 0


def _quote(reasons: QuoteReasons) -> Iterator[str]:
    quote = reasons.quote
    yield f"{quote['text']}"
    yield f"  {quote['type']}, in {quote['path']} of {_published(quote)}"
    if quote["factuality"] != "said":
        yield f"  not a quotation of anybody: {_UNSAID[quote['factuality']]}"
    yield f"  found with confidence {quote['confidence']:.2f}" + (
        f", announced by {quote['cue']!r}" if quote["cue"] else ""
    )
    if quote["speaker_surface"]:
        yield f"  the words that name the speaker: {quote['speaker_surface']!r}"
    if quote["rules"]:
        yield from _rules(quote["rules"].split())
    if not reasons.speakers:
        yield "said by nobody who is known"
    for speaker in reasons.speakers:
        yield from _speaker(speaker)
    for role in reasons.open_roles:
        yield f"open: {role['surface']!r} ({_role(role)}), which not exactly one known person fits"
    for row in reasons.corrections:
        yield _correction(row)


def _rules(names: Sequence[str]) -> Iterator[str]:
    """The rules that acted; a release may know some no more that an earlier one applied."""
    from tasks.nlp.quotations.explanations import explanations  # spaCy, for few that ask

    known = explanations()
    for name in names:
        yield f"  rule {name}" + (f": {known[name]}" if name in known else "")


def _published(row: Row) -> str:
    return _told(row["published_on"], row["date_precision"]) or "no known date"


def _told(on: date | None, precision: str | None) -> str:
    """A date as far as it is known."""
    length = {"month": 7, "year": 4}.get(precision or "day", 10)
    return "" if on is None else str(on)[:length]


def _speaker(speaker: Row) -> Iterator[str]:
    yield f"said by {speaker['name']} ({speaker['entity_id']})"
    yield f"  method {speaker['method']}, confidence {speaker['confidence']:.2f}"
    if speaker["evidence"] is not None and speaker["method"] != "correction":
        yield f"  found by {_EVIDENCE[speaker['evidence']]}"
    if speaker["surface"] is not None:
        where = f"characters {speaker['start_char']} to {speaker['end_char']}"
        yield f"  named by {speaker['surface']!r}, {where}"
    if speaker["method"] == "role_by_date":
        yield (
            f"  the only known {_role(speaker)} of that time: seen from {speaker['first_seen']} to "
            f"{speaker['last_seen']}, give or take {SLACK_DAYS} days"
        )
    if speaker["link_method"] is not None:
        yield f"  in this article {speaker['article_name']!r}: {_linked(speaker)}"


def _linked(row: Row) -> str:
    method, evidence = row["link_method"], row["link_evidence"]
    return _METHODS[method] + (f" ({evidence})" if evidence else "")


def _name(reasons: NameReasons, asked: str) -> Iterator[str]:
    several = len(reasons.entities) > 1
    if several:
        yield f"{len(reasons.entities)} entities may be meant by {asked}:"
    for reason in reasons.entities[:_SHOWN]:
        yield from _entity(reason)
    if len(reasons.entities) > _SHOWN:
        yield f"and {len(reasons.entities) - _SHOWN} more"
    for row in reasons.corrections:
        yield _correction(row)
    if several:
        yield "Ask for one of them by its identifier."


def _entity(reasons: EntityReasons) -> Iterator[str]:
    entity = reasons.entity
    yield f"{entity['name']} ({entity['entity_id']}), {entity['label']}"
    seen = _span(entity)
    yield (
        f"  in {counted(entity['articles'], 'article')}{f', {seen}' if seen else ''}; "
        f"{counted(entity['quotes'], 'quote')}"
    )
    if entity["label"] == "PER":
        source = entity["gender_source"]
        yield f"  gender {entity['gender']}" + (f", by {source}" if source != "none" else "")
    for role in reasons.roles[:_SHOWN]:
        seen = _span(role)
        yield f"  role {_role(role)}{f', {seen}' if seen else ''}"
    for name in reasons.names[:_SHOWN]:
        yield (
            f"  {name['name']!r} in {counted(name['articles'], 'article')}, such as "
            f"{name['path']}: "
            + _linked({"link_method": name["method"], "link_evidence": name["evidence"]})
        )
    if len(reasons.names) > _SHOWN:
        yield f"  and {len(reasons.names) - _SHOWN} names more"


def _role(row: Row) -> str:
    return f"{row['role']} ({row['place']})" if row["place"] else f"{row['role']}"


def _span(row: Row) -> str:
    first = _told(row["first_seen"], row["first_precision"])
    last = _told(row["last_seen"], row["last_precision"])
    if not first:
        return ""
    return f"on {first}" if first == last else f"from {first} to {last}"


def _correction(row: Row) -> str:
    at = "" if row["line"] is None else f", line {row['line']}"
    return f"corrections.toml{at}: {row['kind']} {row['status']}: {row['message']}"
