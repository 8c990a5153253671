#!/usr/bin/env bash
# What cron calls. It exits with the code of its first failing command: not 0 where a promise fails or a source is late.
set -euo pipefail
cd "${DBT_PROJECT_DIR:?the folder of your dbt project}"

mkdir -p target
exec 9> target/api_call_volume.lock
if ! flock --nonblock 9; then
    echo 'The run before has not ended: nothing was done.' >&2
    exit 75
fi

dbt build
dbt source freshness
