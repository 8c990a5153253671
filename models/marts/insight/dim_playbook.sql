{%- do api_call_volume.table_layout(kept=false) %}

with

playbook as (

    {{ api_call_volume.playbook_query() }}

)

select
    finding,
    owner_role,
    look_at,
    what_to_do
from playbook
