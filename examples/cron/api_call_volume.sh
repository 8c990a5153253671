#!/usr/bin/env bash
# Called by cron. Exits with the code of the first failing command: not 0 where a promise fails or a source is late.
set -euo pipefail
cd "${DBT_PROJECT_DIR:?the folder of your dbt project}"

mkdir -p target
exec 9> target/api_call_volume.lock
if ! flock --nonblock 9; then
    echo 'The previous run has not ended: nothing was done.' >&2
    exit 75
fi

dbt build
dbt source freshness
