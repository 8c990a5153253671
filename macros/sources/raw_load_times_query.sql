{% macro raw_load_times_query(sources, aggregated=true) %}
    {#-
        A query: how many rows the raw tables of the sources have now, by load time: source_name, loaded_date, loaded_at,
        raw_rows. It reads one column of raw, the load time. Not `aggregated`, it has each raw row: for a query that reads
        it once, since each row of a stream has a load time of its own, and grouping by it costs more than all else.
    -#}
    {%- for source in sources %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        coalesce({{ api_call_volume.reporting_date('loaded_at') }}, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        loaded_at,
        {{ 'count(*)' if aggregated else '1' }} as raw_rows
    from (
        {{ api_call_volume.source_rows(source) }}
    ) as source_rows
    {{ 'group by 1, 2, 3' if aggregated }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
