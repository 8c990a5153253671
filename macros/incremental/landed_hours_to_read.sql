{% macro landed_hours_to_read(format) %}
    {#-
        For the staging of a format that keeps what it read of the log records: the hours of arrival, as
        (source_name, landed_hour), of which raw has more rows than were read. None on a first build: all
        of them. Which hours are looked at: recent_arrivals. With reprocess_from: every hour from two days
        before it on, since which days a record belongs to shows only when it is read.
        Raw rows that went are no news otherwise: raw tables get purged.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {% set sources = api_call_volume.api_call_sources(format) %}
    {% set arrived_recently = api_call_volume.recent_arrivals(sources, 'loaded_at', 'hour') %}
    {% set reprocess_from = var('reprocess_from', none) %}

    {%- set query -%}
        with

        raw as (
            {%- for source in sources %}
            select
                cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
                {{ api_call_volume.landed_hour() }} as landed_hour,
                count(*) as landed_rows
            from (
                {{ api_call_volume.landed_rows(source) }}
            ) as landed
            where {{ arrived_recently[source.name] }}
            group by 1, 2
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ),

        standing as (
            select
                source_name,
                {{ api_call_volume.landed_hour() }} as landed_hour,
                sum(landed_rows) as landed_rows
            from {{ this }}
            where
                {%- for source in sources %}
                (source_name = '{{ source.name }}' and {{ arrived_recently[source.name] }}){{ ' or' if not loop.last }}
                {%- endfor %}
            group by 1, 2
        )

        select
            coalesce(raw.source_name, standing.source_name) as source_name,
            coalesce(raw.landed_hour, standing.landed_hour) as landed_hour
        from raw
        full outer join standing
            on raw.source_name = standing.source_name and raw.landed_hour = standing.landed_hour
        where
            coalesce(raw.landed_rows, 0) > coalesce(standing.landed_rows, 0)
            {%- if reprocess_from %}
            or coalesce(raw.landed_hour, standing.landed_hour)
            >= {{ api_call_volume.timestamp_plus('day', -2, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')') }}
            or coalesce(raw.landed_hour, standing.landed_hour)
            = cast('{{ api_call_volume.unknown_arrival() }}' as {{ api_call_volume.type_utc_timestamp() }})
            {%- endif %}
        order by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.rows_of(query, 'hours of arrival to read')) }}
{% endmacro %}
