"""Confidences that mean what they say: fitted to how often what is found is right."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from spacy.language import Language
from torch.nn import functional

from annotated.corpus.folder import articles_of
from annotated.docs import StoredTokens, begun_article
from annotated.quotation_measure import MeasuredQuote, assign, is_right, tokens_of
from tasks.nlp.quotations.candidates import TYPES
from tasks.nlp.quotations.component import Calibration, Quotations
from training.scripts.quotation_corpora import NAMES

# Confidences that leave nothing out, for what is to be calibrated.
UNLIMITED: Calibration = dict.fromkeys(TYPES, (0.1, 2.0))
# What keeps slope and intercept of a rare type near those of all.
_PRIOR = 0.02


def calibrate(nlp: Language) -> Calibration:
    """Slope and intercept for each type, from the development articles of our corpus (Platt 1999).

    `nlp` ends with the component to calibrate.
    """
    component = nlp.get_pipe("wortlaut_quotations")
    assert isinstance(component, Quotations)
    rows = list(_outcomes(nlp, component))
    sureness = torch.tensor([sure for _, sure, _ in rows])
    right = torch.tensor([float(outcome) for *_, outcome in rows])
    of_type = torch.tensor([TYPES.index(name) for name, *_ in rows])
    common = torch.tensor([1.0, 0.0], requires_grad=True)
    apart = torch.zeros(len(TYPES), 2, requires_grad=True)
    optimizer = torch.optim.LBFGS([common, apart], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        slope, intercept = (common + apart[of_type]).unbind(-1)
        found = functional.binary_cross_entropy_with_logits(slope * sureness + intercept, right)
        found = found + _PRIOR * (apart**2).mean()
        found.backward()
        return found

    optimizer.step(loss)
    both = (common + apart).detach().tolist()
    return {name: (round(a, 4), round(b, 4)) for name, (a, b) in zip(TYPES, both, strict=True)}


def _outcomes(nlp: Language, component: Quotations) -> Iterable[tuple[str, float, bool]]:
    """Type, sureness and outcome of every quotation found in the development articles."""
    for article in articles_of("dev"):
        doc = begun_article(nlp, article.text)
        for _, other in nlp.pipeline:
            if other is not component:
                doc = other(doc)
        found = component.find(doc)
        own_starts = [token.idx for token in doc]
        own_ends = [token.idx + len(token) for token in doc]
        stored = StoredTokens(doc, list(doc))
        starts, ends = stored.starts.tolist(), stored.ends.tolist()
        gold = [
            MeasuredQuote(
                NAMES[quotation.type],
                quotation.medium,
                tokens_of(quotation.quote, starts, ends),
            )
            for quotation in article.quotations
        ]
        guessed = [
            MeasuredQuote(q.type, q.medium, tokens_of(q.spans, own_starts, own_ends))
            for _, q in found
        ]
        partner = {id(guess): true for true, guess in assign(gold, guessed)}
        for (candidate, _), guess in zip(found, guessed, strict=True):
            yield candidate.type, candidate.sureness, is_right(partner[id(guess)], guess)
