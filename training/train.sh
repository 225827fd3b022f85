#!/usr/bin/env bash
# Trains the shipped model anew from the published encoder, and measures it: three to five
# hours on two cores. An interrupted run goes on where it was; remove training/work to start afresh.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=.venv-train/bin
wanted=$(cat requirements.lock training/requirements.txt | cksum)

# The project's own environment, with torch and what goes with it on top.
if [ "$(cat .venv-train/installed 2>/dev/null)" != "$wanted" ]; then
  rm -rf .venv-train
  .venv/bin/python -m venv .venv-train
  packages='import sysconfig; print(sysconfig.get_path("purelib"))'
  .venv/bin/python -c "$packages" > "$("$bin/python" -c "$packages")/wortlaut.pth"
  "$bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement training/requirements.txt
  echo "$wanted" > .venv-train/installed
fi

workflow=all
[ "${1:-}" = --small ] && workflow=small
export PYTHONPATH=$PWD
# WORTLAUT_TRACE names a file for what the chain sends over sockets (python -m tests.trace FILE).
trace=()
[ -z "${WORTLAUT_TRACE:-}" ] || trace=(strace -f --seccomp-bpf -qq -s 0 -A -o "$WORTLAUT_TRACE"
  -e trace=connect,sendto,sendmsg,sendmmsg)
nice -n 5 "${trace[@]}" "$bin/python" -m spacy project run "$workflow" training
