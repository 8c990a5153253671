{% macro load_dates_to_reattribute() %}
    {#-
        For int_raw_inventory: a list of the load dates (source_name, loaded_date) with calls of a day for which the
        owners of credentials have changed since. Only those of which raw still has every row: a call that is gone
        from raw keeps its owner.
    -#}
    {%- set query -%}
        with

        existing as (
            select
                source_name,
                loaded_date,
                date_day,
                owners_version
            from {{ this }}
            where date_day is not null
        ),

        days as (
            select distinct date_day from existing
        ),

        due as (
            {{ api_call_volume.owners_versions('days') }}
        )

        select distinct
            existing.source_name,
            existing.loaded_date
        from existing
        left join due on existing.date_day = due.date_day
        where existing.owners_version <> coalesce(due.owners_version, 0)
        order by 1, 2
    {%- endset -%}
    {% set outdated = api_call_volume.fetch_rows(query, 'load dates with calls whose owners may have changed') %}
    {% if not outdated %}
        {{ return([]) }}
    {% endif %}
    {%- set whole -%}
        select
            existing.source_name,
            existing.loaded_date
        from (
            select
                source_name,
                loaded_date,
                sum(raw_rows) as raw_rows
            from {{ this }}
            group by source_name, loaded_date
        ) as existing
        inner join (
            select
                source_name,
                loaded_date,
                count(*) as raw_rows
            from {{ ref('int_api_calls') }}
            where {{ api_call_volume.in_load_dates(outdated) }}
            group by source_name, loaded_date
        ) as raw
            on existing.source_name = raw.source_name and existing.loaded_date = raw.loaded_date
        where raw.raw_rows >= existing.raw_rows
        order by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.fetch_rows(whole, 'of these load dates have all their rows in raw')) }}
{% endmacro %}
