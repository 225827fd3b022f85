"""Speakers of quotations that do not name theirs: who spoke before, or around them."""

from __future__ import annotations

from tasks.nlp.layers.vocabulary import Method
from tasks.nlp.phrases.noun_phrases import has_plural_verb
from tasks.nlp.quotations.speaker_words import heads_of, sentence_before
from tasks.nlp.speakers.account import Account
from tasks.nlp.speakers.found import Found, again
from tasks.nlp.speakers.priors import PRIORS

_PRONOUNS = {"er": "male", "sie": "female"}
_SUBJECT = "nsubj"


def taken_up(account: Account, number: int) -> list[Found]:
    """For a pronoun that means nobody else: the person who spoke last, where gender allows."""
    index, last = account.index, account.last
    spans = account.quotations[number].speaker_spans
    words = [word for heads in heads_of(index.doc, spans) for word in heads]
    wanted = {_PRONOUNS[word.lower_] for word in words if word.lower_ in _PRONOUNS}
    if len(words) != 1 or len(wanted) != 1 or has_plural_verb(words[0]):
        return []
    if len(last) != 1 or last[0].chain not in index.person_chains:
        return []
    fitting = index.genders[last[0].chain] in (*wanted, "unknown")
    return [again(last[0], "pronoun", sure=PRIORS["last_speaker"])] if fitting else []


def implied(account: Account, number: int) -> list[Found]:
    """Speakers of a quotation without words for them: those of what it stands in or follows."""
    index, quotation = account.index, account.quotations[number]
    if quotation.speaker_spans:
        return []
    start = quotation.spans[0][0]
    around = account.around(quotation.spans[-1][1])
    if around and quotation.type == "direct":
        return [again(one, "implicit") for one in around]
    if quotation.type not in ("direct", "indirect_free_indirect"):
        return []
    method: Method = "implicit" if quotation.type == "direct" else "continuation"
    sentence = sentence_before(index.doc, start, index.block_starts)
    first = None if sentence is None else sentence[0].idx
    for other in reversed(range(number)):
        end = account.quotations[other].spans[-1][1]
        if end > start:
            continue
        if first is None or end < first:
            break
        if account.found[other]:
            return [again(one, method) for one in account.found[other]]
    if sentence is None or quotation.type != "direct":
        return []
    for token in sentence:
        if token.dep_ == _SUBJECT and token.i in index.named_tokens:
            chain, mention = index.places[token.i]
            if chain in index.person_chains:
                return [Found(chain, mention, None, "implicit", PRIORS["subject_before"])]
    return []
