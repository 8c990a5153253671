{% macro rows_gone_from_raw() %}
    {#-
        What a full refresh would lose: a list of texts, one for each source of which the existing tables counted rows
        that raw does not have now: source, load dates, rows. Sources that are no longer declared count, too, and those
        that ended: no run reads their raw tables. So do those whose raw table is gone.
        Of each load date, raw is asked for the rows between the first and the last load time that were counted, so that
        another time zone changes nothing and rows that came later hide nothing. Where load times are read in another way, the
        source's rows are compared in total. Of sources with `sync_mode: upsert`, only what raw_retention_days keeps is
        compared: a run removes the rest like a full refresh. Sources of the sample that make way for declared ones are
        no history. One query, which reads one column of each raw table, the load time.
    -#}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% if not execute or load_relation(raw_inventory) is none %}
        {{ return([]) }}
    {% endif %}
    {% set unknown = api_call_volume.unknown_load_date() %}
    {% set has_load_times = 'rows_in_raw' in api_call_volume.table_columns(raw_inventory, keep=false) %}
    {% set declared, readable, upserted, other_load_times, of_sample = [], [], [], [], [] %}
    {% for source in api_call_volume.api_call_sources(only_read=false) %}
        {% do declared.append(source.name) %}
        {% if source.is_read and api_call_volume.is_known_relation(api_call_volume.declared_relation(source)) %}
            {% do readable.append(source) %}
        {% endif %}
        {% if source.sync_mode == 'upsert' %}
            {% do upserted.append(source.name) %}
        {% endif %}
        {% for setting in api_call_volume.source_policy(source).split() if setting.split('=')[0] in ['loaded_at_column', 'loaded_at_time_zone', 'epoch_unit'] %}
            {% do other_load_times.append("(source_name = '" ~ source.name ~ "' and source_policy not like '%" ~ setting ~ " %')") %}
        {% endfor %}
    {% endfor %}
    {% set samples = api_call_volume.sample_sources() %}
    {% for sample in samples if not samples | map(attribute='name') | select('in', declared) | list %}
        {% set settings = api_call_volume.source_policy(api_call_volume.check_source_declaration(sample, 'sample')).split() %}
        {% set of_one = ["source_name = '" ~ sample.name ~ "'"] %}
        {% for setting in settings if setting.split('=')[0] in ['format', 'columns', 'where'] %}
            {% do of_one.append("source_policy like '%" ~ setting ~ " %'") %}
        {% endfor %}
        {% do of_sample.append('(' ~ of_one | join(' and ') ~ ')') %}
    {% endfor %}
    {%- set query -%}
        with

        counted as (
            select
                source_name,
                loaded_date,
                sum({{ 'rows_in_raw' if has_load_times else 'raw_rows' }}) as rows_counted,
                min({{ 'first_loaded_at' if has_load_times else 'last_loaded_at' }}) as first_loaded_at,
                max(last_loaded_at) as last_loaded_at,
                max(case when {{ other_load_times | join(' or ') if has_load_times else '1 = 1' }} then 1 else 0 end) as is_compared_in_total
            from {{ raw_inventory }}
            where
                raw_rows is not null
                {%- if upserted %}
                and (
                    source_name not in ('{{ upserted | join("', '") }}')
                    or not {{ api_call_volume.is_within_retention('loaded_date', is_date=true) }}
                )
                {%- endif %}
                {%- if of_sample %}
                and not (
                    ({{ of_sample | join(' or ') }})
                    and (
                        select count(distinct source_name)
                        from {{ raw_inventory }}
                        where {{ of_sample | join(' or ') }}
                    ) = {{ of_sample | length }}
                )
                {%- endif %}
            group by source_name, loaded_date
        ),

        -- A load date of the reporting time zone is on one or two dates of UTC.
        counted_utc_dates as (
            select
                source_name,
                loaded_date,
                first_loaded_at,
                last_loaded_at,
                cast(first_loaded_at as {{ api_call_volume.type_date() }}) as utc_date
            from counted
            where first_loaded_at is not null
            union distinct
            select
                source_name,
                loaded_date,
                first_loaded_at,
                last_loaded_at,
                cast(last_loaded_at as {{ api_call_volume.type_date() }}) as utc_date
            from counted
            where first_loaded_at is not null
        ),

        load_times as (
            {%- if readable %}
            {{ api_call_volume.raw_load_times_query(readable) }}
            {%- else %}
            {{ api_call_volume.literal_rows([], {
                'source_name': dbt.type_string(), 'loaded_at': api_call_volume.type_utc_timestamp(), 'raw_rows': dbt.type_bigint()
            }) }}
            {%- endif %}
        ),

        raw as (
            select
                counted_utc_dates.source_name,
                counted_utc_dates.loaded_date,
                sum(load_times.raw_rows) as raw_rows
            from load_times
            inner join counted_utc_dates
                on
                    load_times.source_name = counted_utc_dates.source_name
                    and cast(load_times.loaded_at as {{ api_call_volume.type_date() }}) = counted_utc_dates.utc_date
                    and load_times.loaded_at between counted_utc_dates.first_loaded_at and counted_utc_dates.last_loaded_at
            group by counted_utc_dates.source_name, counted_utc_dates.loaded_date

            union all

            select
                source_name,
                {{ unknown }} as loaded_date,
                sum(raw_rows) as raw_rows
            from load_times
            where loaded_at is null
            group by source_name
        ),

        raw_totals as (
            select
                source_name,
                sum(raw_rows) as raw_rows
            from load_times
            group by source_name
        ),

        compared as (
            select
                counted.source_name,
                nullif(counted.loaded_date, {{ unknown }}) as loaded_date,
                counted.rows_counted,
                case
                    when counted.rows_counted > coalesce(raw.raw_rows, 0) then counted.rows_counted - coalesce(raw.raw_rows, 0)
                    else 0
                end as rows_gone,
                counted.is_compared_in_total,
                sum(counted.rows_counted) over (partition by counted.source_name) - coalesce(raw_totals.raw_rows, 0) as rows_gone_in_total
            from counted
            left join raw
                on counted.source_name = raw.source_name and counted.loaded_date = raw.loaded_date
            left join raw_totals on counted.source_name = raw_totals.source_name
        )

        select
            source_name,
            min(case when rows_gone > 0 then loaded_date end) as first_date,
            max(case when rows_gone > 0 then loaded_date end) as last_date,
            case when max(is_compared_in_total) = 1 then max(rows_gone_in_total) else sum(rows_gone) end as rows_gone,
            sum(rows_counted) as rows_counted
        from compared
        where is_compared_in_total = 0 or rows_gone_in_total > 0
        group by source_name
        having sum(rows_gone) > 0
        order by source_name
    {%- endset -%}
    {% set texts = [] %}
    {% for name, first_date, last_date, rows_gone, rows_counted in api_call_volume.result_of(query).rows %}
        {% do texts.append(
            'Source `' ~ name ~ '`' ~ (' (no longer declared)' if name not in declared) ~ ', '
            ~ ('without a load time' if first_date is none else 'loaded on ' ~ first_date if first_date == last_date
            else 'loaded from ' ~ first_date ~ ' to ' ~ last_date)
            ~ ': ' ~ rows_gone | int ~ ' of ' ~ rows_counted | int ~ ' rows.'
        ) %}
    {% endfor %}
    {{ return(texts) }}
{% endmacro %}
