"""The stages of training, with a learner that knows no torch."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from training.scripts import stages
from training.scripts.files import in_one_move
from training.scripts.stages import Stage, go_through, run_stages, stages_of, weights_of

CONFIG: dict[str, Any] = {
    "stages": {
        "first": {"epochs": 1},
        "second": {"epochs": 2},
        "other": {"start": "first"},
        "whole": {"mean": {"second": 0.5, "other": 0.5}},
        "last": {},
    }
}


class Learner:
    """Keeps the numbers of its steps."""

    def __init__(self, done: int = 0) -> None:
        self.done = done
        self.steps: list[tuple[str, int, int]] = []
        self.saved: list[dict[str, Any]] = []

    def step(self, batch: str, number: int, count: int) -> None:
        self.steps.append((batch, number, count))

    def report(self) -> Mapping[str, float]:
        return {"loss": 0.5, "other": 1}

    def save(self, path: Path, **beside: Any) -> None:
        self.saved.append(beside)

    def steps_done(self, checkpoint: Path, recipe: str) -> int:
        return self.done


def read(config: dict[str, Any] = CONFIG, until: str | None = None) -> dict[str, Stage]:
    found = stages_of(config, "all", lambda name: weights_of(Path("work"), name), until)
    return {stage.name: stage for stage in found}


def run(config: dict[str, Any], recipes: dict[Path, str], missing: Iterable[str] = ()) -> list[str]:
    """Which stages are made; `recipes` has what is there, and has it afterwards."""
    for name in missing:
        del recipes[weights_of(Path("work"), name)]
    made = []

    def make(stage: Stage) -> None:
        made.append(stage.name)
        recipes[stage.done] = stage.recipe

    found = read(config).values()
    run_stages(found, lambda path, recipe: recipes.get(path) == recipe, make)
    return made


def test_a_stage_starts_from_the_one_before_or_the_one_it_names_or_is_a_mean() -> None:
    found = read()
    work = Path("work")
    assert [stage.before for stage in found.values()] == [
        None, work / "first.pt", work / "first.pt", work / "other.pt", work / "whole.pt",
    ]  # fmt: skip
    assert found["whole"].shares == {work / "second.pt": 0.5, work / "other.pt": 0.5}
    assert list(read(until="second")) == ["first", "second"]


def test_what_builds_on_a_changed_stage_is_made_anew_and_nothing_else() -> None:
    recipes: dict[Path, str] = {}
    assert run(CONFIG, recipes) == list(CONFIG["stages"])
    assert run(CONFIG, recipes) == []
    changed = {"stages": CONFIG["stages"] | {"second": {"epochs": 3}}}
    assert run(changed, recipes) == ["second", "whole", "last"]


def test_a_mean_is_made_anew_with_what_it_is_of() -> None:
    recipes: dict[Path, str] = {}
    run(CONFIG, recipes)
    assert run(CONFIG, recipes, missing=["other"]) == ["other", "whole"]


def test_an_interrupted_stage_goes_on_where_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    learner = Learner(done=1)
    go_through(read()["first"], learner, "abc", 3, learner.step, ["loss"])
    assert learner.steps == [("b", 1, 3), ("c", 2, 3)]
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "first goes on from batch 1 of 3"
    assert said[1].startswith("first 3/3: loss 0.500; ")


def test_a_stage_is_kept_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_CHECKPOINT_SECONDS", -1)
    learner, stage = Learner(), read()["first"]
    go_through(stage, learner, "ab", 2, learner.step)
    assert learner.saved == [{"recipe": stage.recipe, "step": n} for n in (1, 2)]


def test_a_file_is_there_as_a_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    with in_one_move(path) as new:
        new.write_text("1")
    with pytest.raises(KeyError), in_one_move(path) as new:
        new.write_text("2")
        raise KeyError
    assert path.read_text() == "1"
