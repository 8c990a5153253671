{{ config(enabled=api_call_volume.has_account_trees()) }}
{%- do api_call_volume.table_layout(kept=false) %}

with

{{ api_call_volume.account_ancestors_ctes() }},

subtrees as (

    select
        account_id,
        ancestor_account_id,
        distance,
        max(distance) over (partition by ancestor_account_id) as height
    from account_ancestors

)

select
    account_id,
    ancestor_account_id,
    distance
from subtrees
where height > 0
