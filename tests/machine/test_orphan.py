import subprocess
import sys

import psutil

PARENT = """
import pickle, subprocess, sys
from tasks.machine.orphan import ending_with_this_process
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE)
child.stdin.write(pickle.dumps(ending_with_this_process()))
child.stdin.close()
print(child.pid)
"""
CHILD = "import pickle, sys, time; time.sleep(1); pickle.load(sys.stdin.buffer)(); time.sleep(60)"


def test_a_process_ends_whose_parent_was_gone_before_it_had_started() -> None:
    parent = subprocess.run(
        [sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True, check=True
    )
    child = psutil.Process(int(parent.stdout))
    assert not psutil.wait_procs([child], timeout=20)[1]
