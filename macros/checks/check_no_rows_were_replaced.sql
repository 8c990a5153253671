{% macro check_no_rows_were_replaced() %}
    {#-
        Stops the run where raw no longer has all rows that were counted, and has others instead: in a source with
        `sync_mode: append`, rows come, and go only by age. Those that come would count beside those that are gone.
        The message names the source, up to three load dates with their rows, and the settings that would fit. One
        query reads one column of each raw table, the load time.
        Of a load date, rows are missing where raw has fewer rows up to the counted `last_loaded_at`, or begins
        later, or has as many rows with other load times. Load dates that are missing by age (the oldest ones, of
        which raw has no row left) don't stop the run: the promise raw_still_has_what_the_ledger_counted fails. Load
        dates outside raw_retention_days and late_load_days, and those that reprocess_from rebuilds, are not compared.
    -#}
    {% set sources = [] %}
    {% for source in api_call_volume.api_call_sources() if source.sync_mode == 'append' %}
        {% do sources.append(source) %}
    {% endfor %}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% set builds_models = 'model.api_call_volume.' in selected_resources | join(' ') %}
    {% if not execute or not sources or not builds_models or flags.FULL_REFRESH or load_relation(raw_inventory) is none %}
        {{ return('') }}
    {% endif %}
    {% set unknown = api_call_volume.unknown_load_date() %}
    {% set late_load_days = var('late_load_days', none) %}
    {% set reprocess_from = var('reprocess_from', none) %}
    {%- set query -%}
        with

        counted as (
            select
                source_name,
                loaded_date,
                sum(rows_in_raw) as rows_counted,
                sum(load_times_version) as load_times_version,
                min(first_loaded_at) as first_loaded_at,
                max(last_loaded_at) as last_loaded_at
            from {{ raw_inventory }}
            group by source_name, loaded_date
        ),

        {% if late_load_days is not none -%}
        latest_loads as (
            select
                source_name,
                {{ api_call_volume.timestamp_plus('day', -1 * late_load_days, 'max(last_loaded_at)') }} as compared_from
            from {{ raw_inventory }}
            where last_loaded_at <= {{ api_call_volume.latest_plausible_load() }}
            group by source_name
        ),

        {% endif -%}
        load_times as (
            {{ api_call_volume.raw_load_times_query(sources, aggregated=false) }}
        ),

        raw as (
            select
                load_times.source_name,
                load_times.loaded_date,
                sum(load_times.raw_rows) as raw_rows,
                sum(
                    case
                        when load_times.loaded_at <= counted.last_loaded_at or load_times.loaded_at is null then load_times.raw_rows
                        else 0
                    end
                ) as earlier_rows,
                sum({{ api_call_volume.load_times_version('load_times.loaded_at', 'load_times.raw_rows') }}) as load_times_version,
                min(load_times.loaded_at) as first_loaded_at
            from load_times
            left join counted
                on load_times.source_name = counted.source_name and load_times.loaded_date = counted.loaded_date
            group by load_times.source_name, load_times.loaded_date
        ),

        compared as (
            select
                coalesce(counted.source_name, raw.source_name) as source_name,
                coalesce(counted.loaded_date, raw.loaded_date) as loaded_date,
                coalesce(counted.rows_counted, 0) as rows_counted,
                counted.first_loaded_at as counted_from,
                coalesce(raw.raw_rows, 0) as raw_rows,
                raw.first_loaded_at as raw_from,
                case
                    when counted.rows_counted is null then 0
                    when coalesce(raw.earlier_rows, 0) < counted.rows_counted then 1
                    when raw.first_loaded_at > counted.first_loaded_at then 1
                    when raw.raw_rows = counted.rows_counted and raw.load_times_version <> counted.load_times_version then 1
                    else 0
                end as has_lost_rows,
                case
                    when coalesce(raw.raw_rows, 0) > coalesce(counted.rows_counted, 0) then 1
                    when coalesce(raw.raw_rows, 0) > coalesce(raw.earlier_rows, 0) then 1
                    else 0
                end as has_new_rows
            from counted
            full outer join raw
                on counted.source_name = raw.source_name and counted.loaded_date = raw.loaded_date
        ),

        whole_sources as (
            select
                compared.*,
                max(compared.has_new_rows) over (partition by compared.source_name) as source_has_new_rows,
                min(
                    case
                        when compared.rows_counted > 0 and compared.raw_rows > 0 and compared.loaded_date > {{ unknown }}
                            then compared.loaded_date
                    end
                ) over (partition by compared.source_name) as first_kept_date
            from compared
            {%- if late_load_days is not none %}
            left join latest_loads on compared.source_name = latest_loads.source_name
            {%- endif %}
            where
                {{ api_call_volume.is_within_retention('compared.loaded_date', is_date=true) }}
                {%- if late_load_days is not none %}
                and (
                    compared.loaded_date = {{ unknown }}
                    or compared.loaded_date >= {{ api_call_volume.reporting_date('latest_loads.compared_from') }}
                )
                {%- endif %}
                {%- if reprocess_from %}
                and compared.loaded_date <> {{ unknown }}
                and compared.loaded_date < {{ api_call_volume.timestamp_plus('day', -1, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_date() ~ ")") }}
                {%- endif %}
        )

        select
            source_name,
            loaded_date,
            rows_counted,
            counted_from,
            raw_rows,
            raw_from
        from whole_sources
        where
            has_lost_rows = 1
            and (
                -- on this date itself: nobody would notice later
                raw_rows >= rows_counted
                or raw_from > counted_from
                or (
                    source_has_new_rows = 1
                    and (first_kept_date is null or loaded_date >= first_kept_date or loaded_date = {{ unknown }})
                )
            )
        order by source_name, loaded_date
    {%- endset -%}
    {% set replaced = api_call_volume.result_of(query).rows %}
    {% if replaced %}
        {% set lines = [] %}
        {% for name, date, rows_counted, counted_from, raw_rows, raw_from in replaced[:3] %}
            {% do lines.append(
                '  Source `' ~ name ~ '`, load date ' ~ ('unknown' if date | string == api_call_volume.unknown_load_date(as_sql=false) else date)
                ~ ': ' ~ rows_counted ~ ' rows were counted' ~ (', the first loaded at ' ~ counted_from if counted_from) ~ '; raw has '
                ~ raw_rows ~ (', the first loaded at ' ~ raw_from if raw_from) ~ '.'
            ) %}
        {% endfor %}
        {% if replaced | length > 3 %}
            {% do lines.append('  And ' ~ (replaced | length - 3) ~ ' more load dates.') %}
        {% endif %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: raw rows that were counted are gone, and others have come. Both would count, so nothing was changed.\n'
            ~ lines | join('\n') ~ '\n'
            ~ '  What to do: ' ~ api_call_volume.how_to_sync() ~ '. Where a view over raw computes the load time, store it.'
        ) }}
    {% endif %}
{% endmacro %}
