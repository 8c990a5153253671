{% macro quotas_in_force_query() %}
    {#- A query: the rows of quotas_query that apply on some day. -#}
    select *
    from (
        {{ api_call_volume.quotas_query() }}
    ) as all_quotas
    where
        problem is null
        and valid_from < valid_to
{%- endmacro %}
