{% macro engagement_input_query(name, is_readable=true, chosen=true) %}
    {#-
        A query: the raw rows of an engagement input in its canonical columns and their types. Empty texts are null,
        times are UTC. It returns no rows where the input is not declared, or is not `is_readable`. With `chosen` false, also
        those for which its `where` does not hold.
    -#}
    {%- set source = api_call_volume.engagement_sources().get(name) if is_readable else none -%}
    {%- set relation = api_call_volume.declared_relation(source) if source else none -%}
    {%- set given = api_call_volume.engagement_raw_columns(name) if source else {} -%}
    {%- set data_types = api_call_volume.engagement_types(name) -%}
    select
        {%- for column, data_type in api_call_volume.engagement_columns()[name].items() %}
        {% if given.get(column, 'null') == 'null' -%}
        cast(null as {{ data_type }})
        {%- elif data_type == api_call_volume.type_utc_timestamp() -%}
        {{ api_call_volume.plausible_timestamp(
            api_call_volume.utc_timestamp(given[column], data_types.get(column))
        ) }}
        {%- elif data_type == dbt.type_string() -%}
        nullif(trim(cast({{ given[column] }} as {{ data_type }})), '')
        {%- else -%}
        {{ api_call_volume.number_from_text('cast(' ~ given[column] ~ ' as ' ~ dbt.type_string() ~ ')') }}
        {%- endif %} as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    {%- if source %}
    from {{ api_call_volume.relation_as(relation, 'raw_rows') }}
    {%- if source.get('where') and chosen %}
    where {{ source.where }}
    {%- endif %}
    {%- else %}
    from (select 1 as one) as nothing
    where 1 = 0
    {%- endif -%}
{% endmacro %}
