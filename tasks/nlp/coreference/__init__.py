"""Which names, noun phrases and pronouns of an article mean the same."""
