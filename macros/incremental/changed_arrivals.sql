{% macro changed_arrivals() %}
    {#-
        For int_api_call_arrivals: the arrival dates (source_name, loaded_date) of which raw has more rows
        than the table says. None on a first build. Looked at are, per source, the dates from
        load_overlap_minutes before its latest arrival on, and rows without an arrival time; all dates of
        a source that is new. Arrivals dated in the future are not the latest arrival of anything.
        And those whose calls may have other owners now: see outdated_owners.
        With reprocess_from and reprocess_to: also the dates whose rows changed or went, and those that
        hold calls of these days.
        Raw rows that went are no news otherwise: raw tables get purged.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {% set reprocess_from = var('reprocess_from', none) %}

    {% set looked_at = [] %}
    {% for source_name, arrived_recently in api_call_volume.recent_arrivals(
        api_call_volume.api_call_sources(), 'last_loaded_at', 'day'
    ).items() %}
        {% do looked_at.append("(source_name = '" ~ source_name ~ "' and " ~ arrived_recently ~ ')') %}
    {% endfor %}

    {%- set changed -%}
        with

        raw as (
            select
                source_name,
                loaded_date,
                count(*) as raw_rows,
                sum(case when disposition = 'rejected' then 1 else 0 end) as rejected_rows
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
                sum(raw_rows) as raw_rows,
                sum(case when disposition = 'rejected' then raw_rows else 0 end) as rejected_rows
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
            -- without an arrival time, whether a call is dated in the future is judged by the time of the run
            or (
                raw.loaded_date = {{ api_call_volume.unknown_arrival_date() }}
                and raw.raw_rows = standing.raw_rows
                and raw.rejected_rows <> standing.rejected_rows
            )
            {%- if reprocess_from %}
            or raw.is_reprocessed = 1
            or standing.is_reprocessed = 1
            or (
                coalesce(raw.raw_rows, 0) <> coalesce(standing.raw_rows, 0)
                and standing.loaded_date >= {{ api_call_volume.timestamp_plus('day', -1, "cast('" ~ reprocess_from ~ "' as date)") }}
            )
            {%- endif %}
        order by 1, 2
    {%- endset -%}
    {% set changed_arrivals = api_call_volume.rows_of(changed, 'arrival dates changed') %}
    {% for arrival in api_call_volume.outdated_owners() if arrival not in changed_arrivals %}
        {% do changed_arrivals.append(arrival) %}
    {% endfor %}
    {{ return(changed_arrivals) }}
{% endmacro %}
