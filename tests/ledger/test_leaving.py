from dataclasses import replace
from datetime import date, datetime

from tasks.forgotten.keyed import HIDDEN, Forgotten
from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.leaving import (
    FORGOTTEN,
    Dated,
    Keeping,
    kept_away,
    known_as_kept_away,
    let_go,
    stored_paths,
    under_own_paths,
    under_stored_paths,
)
from tasks.ledger.ledger import LoadPlan, plan_load

NOW = datetime(2026, 3, 1, 3, 30)
KEYED = Forgotten(key=b"k" * 32)
KEEPING = Keeping(KEYED, 30, NOW.date())
DATES = {"A": Dated(date(2026, 1, 1), "day"), "B": Dated(date(2026, 2, 20), "day")}


def row(
    path: str, article: str | None, *, status: str = "loaded", seen: datetime = NOW
) -> SeedFile:
    return SeedFile(path, f"#{path}", 1, status, None, article, seen, seen, "r1")  # type: ignore[arg-type]


def night(
    found: list[FoundFile],
    ledger: dict[str, SeedFile],
    articles: dict[str, str],
    keeping: Keeping = KEEPING,
    *,
    prune: bool = False,
) -> tuple[LoadPlan, dict[str, SeedFile]]:
    """The plan of a night, and the ledger after it."""
    given = ledger
    paths = stored_paths(found, ledger, keeping.forgotten)
    files, leaving = kept_away(
        known_as_kept_away(found, paths, ledger, keeping), DATES, ledger, keeping
    )
    files = under_stored_paths(files, paths, given, keeping.forgotten)
    ledger = dict(under_own_paths(ledger, files, paths))
    plan = plan_load(files, ledger, articles, run_id="r2", now=NOW, prune=prune)
    plan = let_go(plan, ledger, paths, leaving & articles.keys(), keeping.forgotten)
    after = {path: known for path, known in given.items() if path not in plan.dropped}
    return plan, after | {known.path: known for known in plan.rows}


def file(path: str, article: str | None) -> FoundFile:
    return FoundFile(path, f"#{path}", 1, article)


def test_what_is_older_than_kept_leaves_and_its_file_is_not_read_again() -> None:
    ledger = {"a.txt": row("a.txt", "A"), "b.txt": row("b.txt", "B")}
    found = [file("a.txt", "A"), file("b.txt", "B")]
    plan, after = night(found, ledger, {"A": "a.txt", "B": "b.txt"})
    assert (plan.left, plan.load, plan.dropped) == ({"A"}, {}, {"a.txt"})
    hidden = KEYED.hidden("a.txt")
    assert after.keys() == {hidden, "b.txt"}
    assert after[hidden].status == "rejected"
    assert "2026-01-01" in (after[hidden].reason or "")
    found = [file("a.txt", None), file("b.txt", "B")]
    for keep_days in (30, None):
        keeping = replace(KEEPING, keep_days=keep_days)
        paths = stored_paths(found, after, KEYED)
        assert known_as_kept_away(found, paths, after, keeping)[0].reason == after[hidden].reason
        again, _ = night(found, after, {"B": "b.txt"}, keeping)
        assert (again.rows, again.remove, again.dropped) == ((), frozenset(), frozenset())


def test_what_is_kept_for_longer_comes_back_under_its_own_path() -> None:
    _, after = night([file("a.txt", "A")], {"a.txt": row("a.txt", "A")}, {"A": "a.txt"})
    longer = replace(KEEPING, keep_days=365)
    found = [file("a.txt", None)]
    assert known_as_kept_away(found, stored_paths(found, after, KEYED), after, longer) == found
    plan, ledger = night([file("a.txt", "A")], after, {}, longer)
    assert (plan.load, plan.counts.gone) == ({"A": "a.txt"}, 0)
    assert ledger.keys() == {"a.txt"}


def test_an_undated_article_is_as_old_as_its_file_is_known() -> None:
    undated = Dated(None, "unknown")
    assert KEEPING.reason("C", undated, date(2026, 2, 1)) is None
    assert "2026-01-01" in (KEEPING.reason("C", undated, date(2026, 1, 1)) or "")
    month = Dated(date(2026, 1, 1), "month")
    assert KEEPING.reason("C", month, NOW.date()) is None


def test_a_forgotten_article_is_rejected_in_words_that_do_not_name_it() -> None:
    forgotten = replace(KEYED, articles=frozenset({KEYED.mark("article", "B")}))
    keeping = Keeping(forgotten, None, NOW.date())
    plan, after = night([file("nachruf-blum.txt", "B")], {}, {}, keeping)
    (only,) = after.values()
    assert plan.load == {}
    assert only.path.startswith(HIDDEN)
    assert (only.status, only.reason, only.content_hash) == ("rejected", FORGOTTEN, None)
    again, _ = night([file("nachruf-blum.txt", "B")], after, {}, keeping)
    assert again.rows == ()


def test_an_article_that_was_loaded_under_a_hidden_path_keeps_it() -> None:
    hidden = KEYED.hidden("rede-blum.txt")
    ledger = {hidden: replace(row(hidden, "B"), content_hash="#rede-blum.txt")}
    keeping = Keeping(KEYED, None, NOW.date())
    plan, after = night([file("rede-blum.txt", "B")], ledger, {"B": hidden}, keeping)
    assert (plan.load, plan.move, plan.counts.gone) == ({}, {}, 0)
    assert after.keys() == {hidden}


def test_an_article_that_was_forgotten_before_its_day_stays_away_when_the_day_has_come() -> None:
    forgotten = replace(KEYED, articles=frozenset({KEYED.mark("article", "undated")}))
    keeping = Keeping(forgotten, None, NOW.date())
    assert keeping.reason("dated", Dated(NOW.date(), "day", "undated"), NOW.date()) == FORGOTTEN
    assert keeping.reason("dated", Dated(NOW.date(), "day", "other"), NOW.date()) is None


def test_a_pruned_file_is_known_by_a_hash_and_by_its_path_when_it_is_back() -> None:
    ledger = {"b.txt": row("b.txt", "B", status="gone")}
    plan, after = night([], ledger, {"B": "b.txt"}, prune=True)
    assert plan.left == {"B"}
    assert [(r.path, r.status, r.content_hash, r.article_id) for r in after.values()] == [
        (KEYED.hidden("b.txt"), "gone", None, None)
    ]
    plan, back = night([file("b.txt", "B")], after, {})
    assert plan.load == {"B": "b.txt"}
    assert back.keys() == {"b.txt"}


def test_without_retention_and_register_nothing_is_different() -> None:
    ledger = {"a.txt": row("a.txt", "A")}
    keeping = Keeping(KEYED, None, NOW.date())
    plan, after = night([file("a.txt", "A")], ledger, {"A": "a.txt"}, keeping)
    assert (plan.rows, plan.remove, plan.dropped, after) == ((), frozenset(), frozenset(), ledger)
