{% macro load_hours_changed_in_raw(sources, fields={}) %}
    {#-
        For a staging model that stores what it parsed: a list of the hours of load of which raw differs from the
        table, as (source_name, load_hour, raw_row_count), the last counted in raw. None on a first build: all of
        them. A run compares every hour (with late_load_days, the latest ones). What counts as a difference depends
        on the source's sync_mode:
          append   raw has more rows. Fewer rows are no difference: raw tables get purged.
          upsert   raw has more rows, fewer rows, or rows of another version, made of the format's `fields`. Hours
                   older than raw_retention_days are not compared.
          truncate_load   raw has rows that are not stored, whatever else is stored.
        An hour with rows that were read under another policy than that of their day (see policies_of) is in the list, too,
        if raw has all of its rows. With reprocess_from, every hour from two days before that date on: only a parsed record shows its day.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {% set compared = sources | rejectattr('sync_mode', 'equalto', 'truncate_load') | list %}
    {% set stored = sources | selectattr('sync_mode', 'equalto', 'truncate_load') | list %}
    {% set starts = api_call_volume.comparison_starts(sources, 'loaded_at', 'hour') %}
    {% set reprocess_from = var('reprocess_from', none) %}

    {% set hour_columns = {
        'source_name': dbt.type_string(), 'load_hour': api_call_volume.type_utc_timestamp(), 'is_upserted': dbt.type_int(),
        'raw_row_count': dbt.type_bigint(), 'raw_version': dbt.type_bigint(),
    } %}
    {% set existing_columns = dict(hour_columns, has_other_policy=dbt.type_int()) %}

    {%- set query -%}
        with

        raw as (
            {%- for source in compared %}
            {%- set is_upserted = source.sync_mode == 'upsert' %}
            select
                cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
                {{ api_call_volume.load_hour() }} as load_hour,
                {{ 1 if is_upserted else 0 }} as is_upserted,
                count(*) as raw_row_count,
                cast({{ 'sum(raw_version)' if is_upserted else '0' }} as {{ dbt.type_bigint() }}) as raw_version
            from (
                {{ api_call_volume.source_rows(source, fields=fields if is_upserted else {}) }}
            ) as source_rows
            where
                {{ api_call_volume.loaded_since(starts[source.name]) }}
                {%- if is_upserted %}
                and {{ api_call_volume.is_within_retention('loaded_at') }}
                {%- endif %}
            group by 1, 2
            {{ 'union all' if not loop.last }}
            {%- else %}
            {{ api_call_volume.literal_rows([], hour_columns) }}
            {%- endfor %}
        ),

        existing as (
            {%- for source in compared %}
            {%- set is_upserted = source.sync_mode == 'upsert' %}
            select
                source_name,
                {{ api_call_volume.load_hour() }} as load_hour,
                {{ 1 if is_upserted else 0 }} as is_upserted,
                sum(raw_row_count) as raw_row_count,
                cast({{ 'coalesce(sum(raw_version), -1)' if is_upserted else '0' }} as {{ dbt.type_bigint() }}) as raw_version,
                {% if source.earlier_policies -%}
                max(case when {{ api_call_volume.has_other_policy([source], api_call_volume.policy_day()) }} then 1 else 0 end)
                {%- else -%}
                0
                {%- endif %} as has_other_policy
            from {{ this }}
            where
                source_name = '{{ source.name }}'
                and {{ api_call_volume.loaded_since(starts[source.name]) }}
                {%- if is_upserted %}
                and {{ api_call_volume.is_within_retention('loaded_at') }}
                {%- endif %}
            group by 1, 2
            {{ 'union all' if not loop.last }}
            {%- else %}
            {{ api_call_volume.literal_rows([], existing_columns) }}
            {%- endfor %}
        )

        select
            coalesce(raw.source_name, existing.source_name) as source_name,
            coalesce(raw.load_hour, existing.load_hour) as load_hour,
            coalesce(raw.raw_row_count, 0) as raw_row_count
        from raw
        full outer join existing
            on raw.source_name = existing.source_name and raw.load_hour = existing.load_hour
        where
            coalesce(raw.raw_row_count, 0) > coalesce(existing.raw_row_count, 0)
            or (existing.has_other_policy = 1 and raw.raw_row_count >= existing.raw_row_count)
            or (
                coalesce(raw.is_upserted, existing.is_upserted) = 1
                and (
                    raw.raw_row_count is null
                    or raw.raw_row_count <> existing.raw_row_count
                    or raw.raw_version <> existing.raw_version
                )
            )
            {%- if reprocess_from %}
            or coalesce(raw.load_hour, existing.load_hour)
            >= {{ api_call_volume.timestamp_plus('day', -2, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')') }}
            or coalesce(raw.load_hour, existing.load_hour)
            = cast('{{ api_call_volume.unknown_load_date(as_sql=false) }}' as {{ api_call_volume.type_utc_timestamp() }})
            {%- endif %}
        {%- for source in stored %}

        union all

        select
            cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
            {{ api_call_volume.load_hour() }} as load_hour,
            count(*) as raw_row_count
        from (
            {{ api_call_volume.unstored_rows(source, true, fields=fields) }}
        ) as unstored_rows
        group by 1, 2
        {%- endfor %}
        order by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.fetch_rows(query, 'hours of load to read')) }}
{% endmacro %}
