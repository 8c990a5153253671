{% macro changed_arrivals() %}
    {#-
        For int_api_call_arrivals: the arrival dates (source_name, loaded_date) of which raw has more rows
        than the table says. None on a first build. Looked at are, per source, the dates from
        load_overlap_minutes before its latest arrival on, and rows without an arrival time; all dates of
        a source that is new. Arrivals dated in the future are not the latest arrival of anything.
        With reprocess_from and reprocess_to: also the dates whose rows changed or went, and those that
        hold calls of these days.
        Raw rows that went are no news otherwise: raw tables get purged.
    -#}
    {% if not is_incremental() or not execute %}
        {{ return(none) }}
    {% endif %}
    {% set reprocess_from = var('reprocess_from', none) %}

    {%- set watermarks -%}
        select
            source_name,
            {{ api_call_volume.reporting_day_start(api_call_volume.reporting_date(
                '(' ~ dbt.dateadd('minute', -1 * api_call_volume.load_overlap_minutes(), 'max(last_loaded_at)') ~ ')'
            )) }} as look_from
        from {{ this }}
        where last_loaded_at <= {{ api_call_volume.latest_believable_arrival() }}
        group by source_name
    {%- endset -%}
    {% set look_from = {} %}
    {% for row in run_query(watermarks).rows %}
        {% do look_from.update({row[0]: row[1] | string}) %}
    {% endfor %}

    {#- A call arrives after it is made, but for the tolerance of clocks and the offset of the time zone. -#}
    {% set arrived_since_reprocess_from = (
        ' or loaded_at >= ' ~ dbt.dateadd('day', -2, "cast('" ~ reprocess_from ~ "' as " ~ dbt.type_timestamp() ~ ')')
    ) if reprocess_from else '' %}
    {% set looked_at = [] %}
    {% for source in api_call_volume.api_call_sources() %}
        {% if source.name in look_from %}
            {% do looked_at.append(
                "(source_name = '" ~ source.name ~ "' and (loaded_at >= cast('" ~ look_from[source.name] ~ "' as "
                ~ dbt.type_timestamp() ~ ') or loaded_at is null' ~ arrived_since_reprocess_from ~ '))'
            ) %}
        {% else %}
            {% do looked_at.append("source_name = '" ~ source.name ~ "'") %}
        {% endif %}
    {% endfor %}

    {%- set changed -%}
        with

        raw as (
            select
                source_name,
                loaded_date,
                count(*) as raw_rows
                {%- if reprocess_from %},
                max(case when {{ api_call_volume.is_reprocessed('date_day') }} then 1 else 0 end) as is_reprocessed
                {%- endif %}
            from {{ ref('int_api_calls') }}
            where {{ looked_at | join(' or ') }}
            group by source_name, loaded_date
        ),

        standing as (
            select
                source_name,
                loaded_date,
                sum(raw_rows) as raw_rows
                {%- if reprocess_from %},
                max(case when {{ api_call_volume.is_reprocessed('date_day') }} then 1 else 0 end) as is_reprocessed
                {%- endif %}
            from {{ this }}
            group by source_name, loaded_date
        )

        select
            coalesce(raw.source_name, standing.source_name) as source_name,
            coalesce(raw.loaded_date, standing.loaded_date) as loaded_date
        from raw
        {% if reprocess_from %}full outer{% else %}left{% endif %} join standing
            on raw.source_name = standing.source_name and raw.loaded_date = standing.loaded_date
        where
            coalesce(raw.raw_rows, 0) > coalesce(standing.raw_rows, 0)
            {%- if reprocess_from %}
            or raw.is_reprocessed = 1
            or standing.is_reprocessed = 1
            or (
                coalesce(raw.raw_rows, 0) <> coalesce(standing.raw_rows, 0)
                and standing.loaded_date >= {{ dbt.dateadd('day', -1, "cast('" ~ reprocess_from ~ "' as date)") }}
            )
            {%- endif %}
        order by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.rows_of(changed, 'arrival dates changed')) }}
{% endmacro %}
