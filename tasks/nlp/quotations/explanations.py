"""What each rule about quotations does, for whoever asks why one is as it is."""

from __future__ import annotations

from tasks.nlp.quotations import (
    crossings,
    marks,
    neighbours,
    questions,
    rest,
    rules,
    sense,
    speaker_grammar,
)


def explanations() -> dict[str, str]:
    """What a rule does, in a line, by its name."""
    every = (
        *marks.BOUNDS,
        *rules.ADDITIONS,
        *sense.SENSES,
        *speaker_grammar.SPEAKER_WORDS,
        *speaker_grammar.SPEAKER_PHRASES,
        *rest.RESTS,
        *questions.ASKERS,
        *neighbours.NEIGHBOURS,
        *crossings.CROSSINGS,
    )
    return {rule.name: rule.says for rule in every}
