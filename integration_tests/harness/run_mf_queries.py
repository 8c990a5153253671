"""
Runs `mf query` for each list of arguments in a JSON file, in one process: starting the command takes longer than most
queries. The n-th result is <n>.csv in the folder of the file.

Run by the Python of .venv-semantic-layer, in the folder of a dbt project.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from dbt_metricflow.cli.main import query

if __name__ == "__main__":
    file = Path(sys.argv[1])
    configuration = CLIConfiguration()
    for number, arguments in enumerate(json.loads(file.read_text(encoding="utf-8"))):
        query.main(
            [*arguments, "--quiet", "--csv", str(file.with_name(f"{number}.csv"))],
            obj=configuration,
            standalone_mode=False,
        )
