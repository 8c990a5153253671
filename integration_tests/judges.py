"""The project's own rules for dbt-score: run by `make judges`. pyproject.toml lists the rules that they replace."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from dbt_score import Macro, Model, RuleViolation, rule, rule_filter


@rule_filter
def is_volume_mart(model: Model) -> bool:
    """A model is one of the volume marts."""
    return model.original_file_path.startswith("models/marts/volume/")


@rule
def model_has_owner(model: Model) -> RuleViolation | None:
    """A model is of the group, which has an owner (models/groups.yml)."""
    if model.config.get("group") != "api_call_volume":
        return RuleViolation("Model is of no group.")
    return None


@rule
def model_is_read_by_few_last_models(model: Model, most: int = 2, excepted: Sequence[str] = ()) -> RuleViolation | None:
    """No more than a few models at the end of the lineage read the same model: the fanout of dbt_project_evaluator."""
    last = sorted(child.name for child in model.children if isinstance(child, Model) and not child.children)
    if len(last) > most and model.name not in excepted:
        return RuleViolation(f"It is read by {', '.join(last)}, which no model reads.")
    return None


@rule
def macro_is_in_a_file_of_its_name(macro: Macro) -> RuleViolation | None:
    """One macro, test or materialization a file; a dialect's file holds its variants and what they share."""
    path = PurePosixPath(macro.original_file_path)
    # dbt names a materialization with its adapter.
    name = re.sub("^materialization_(.+)_[a-z]+$", r"\1", macro.name.removeprefix("test_")).split("__")[-1]
    if path.stem != name and path.parent.name != "dialects":
        return RuleViolation(f"It is in {path}.")
    return None


@rule
def macro_says_what_it_is_for(macro: Macro) -> RuleViolation | None:
    """A macro of more than a line begins with a comment, but for a dialect's variant, or has a description."""
    body = macro.macro_sql.split("%}", 1)[1].strip()
    is_short = body.count("\n") < 2
    is_variant = PurePosixPath(macro.original_file_path).stem != macro.name
    if not macro.description and not body.startswith("{#") and not is_short and not is_variant:
        return RuleViolation("It neither begins with a comment nor has a description.")
    return None
