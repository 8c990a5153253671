{% macro playbook_query() %}
    {#-
        A query (finding, owner_role, look_at, what_to_do): the rows of `playbook_relation`, and of the package's own playbook
        those whose finding has no row there.
    -#}
    {%- set text = dbt.type_string() -%}
    {%- set columns = ['finding', 'owner_role', 'look_at', 'what_to_do'] -%}
    {%- set ours -%}
        {{ api_call_volume.literal_rows(api_call_volume.playbook_rows(), {'finding': text, 'owner_role': text, 'look_at': text, 'what_to_do': text}) }}
    {%- endset -%}
    {%- set declared = api_call_volume.playbook_relation() -%}
    {%- if declared -%}
    {%- set theirs -%}
        select
            {%- for column in columns %}
            trim(cast({{ column }} as {{ text }})) as {{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ api_call_volume.declared_relation(declared) }}
    {%- endset -%}
    {{ theirs }}

    union all

    select ours.*
    from (
        {{ ours }}
    ) as ours
    left join (
        select distinct finding
        from (
            {{ theirs }}
        ) as their_rows
    ) as theirs
        on ours.finding = theirs.finding
    where theirs.finding is null
    {%- else -%}
    {{ ours }}
    {%- endif -%}
{% endmacro %}
