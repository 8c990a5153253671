{% macro raw_row_counts(sources) %}
    {#- A query: how many rows the raw table of each of the sources has now: source_name, raw_rows. -#}
    {%- for source in sources %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        count(*) as raw_rows
    from {{ api_call_volume.declared_relation(source) }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    {{ api_call_volume.literal_rows([], {'source_name': dbt.type_string(), 'raw_rows': dbt.type_bigint()}) }}
    {%- endfor %}
{%- endmacro %}
