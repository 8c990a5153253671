{% macro raw_row_counts(sources, arrived_before=none) %}
    {#-
        A query: how many rows the raw table of each of the sources has now: source_name, raw_rows. With
        `arrived_before`, a UTC timestamp in SQL: of those that arrived before it, or without an arrival time.
    -#}
    {%- for source in sources %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        count(*) as raw_rows
    {%- if arrived_before %}
    from (
        {{ api_call_volume.landed_rows(source) }}
    ) as landed
    where loaded_at is null or loaded_at < {{ arrived_before }}
    {%- else %}
    from {{ api_call_volume.declared_relation(source) }}
    {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- else %}
    {{ api_call_volume.literal_rows([], {'source_name': dbt.type_string(), 'raw_rows': dbt.type_bigint()}) }}
    {%- endfor %}
{%- endmacro %}
