"""Plain pages for tests, with one article of a few paragraphs."""

TITLE = "Rat streitet über die neue Brücke"
LEAD = (
    "Nach vier Stunden vertagt der Rat die Entscheidung, und die Anwohner gehen wütend nach Hause."
)
PARAGRAPHS = (
    "Der Rat von Altenweser hat die Entscheidung über die neue Brücke am Dienstagabend vertagt. "
    "Vier Stunden lang stritten die Fraktionen, dann fehlte die Mehrheit.",
    "„Wir bauen keine Brücke, die wir uns nicht leisten können“, sagte Bürgermeisterin Katja "
    "Rohde. Der Kämmerer habe die Kosten auf 31 Millionen Euro geschätzt.",
    "Die Opposition im Rat widersprach. Fraktionschef Jan Wolff nannte die Schätzung „eine Zahl "
    "aus dem Nebel“ und verlangte ein Gutachten, das bis zum Herbst vorliegen soll.",
    "Anwohner waren mit Transparenten gekommen. Eine Frau rief von der Tribüne, der Rat rede seit "
    "zehn Jahren, und seit zehn Jahren fahre sie Umwege.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def said(statement: str) -> str:
    """A script with JSON-LD."""
    return f'<script type="application/ld+json">{statement}</script>'


def page(*, head: str = "", title: str = TITLE, below: str = "", body: str = BODY) -> str:
    """A page with what is asked in its head, below its headline and as its text."""
    return (
        f"<!DOCTYPE html>\n<html><head>{head}<title>{title}</title></head><body>"
        f'<div class="wrap"><h1>{title}</h1>{below}<div class="text">{body}</div></div>'
        "</body></html>"
    )
