#!/bin/sh
# The main job on the demo ledger: a village's sheet, what is overdue, one issue from first word to sign-off, its history.
set -eu
folder=${1:-demo}
export TAIZHANG_TODAY=2026-06-30

run() {
    printf '\n$ tz %s\n' "$*"
    tz "$@"
}

sheets=$folder-sheets
beside=../$(basename "$sheets") # as seen from the ledger
rm -rf "$folder" "$sheets"
mkdir -p "$sheets"
cp "$(dirname "$0")/五里镇问题台账.xlsx" "$sheets"
run demo "$folder"
run -C "$folder" import "$beside/五里镇问题台账.xlsx" --skip-bad
run -C "$folder" overdue --as-of 2026-06-30 --limit 8
run -C "$folder" issue register --title 村口路灯损坏 --place WL101 --category 用电照明 --on 2026-06-15
id=$(tz -C "$folder" list --place WL101 --since 2026-06-15 --format csv | sed -n 's/^\(WL1-26-[0-9A-Z]*\),村口路灯损坏.*/\1/p' | head -n 1)
run -C "$folder" issue assign "$id" --unit 五里镇经发办 --measures 更换灯具并检修线路 --due 2026-06-29 --on 2026-06-16
run -C "$folder" issue press "$id" --text 请于三日内反馈进展 --on 2026-06-22
run -C "$folder" issue submit "$id" --text 灯具已更换，夜间正常照明 --on 2026-06-25
run -C "$folder" issue accept "$id" --checker c040 --text 现场查看，整改到位 --on 2026-06-26
run -C "$folder" issue sign "$id" --signer c038 --text 同意销号 --on 2026-06-27
run -C "$folder" log "$id"
run -C "$folder" check
run -C "$folder" export "$beside/五里镇问题台账-上报.xlsx" --place WL --level internal --reason 上报镇党委
