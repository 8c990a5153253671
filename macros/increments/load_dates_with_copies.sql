{% macro load_dates_with_copies(load_dates) %}
    {#-
        For int_duplicated_api_calls: the load dates to search, followed by every other load date of which raw has a
        copy of one of their calls (with deduplication_window_days, within that window, unless rows can cancel a call
        whenever it was loaded). The search reads only the keys, so that whole calls are read from few load dates. None
        stays none.
    -#}
    {% if not load_dates %}
        {{ return(load_dates) }}
    {% endif %}
    {% set scope = api_call_volume.deduplication_scope() %}
    {% set window_days = none if api_call_volume.has_cancellations() else var('deduplication_window_days', none) %}
    {#- A call of unknown load date counts as loaded when it was made: any load date may be within the window. -#}
    {% set dates = load_dates | map(attribute=1) | map('string') | sort %}
    {% if dates[0] == api_call_volume.unknown_load_date(as_sql=false) %}
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
                {{ scope }} as key_scope,
                deduplication_key
            from {{ ref('int_inventoried_api_calls') }}
            where
                {{ api_call_volume.names_a_call() }}
                and {{ api_call_volume.in_load_dates(load_dates) }}

            union distinct

            select
                {{ scope }} as key_scope,
                entry_key as deduplication_key
            from {{ this }}
            where
                entry <> 'load_date'
                and {{ api_call_volume.in_load_dates(load_dates) }}
        ),

        other_calls as (
            select
                source_name,
                {{ scope }} as key_scope,
                loaded_date,
                deduplication_key
            from {{ ref('int_inventoried_api_calls') }}
            -- Rejected and excluded rows, too: to filter them takes longer than to read a load date too many.
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
                other_calls.key_scope = searched_keys.key_scope
                and other_calls.deduplication_key = searched_keys.deduplication_key
        order by 1, 2
    {%- endset -%}
    {{ return(load_dates + api_call_volume.fetch_rows(query, 'other load dates with copies of their calls')) }}
{% endmacro %}
