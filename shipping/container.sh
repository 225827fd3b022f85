#!/usr/bin/env bash
# Builds the image of the Dockerfile and runs it as compose.yaml would: as its own user, on a file
# system that is its own to read alone, with the two volumes, and without any network but loopback.
# Needs root, buildah and, where the base image cannot be pulled, debootstrap: then a Debian of the
# same release with its own Python 3.11 stands in for it. Leaves nothing behind; KEEP=folder keeps
# that stand-in and what was built there for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."

base=docker.io/library/python:3.11-slim-bookworm
work=$(mktemp -d "${TMPDIR:-/var/tmp}/wortlaut-container.XXXXXX")
kept=${KEEP:-$work}
stand_in=$kept/base
image=wortlaut-check
containers=()

builder() { TMPDIR=$work buildah --root "$kept/storage" --runroot "$kept/runroot" "$@"; }
say() { printf 'container-check: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }

clean_up() {
  for container in "${containers[@]}"; do builder rm "$container" >/dev/null || true; done
  [ -n "${KEEP:-}" ] || builder rmi --all --force >/dev/null 2>&1 || true
  # Mounts of the storage driver outlive its images.
  for mounted in "$kept/storage/overlay" "$kept/storage"; do
    if mountpoint -q "$mounted"; then umount "$mounted"; fi
  done
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

for needed in buildah unshare ip; do
  command -v "$needed" >/dev/null || fail "$needed is not here (Debian: apt-get install buildah iproute2)"
done

if builder inspect --type image "$base" >/dev/null 2>&1; then
  say "the base image, or its stand-in, was kept"
elif timeout 60 buildah --root "$kept/storage" --runroot "$kept/runroot" pull --quiet "$base" >/dev/null 2>&1; then
  say "base image pulled"
else
  say "the base image cannot be pulled; a Debian made by debootstrap stands in for it"
  if [ ! -x "$stand_in/usr/bin/python3" ]; then
    debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates bookworm "$stand_in" \
      >"$work/debootstrap.log" || fail "debootstrap failed: $(tail -n 1 "$work/debootstrap.log")"
  fi
  container=$(builder from scratch)
  containers+=("$container")
  tar -C "$stand_in" --one-file-system --exclude='./var/cache/apt/*' -cf "$work/base.tar" .
  builder add --quiet "$container" "$work/base.tar" / >/dev/null
  rm "$work/base.tar"
  builder config --env PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin "$container"
  builder commit --quiet --format docker "$container" "$base" >/dev/null
fi

say "building the image"
# The certificates of this machine, for a package index behind a proxy.
builder bud --layers --pull-never --format docker --isolation chroot --network host \
  --volume /etc/ssl/certs:/etc/ssl/certs:ro \
  ${PIP_CERT:+--build-arg PIP_CERT="$PIP_CERT"} ${PIP_INDEX_URL:+--build-arg PIP_INDEX_URL="$PIP_INDEX_URL"} \
  --tag "$image" . >"$work/build.log" 2>&1 || fail "the build failed: $(tail -n 5 "$work/build.log")"
say "size: $(builder images --format '{{.Size}}' "$image")"

container=$(builder from --pull-never "$image")
containers+=("$container")
root=$(builder mount "$container")
mkdir "$work/seeds" "$work/warehouse"
cp seeds/2023-0[35]*.txt "$work/seeds/"
# The image's own words, as a runtime would read them.
builder inspect "$container" \
  | python3 -c 'import json, sys; json.dump(json.load(sys.stdin)["Docker"]["config"], sys.stdout)' >"$work/config.json"
user=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["User"])' "$work/config.json")
chmod a+rX "$work" "$work/seeds" "$work/seeds"/*
chown "$user" "$work/warehouse"

# In a network of its own, where nothing but loopback can be reached: what a run needs is there.
unshare --mount --net --pid --fork --kill-child bash -euo pipefail -s \
  -- "$root" "$work" "$user" <<'CONTAINER' || fail "the image does not work; see above"
root=$1 work=$2 user=$3
ip link set lo up
mount --make-rprivate /
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount --bind /dev "$root/dev"
# As a runtime gives it; processes share their locks there.
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount --bind "$work/seeds" "$root/srv/wortlaut/seeds"
mount -o remount,bind,ro "$root/srv/wortlaut/seeds"
mount --bind "$work/warehouse" "$root/srv/wortlaut/warehouse"
say() { printf 'container-check: %s\n' "$*"; }

# In the image's environment and working directory.
mapfile -t environment < <(python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))["Env"], sep="\n")' "$work/config.json")
enter=(env --ignore-environment "${environment[@]}" chroot --userspec="$user" "$root" sh -c 'cd /srv/wortlaut && exec "$@"' sh)
inside() { "${enter[@]}" "$@" </dev/null; }

say "as user $(inside id -u): $(inside wortlaut --version)"
inside sh -c '! touch /opt/wortlaut/x /srv/wortlaut/x 2>/dev/null' || { say "the program can change itself"; exit 1; }
inside sh -c '! python3 -c "import urllib.request as u; u.urlopen(\"http://192.0.2.1\", timeout=3)" 2>/dev/null'
inside wortlaut run --workers 1
inside wortlaut sql "select count(*) as quotes from quotes"
"${enter[@]}" wortlaut serve </dev/null >"$work/serve.log" 2>&1 &
service=$!
python3 - "$work/config.json" >"$work/health.sh" <<'HEALTH'
import json, shlex, sys
kind, *command = json.load(open(sys.argv[1]))["Healthcheck"]["Test"]
assert kind == "CMD", kind
print(shlex.join(command))
HEALTH
for _ in $(seq 120); do
  if inside sh -c "$(cat "$work/health.sh")" 2>/dev/null; then healthy=1; break; fi
  kill -0 "$service" || break
  sleep 2
done
[ -n "${healthy:-}" ] || { say "the health check does not pass"; exit 1; }
say "healthy"
for _ in $(seq 120); do
  if grep -q "stop with Ctrl-C" "$work/serve.log"; then break; fi
  sleep 1
done
cat "$work/serve.log"
kill -TERM "$service"
(sleep 90; kill -KILL "$service") 2>/dev/null &
wait "$service" || { say "it does not stop as asked: status $?"; exit 1; }
say "stopped"
CONTAINER
say "the image works"
