from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tasks.ledger.files import FoundFile, SeedFile
from tasks.ledger.ledger import Counts, LoadPlan, plan_load

NOW = datetime(2024, 5, 1, 3, 30)


def found(path: str, article: str | None, reason: str | None = None) -> FoundFile:
    """A file whose content hash is its article, as if every article had one encoding."""
    return FoundFile(path, article or f"hash of {path}", 100, article, reason)


class Warehouse:
    """What the real one does with a plan, in two dictionaries."""

    def __init__(self) -> None:
        self.ledger: dict[str, SeedFile] = {}
        self.articles: dict[str, str] = {}
        self.night = 0

    def run(self, files: Iterable[FoundFile], *, prune: bool = False) -> LoadPlan:
        self.night += 1
        plan = plan_load(
            files,
            self.ledger,
            self.articles,
            run_id=f"run{self.night}",
            now=NOW + timedelta(days=self.night),
            prune=prune,
        )
        self.ledger |= {row.path: row for row in plan.rows}
        for article in plan.remove:
            del self.articles[article]
        self.articles |= plan.load
        self.articles |= plan.move
        return plan


def test_new_files_are_loaded_and_a_second_run_changes_nothing() -> None:
    warehouse = Warehouse()
    files = [found("a.txt", "A"), found("b.txt", "B")]
    first = warehouse.run(files)
    assert (first.counts.new, dict(first.load)) == (2, {"A": "a.txt", "B": "b.txt"})
    second = warehouse.run(files)
    assert second.rows == ()
    assert not (second.load or second.move or second.remove)
    assert (second.counts.new, second.counts.changed) == (0, 0)


def test_a_changed_file_replaces_its_article() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A")])
    plan = warehouse.run([found("a.txt", "A2")])
    assert (plan.counts.changed, plan.counts.new) == (1, 0)
    assert (dict(plan.load), plan.remove) == ({"A2": "a.txt"}, {"A"})


def test_a_copy_is_a_duplicate_and_touches_nothing_else() -> None:
    warehouse = Warehouse()
    warehouse.run([found("b.txt", "A")])
    plan = warehouse.run([found("a.txt", "A"), found("b.txt", "A")])
    assert [row.path for row in plan.rows] == ["a.txt"]
    assert plan.rows[0].status == "duplicate"
    assert plan.rows[0].reason == "same article as b.txt"
    assert not (plan.load or plan.move or plan.remove)


def test_a_renamed_file_keeps_its_article_under_the_new_path() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A")])
    plan = warehouse.run([found("z.txt", "A")])
    assert dict(plan.move) == {"A": "z.txt"}
    assert not (plan.load or plan.remove)
    assert {row.path: row.status for row in plan.rows} == {"a.txt": "gone", "z.txt": "loaded"}


def test_an_article_whose_file_is_gone_stays_until_pruned() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A"), found("b.txt", "B")])
    plan = warehouse.run([found("b.txt", "B")])
    assert (plan.counts.gone, plan.remove) == (1, frozenset())
    later = warehouse.run([found("b.txt", "B")], prune=True)
    assert (later.counts.gone, later.remove) == (0, {"A"})


def test_a_duplicate_takes_over_when_the_first_file_is_gone() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A"), found("b.txt", "A")])
    plan = warehouse.run([found("b.txt", "A")], prune=True)
    assert dict(plan.move) == {"A": "b.txt"}
    assert plan.remove == frozenset()
    assert warehouse.ledger["b.txt"].status == "loaded"


def test_a_copy_that_has_gone_does_not_hold_the_article_of_an_edited_file() -> None:
    warehouse = Warehouse()
    warehouse.run([found("x.txt", "A"), found("y.txt", "A")])
    warehouse.run([found("x.txt", "A")])
    plan = warehouse.run([found("x.txt", "A2")])
    assert (dict(plan.load), plan.remove) == ({"A2": "x.txt"}, {"A"})
    assert warehouse.articles == {"A2": "x.txt"}


def test_a_file_that_becomes_unreadable_keeps_its_article() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A")])
    plan = warehouse.run([found("a.txt", None, "cannot be read")], prune=True)
    assert plan.remove == frozenset()
    assert warehouse.ledger["a.txt"].status == "rejected"
    mended = warehouse.run([found("a.txt", "A2")])
    assert (dict(mended.load), mended.remove) == ({"A2": "a.txt"}, {"A"})


def test_a_rejection_with_the_same_reason_is_written_once() -> None:
    warehouse = Warehouse()
    bad = found("a.txt", None, "empty")
    assert len(warehouse.run([bad]).rows) == 1
    assert warehouse.run([bad]).rows == ()
    assert len(warehouse.run([replace(bad, reason="binary")]).rows) == 1


def left_out(path: str) -> FoundFile:
    """A file that is there and was not looked at."""
    return FoundFile(path, None, None, selected=False)


def test_files_that_are_not_selected_are_neither_gone_nor_new_nor_changed() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A"), found("b.txt", None, "empty"), found("c.txt", "A")])
    before = dict(warehouse.ledger)
    plan = warehouse.run(
        [*map(left_out, ("a.txt", "b.txt", "c.txt", "new.txt")), found("d.txt", "D")], prune=True
    )
    assert [row.path for row in plan.rows] == ["d.txt"]
    assert (dict(plan.load), dict(plan.move), plan.remove) == ({"D": "d.txt"}, {}, frozenset())
    assert plan.counts == Counts(found=1, new=1, changed=0, gone=0, duplicate=0, rejected=0)
    assert warehouse.ledger.items() > before.items()


def test_a_file_that_is_gone_is_gone_whatever_is_selected() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A"), found("b.txt", "B")])
    plan = warehouse.run([left_out("b.txt")], prune=True)
    assert (plan.counts.found, plan.counts.gone, plan.remove) == (0, 1, {"A"})
    assert warehouse.ledger["b.txt"].status == "loaded"


def test_a_copy_of_an_article_whose_file_is_not_selected_is_a_duplicate() -> None:
    warehouse = Warehouse()
    warehouse.run([found("b.txt", "A")])
    plan = warehouse.run([found("a.txt", "A"), left_out("b.txt")])
    assert plan.rows[0].reason == "same article as b.txt"
    assert not (plan.load or plan.move or plan.remove)


def test_a_duplicate_that_is_not_selected_inherits_the_article_all_the_same() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A"), found("b.txt", "A")])
    plan = warehouse.run([found("a.txt", "A2"), left_out("b.txt")])
    assert (dict(plan.load), dict(plan.move), plan.remove) == (
        {"A2": "a.txt"},
        {"A": "b.txt"},
        frozenset(),
    )
    assert warehouse.ledger["b.txt"].status == "loaded"


def test_a_file_that_is_back_keeps_its_article_until_it_is_selected() -> None:
    warehouse = Warehouse()
    warehouse.run([found("a.txt", "A")])
    warehouse.run([])
    back = warehouse.run([left_out("a.txt")], prune=True)
    assert (back.rows, back.remove, back.counts.gone) == ((), frozenset(), 0)
    assert warehouse.run([found("a.txt", "A")]).counts.new == 1
    assert warehouse.ledger["a.txt"].status == "loaded"


folders = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), st.sampled_from(["A", "B", "C", None])
)


@given(st.lists(folders, max_size=5))
def test_after_any_nights_every_article_in_the_folder_is_loaded_once(
    nights: list[dict[str, str | None]],
) -> None:
    warehouse = Warehouse()
    for night in nights:
        files = [
            found(path, article, None if article else "bad") for path, article in night.items()
        ]
        warehouse.run(files)
        present = {article for article in night.values() if article}
        assert present <= set(warehouse.articles)
        for path, article in night.items():
            row = warehouse.ledger[path]
            assert (row.article_id, row.status == "rejected") == (article, article is None)
        for article in present:
            loaded = [
                p
                for p, a in night.items()
                if a == article and warehouse.ledger[p].status == "loaded"
            ]
            assert loaded == [warehouse.articles[article]]
        assert warehouse.run(files).rows == ()


@given(st.lists(folders, max_size=4), folders, st.sets(st.sampled_from(["a.txt", "b.txt"])))
def test_after_any_selection_a_whole_night_brings_the_same_as_without_it(
    nights: list[dict[str, str | None]], last: dict[str, str | None], hidden: set[str]
) -> None:
    selecting, whole = Warehouse(), Warehouse()

    def files(night: dict[str, str | None]) -> list[FoundFile]:
        return [found(p, article, None if article else "bad") for p, article in night.items()]

    for night in nights:
        selecting.run([left_out(f.path) if f.path in hidden else f for f in files(night)])
        for row in selecting.ledger.values():
            if row.status == "loaded":
                assert selecting.articles[str(row.article_id)] == row.path
    for warehouse in (selecting, whole):
        warehouse.run(files(last), prune=True)
    for path, article in last.items():
        row = selecting.ledger[path]
        assert (row.article_id, row.status == "rejected") == (article, article is None)
    loaded_from = {a: p for a, p in selecting.articles.items() if p in last and last[p] == a}
    assert loaded_from.keys() == whole.articles.keys()
