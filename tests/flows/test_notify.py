import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.flows.conftest import PROGRAM
from tests.flows.service import Service, wait_until

ROOT = Path(__file__).resolve().parents[2]


class Mailbox:
    """A chat server's webhook: an HTTP server that keeps what is posted to it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        texts = self.texts

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                texts.append(json.loads(body)["text"])
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/hooks/wortlaut"

    def about(self, folder: Path) -> list[str]:
        """What came of runs on this folder; the server has those of other tests as well."""
        return [text for text in self.texts if str(folder) in text]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    yield box
    box.close()


def test_an_existing_server_is_used_and_failed_runs_and_rejected_files_are_told(
    prefect_server: str, tmp_path: Path, sample_articles: Path, mailbox: Mailbox
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    shutil.copy(min(sample_articles.rglob("20*.txt")), seeds)
    (seeds / "leer.txt").touch()
    environment = {"PREFECT_API_URL": prefect_server, "PREFECT_HOME": str(tmp_path / "prefect")}
    service = Service(seeds, tmp_path / "warehouse", environment=environment)
    service.start("--notify", mailbox.address)
    try:
        assert f"UI         {prefect_server.removesuffix('/api')}" in service.said
        failed = service.run("check/wortlaut")
        service.wait_for(failed, "Failed")
        wait_until(lambda: bool(mailbox.about(tmp_path)), seconds=60)
        (first,) = mailbox.about(tmp_path)
        assert "ended as Failed" in first
        assert "there is no warehouse in" in first
        completed = service.run("nightly/wortlaut")
        service.wait_for(completed, "Completed")
        wait_until(lambda: len(mailbox.about(tmp_path)) > 1, seconds=60)
        _, second = mailbox.about(tmp_path)
        assert "1 file rejected" in second
    finally:
        service.stop()
    service.start()
    try:
        assert service.ask("automations/filter", {}) == [], "off again without the option"
    finally:
        service.stop()


def test_a_block_that_the_server_lacks_is_told_before_the_service_says_where_it_is(
    prefect_server: str, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    done = subprocess.run(
        [*PROGRAM, "serve", "--notify", "quatsch/x"],
        env=os.environ | {"PREFECT_API_URL": prefect_server, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("wortlaut: there is no notification block 'quatsch/x' on the server")
    assert "docs/operation.md" in line
    assert "UI" not in line
