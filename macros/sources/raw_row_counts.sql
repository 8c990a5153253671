{% macro raw_row_counts(sources, loaded_before=none) %}
    {#-
        A query: how many rows the raw tables of the sources have now, by load date: source_name, loaded_date, raw_rows.
        With `loaded_before` (a UTC timestamp in SQL), only rows that were loaded before it or have no load time. It
        reads one column of raw, the load time.
    -#}
    {%- for source in sources %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        loaded_date,
        count(*) as raw_rows
    from (
        select coalesce({{ api_call_volume.reporting_date('loaded_at') }}, {{ api_call_volume.unknown_load_date() }}) as loaded_date
        from (
            {{ api_call_volume.source_rows(source) }}
        ) as raw_rows
        {%- if loaded_before %}
        where loaded_at is null or loaded_at < {{ loaded_before }}
        {%- endif %}
    ) as load_dates
    group by loaded_date
    {{ 'union all' if not loop.last }}
    {%- else %}
    {{ api_call_volume.literal_rows(
        [], {'source_name': dbt.type_string(), 'loaded_date': api_call_volume.type_date(), 'raw_rows': dbt.type_bigint()}
    ) }}
    {%- endfor %}
{%- endmacro %}
