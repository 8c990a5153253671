{% macro load_dates_changed_in_raw() %}
    {#-
        For int_raw_inventory: a list of the load dates (source_name, loaded_date) of which raw differs from the
        table. None on a first build. A run compares every load date (with late_load_days, the latest ones), so that
        a row is counted whatever its `loaded_at`. What counts as a difference depends on the source's sync_mode:
          append   raw has more rows. Fewer rows are no difference: raw tables get purged.
          upsert   raw has more rows, fewer rows, or rows of another version or load time. A row whose load time
                   moves within the date would else be taken for one that came during the run. Load dates older than
                   raw_retention_days are not compared.
        Also in the list: load dates with rows that were counted under another policy than the one of their day (see
        policies_of); load dates whose calls may have other owners now (see load_dates_to_reattribute); the
        unknown load date, where some of its calls were dated in the future and no longer are; and, with
        reprocess_from and reprocess_to, load dates with calls of these days, and later ones that have lost rows.
        After a purge of raw, rows stay counted: all of them under append, under upsert those older than raw_retention_days.
    -#}
    {#- For dbt's parser, which sees no increment. -#}
    {% set depends_on = [ref('int_api_calls')] %}
    {% for staging in api_call_volume.declared_stagings() %}
        {% do depends_on.append(ref('stg_' ~ staging ~ '__api_calls')) %}
    {% endfor %}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {% set reprocess_from = var('reprocess_from', none) %}
    {% set sources = api_call_volume.api_call_sources() %}
    {% set starts = api_call_volume.comparison_starts(sources, 'last_loaded_at', 'day') %}
    {#- Sources that one query reads: a view of n sources, read once for each of them, would be planned n * n times. -#}
    {% set appended, appended_together, upserted_together = [], {}, {} %}
    {% for source in sources %}
        {% if source.sync_mode == 'upsert' %}
            {% set start = starts[source.name] | string %}
            {% do upserted_together.update({start: upserted_together.get(start, []) + [source]}) %}
        {% else %}
            {% set what = source.staging ~ ' ' ~ starts[source.name] %}
            {% do appended_together.update({what: appended_together.get(what, []) + [source]}) %}
            {% do appended.append(source) %}
        {% endif %}
    {% endfor %}
    {% set load_date = 'coalesce(' ~ api_call_volume.reporting_date('loaded_at') ~ ', ' ~ api_call_volume.unknown_load_date() ~ ')' %}

    {%- set changed -%}
        with

        raw as (
            -- Counted in staging, before attribution, so that only loaded_at is read.
            {%- for together in appended_together.values() %}
            select
                source_name,
                {{ load_date }} as loaded_date,
                cast('any' as {{ dbt.type_string() }}) as disposition,
                count(*) as raw_rows,
                cast(0 as {{ dbt.type_bigint() }}) as content_version,
                cast(null as {{ api_call_volume.type_utc_timestamp() }}) as last_loaded_at
            from {{ ref('stg_' ~ together[0].staging ~ '__api_calls') }}
            where
                {{ api_call_volume.is_of_sources(together) }}
                and {{ api_call_volume.loaded_since(starts[together[0].name]) }}
            group by 1, 2
            {{ 'union all' if upserted_together or not loop.last }}
            {%- endfor %}
            {%- for together in upserted_together.values() %}
            select
                source_name,
                loaded_date,
                disposition,
                count(*) as raw_rows,
                cast(
                    sum(content_version) + sum({{ api_call_volume.load_times_version(rows='raw_row_count') }})
                    as {{ dbt.type_bigint() }}
                ) as content_version,
                max(loaded_at) as last_loaded_at
            from {{ ref('int_api_calls') }}
            where
                {{ api_call_volume.is_of_sources(together) }}
                and {{ api_call_volume.loaded_since(starts[together[0].name]) }}
                and {{ api_call_volume.is_within_retention('loaded_at') }}
            group by source_name, loaded_date, disposition
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ),

        existing as (
            {%- if appended %}
            select
                source_name,
                loaded_date,
                cast('any' as {{ dbt.type_string() }}) as disposition,
                sum(raw_rows) as raw_rows,
                cast(0 as {{ dbt.type_bigint() }}) as content_version,
                cast(null as {{ api_call_volume.type_utc_timestamp() }}) as last_loaded_at
            from {{ this }}
            where {{ api_call_volume.is_of_sources(appended) }}
            group by source_name, loaded_date
            {{ 'union all' if upserted_together }}
            {%- endif %}
            {%- for together in upserted_together.values() %}
            select
                source_name,
                loaded_date,
                disposition,
                sum(raw_rows) as raw_rows,
                cast(sum(content_version) + sum(load_times_version) as {{ dbt.type_bigint() }}) as content_version,
                max(last_loaded_at) as last_loaded_at
            from {{ this }}
            where
                {{ api_call_volume.is_of_sources(together) }}
                and {{ api_call_volume.loaded_since(starts[together[0].name], 'last_loaded_at') }}
                and {{ api_call_volume.is_within_retention('loaded_date', is_date=true) }}
            group by source_name, loaded_date, disposition
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ),

        -- Whether a call without a load time is dated in the future depends on the time of the run.
        future_dated as (
            select
                source_name,
                sum(raw_rows) as rejected_rows
            from {{ this }}
            where loaded_date = {{ api_call_volume.unknown_load_date() }} and disposition = 'rejected'
            group by source_name
        ),

        rejected_now as (
            select
                source_name,
                count(*) as rejected_rows
            from {{ ref('int_api_calls') }}
            where
                loaded_at is null
                and disposition = 'rejected'
                and source_name in (select source_name from future_dated)
            group by source_name
        ),
        {% if reprocess_from %}
        reprocessed as (
            select
                source_name,
                loaded_date
            from {{ this }}
            where
                {{ api_call_volume.is_reprocessed('date_day') }}
                and source_name in ('{{ sources | map(attribute='name') | join("', '") }}')
            union distinct
            select
                source_name,
                loaded_date
            from {{ ref('int_api_calls') }}
            where
                {{ api_call_volume.is_reprocessed('date_day') }}
                and {{ api_call_volume.loaded_since(api_call_volume.timestamp_plus(
                    'day', -2, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')'
                )) }}
        ),
        {% endif %}
        differences as (
            select
                coalesce(raw.source_name, existing.source_name) as source_name,
                coalesce(raw.loaded_date, existing.loaded_date) as loaded_date,
                coalesce(raw.raw_rows, 0) as raw_rows,
                coalesce(existing.raw_rows, 0) as existing_rows,
                case when coalesce(raw.disposition, existing.disposition) = 'any' then 0 else 1 end as is_upserted,
                case
                    when raw.last_loaded_at <> existing.last_loaded_at then 1
                    when coalesce(raw.content_version, 0) <> coalesce(existing.content_version, 0) then 1
                    else 0
                end as is_updated
            from raw
            full outer join existing
                on
                    raw.source_name = existing.source_name
                    and raw.loaded_date = existing.loaded_date
                    and raw.disposition = existing.disposition
        )

        select
            source_name,
            loaded_date
        from differences
        where
            raw_rows > existing_rows
            or (is_upserted = 1 and (raw_rows <> existing_rows or is_updated = 1))
            {%- if reprocess_from %}
            or (
                raw_rows <> existing_rows
                and loaded_date >= {{ api_call_volume.timestamp_plus('day', -1, "cast('" ~ reprocess_from ~ "' as " ~ api_call_volume.type_date() ~ ")") }}
            )
            {%- endif %}

        union distinct

        select
            differences.source_name,
            differences.loaded_date
        from differences
        inner join future_dated on differences.source_name = future_dated.source_name
        left join rejected_now on differences.source_name = rejected_now.source_name
        where
            differences.loaded_date = {{ api_call_volume.unknown_load_date() }}
            and differences.raw_rows = differences.existing_rows
            and future_dated.rejected_rows <> coalesce(rejected_now.rejected_rows, 0)
        {%- if sources | selectattr('earlier_policies') | list %}

        union distinct

        -- What was counted under another policy than that of its day; of what was only rejected, what raw still has.
        select
            of_other_policy.source_name,
            of_other_policy.loaded_date
        from (
            select
                source_name,
                loaded_date,
                max(case when disposition = 'rejected' then 0 else 1 end) as has_calls
            from {{ this }}
            where
                raw_rows is not null
                and {{ api_call_volume.has_other_policy(sources, api_call_volume.inventory_policy_day()) }}
            group by source_name, loaded_date
        ) as of_other_policy
        left join (
            select
                source_name,
                loaded_date,
                sum(raw_rows) - sum(existing_rows) as more_rows
            from differences
            group by source_name, loaded_date
        ) as totals
            on
                of_other_policy.source_name = totals.source_name
                and of_other_policy.loaded_date = totals.loaded_date
        where of_other_policy.has_calls = 1 or totals.more_rows >= 0
        {%- endif %}
        {%- if reprocess_from %}

        union distinct

        select
            source_name,
            loaded_date
        from reprocessed
        {%- endif %}
        order by 1, 2
    {%- endset -%}
    {% set load_dates_changed_in_raw = api_call_volume.fetch_rows(changed, 'load dates with changes in raw') %}
    {% for load_date in api_call_volume.load_dates_to_reattribute() if load_date not in load_dates_changed_in_raw %}
        {% do load_dates_changed_in_raw.append(load_date) %}
    {% endfor %}
    {{ return(load_dates_changed_in_raw) }}
{% endmacro %}
