#!/usr/bin/env bash
# The README's two commands as an ordinary user and as root under a private folder: first page within ten seconds,
# a second start keeps all, a wrong setting stops the start with its name.
set -euo pipefail
cd "$(dirname "$0")/.."
port=34567
folder=$(mktemp -d)
trap 'kill -KILL -- "-${server:-none}" 2>/dev/null || true; rm -rf "$folder"' EXIT

start() { # starts npm start, waits for the first page, prints the seconds it took
  local begun=$SECONDS
  # A group of its own: Ctrl-C in a terminal reaches npm and the server alike, and so does `stop`.
  DATA_DIR="$folder/data" PORT=$port setsid npm start >"$folder/out" 2>"$folder/err" &
  server=$!
  until curl -sf "http://127.0.0.1:$port/" >/dev/null; do
    if [ $((SECONDS - begun)) -gt 30 ]; then echo "no page in 30 s"; cat "$folder/out" "$folder/err"; exit 1; fi
    sleep 0.2
  done
  echo "first page after $((SECONDS - begun)) s"
  for _ in $(seq 300); do
    if grep -q "npm run chat" "$folder/out"; then return; fi
    sleep 0.2
  done
  echo "never ready"; cat "$folder/out" "$folder/err"; exit 1
}
stop() {
  kill -TERM -- "-$server"
  for _ in $(seq 100); do
    if ! curl -s "http://127.0.0.1:$port/health" >/dev/null && ! kill -0 -- "-$server" 2>/dev/null; then return; fi
    sleep 0.2
  done
  echo "does not stop"; exit 1
}

start
grep -q "PERAGAAN" "$folder/out" || { echo "no demonstration on an empty database"; cat "$folder/out"; exit 1; }
for file in "$folder"/data/keys/*.key; do
  [ "$(stat -c %a "$file")" = 600 ] || { echo "$file may be read by others"; exit 1; }
done
curl -sf "http://127.0.0.1:$port/health" | grep -q '"ok":true'
stop
start
if grep -q "PERAGAAN" "$folder/out"; then echo "seeded twice"; exit 1; fi
stop

if DATA_DIR="$folder/data" PORT=many ROLE=everything TELEGRAM_MODE=webhook npm start >"$folder/out" 2>&1; then
  echo "wrong settings were accepted"; exit 1
fi
for setting in PORT ROLE TELEGRAM_BOT_TOKEN; do
  grep -q "$setting" "$folder/out" || { echo "the fault in $setting is not listed"; cat "$folder/out"; exit 1; }
done
echo "npm start: ok"
