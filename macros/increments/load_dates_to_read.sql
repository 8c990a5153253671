{% macro load_dates_to_read(load_dates) %}
    {#-
        The given load_dates and, after them, every other one in which raw has a copy of a call that arrived
        on, or is known from, the given ones (within deduplication_window_days where that is set): found
        by reading the keys alone, so that whole calls are read from few load_dates. None stays none.
    -#}
    {% if not load_dates %}
        {{ return(load_dates) }}
    {% endif %}
    {% set window_days = var('deduplication_window_days', none) %}
    {#- A row of unknown load_date is taken to have arrived when it was made: then anything may be within the window. -#}
    {% set dates = load_dates | map(attribute=1) | map('string') | sort %}
    {% if dates[0] == api_call_volume.unknown_load_date_text() %}
        {% set window_days = none %}
    {% endif %}
    {% if window_days is not none %}
        {% set bounds = [
            api_call_volume.timestamp_plus('day', -1 * window_days - 1, "cast('" ~ dates[0] ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')'),
            api_call_volume.timestamp_plus('day', window_days + 2, "cast('" ~ dates[-1] ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')'),
        ] %}
    {% endif %}
    {%- set query -%}
        with

        searched_keys as (
            select
                source_name,
                deduplication_key
            from {{ ref('int_inventoried_api_calls') }}
            where
                disposition = 'accepted'
                and deduplication_key is not null
                and {{ api_call_volume.in_load_dates(load_dates) }}

            union distinct

            select
                source_name,
                entry_key as deduplication_key
            from {{ this }}
            where
                entry = 'call'
                and {{ api_call_volume.in_load_dates(load_dates) }}
        ),

        other_calls as (
            select
                source_name,
                loaded_date,
                deduplication_key
            from {{ ref('int_inventoried_api_calls') }}
            -- Also rows that do not compete: to judge them all takes longer than to read an load_date too many.
            where
                not {{ api_call_volume.in_load_dates(load_dates) }}
                {%- if window_days is not none %}
                and (
                    loaded_at is null
                    or loaded_at between {{ bounds[0] }} and {{ bounds[1] }}
                )
                {%- endif %}
        )

        select distinct
            other_calls.source_name,
            other_calls.loaded_date
        from other_calls
        inner join searched_keys
            on
                other_calls.source_name = searched_keys.source_name
                and other_calls.deduplication_key = searched_keys.deduplication_key
        order by 1, 2
    {%- endset -%}
    {{ return(load_dates + api_call_volume.fetch_rows(query, 'other load_dates with copies of their calls')) }}
{% endmacro %}
