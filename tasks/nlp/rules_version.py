"""The version of our rules: what a document becomes with the same weights and the same word lists.

Raise it with every change of code that changes an annotation, and with none that does not: articles
of other versions count as annotated by another model, which costs a newsroom a night. A test holds
it to that: the samples' annotation is written down (tests/nlp/annotated), with the version that it
was made by.
"""

RULES_VERSION = 12
