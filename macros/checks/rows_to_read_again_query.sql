{% macro rows_to_read_again_query(sources, is_due) %}
    {#-
        A query: of the load dates of some sources for which the predicate `is_due` (over the raw inventory) holds for rows
        that are not rejected, those of which raw no longer has all rows. One row a source: source_name, first_date,
        last_date, rows_gone, rows_counted, last_day (of their calls). A source with `sync_mode: truncate_load` has none of
        its rows in raw any more: they are stored as they were read. Of one with `sync_mode: upsert`, rows that raw deleted are no
        history, unless their load date is outside raw_retention_days. It reads one column of each raw table, the load time.
    -#}
    {% set upserted = sources | selectattr('sync_mode', 'equalto', 'upsert') | map(attribute='name') | list %}
    select
        counted.source_name,
        min(nullif(counted.loaded_date, {{ api_call_volume.unknown_load_date() }})) as first_date,
        max(nullif(counted.loaded_date, {{ api_call_volume.unknown_load_date() }})) as last_date,
        sum(counted.rows_counted) - coalesce(sum(raw.raw_rows), 0) as rows_gone,
        sum(counted.rows_counted) as rows_counted,
        max(counted.last_day) as last_day
    from (
        select
            source_name,
            loaded_date,
            sum(rows_in_raw) as rows_counted,
            max(case when disposition <> 'rejected' then date_day end) as last_day
        from {{ ref('int_raw_inventory') }}
        where
            raw_rows is not null
            and source_name in ('{{ sources | map(attribute='name') | join("', '") }}')
            {%- if upserted %}
            and (
                source_name not in ('{{ upserted | join("', '") }}')
                or not {{ api_call_volume.is_within_retention('loaded_date', is_date=true) }}
            )
            {%- endif %}
        group by source_name, loaded_date
        having max(case when disposition <> 'rejected' and {{ is_due }} then 1 else 0 end) = 1
    ) as counted
    left join (
        {{ api_call_volume.raw_row_counts(sources | rejectattr('sync_mode', 'equalto', 'truncate_load') | list) }}
    ) as raw
        on counted.source_name = raw.source_name and counted.loaded_date = raw.loaded_date
    where coalesce(raw.raw_rows, 0) < counted.rows_counted
    group by counted.source_name
    order by counted.source_name
{% endmacro %}
