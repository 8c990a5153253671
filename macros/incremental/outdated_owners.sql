{% macro outdated_owners() %}
    {#-
        For int_api_call_arrivals: the arrivals (source_name, loaded_date) with calls of a day on which
        other credentials have other owners than when they were counted, as far as raw still has all of
        their rows: a call that is gone from raw stays with the owner it had.
    -#}
    {%- set query -%}
        with

        standing as (
            select
                source_name,
                loaded_date,
                date_day,
                owners_version
            from {{ this }}
            where date_day is not null
        ),

        days as (
            select distinct date_day from standing
        ),

        due as (
            {{ api_call_volume.owners_versions('days') }}
        )

        select distinct
            standing.source_name,
            standing.loaded_date
        from standing
        left join due on standing.date_day = due.date_day
        where standing.owners_version <> coalesce(due.owners_version, 0)
        order by 1, 2
    {%- endset -%}
    {% set outdated = api_call_volume.rows_of(query, 'arrival dates with calls that may have other owners') %}
    {% if not outdated %}
        {{ return([]) }}
    {% endif %}
    {%- set whole -%}
        select
            standing.source_name,
            standing.loaded_date
        from (
            select
                source_name,
                loaded_date,
                sum(raw_rows) as raw_rows
            from {{ this }}
            group by source_name, loaded_date
        ) as standing
        inner join (
            select
                source_name,
                loaded_date,
                count(*) as raw_rows
            from {{ ref('int_api_calls') }}
            where {{ api_call_volume.in_arrivals(outdated) }}
            group by source_name, loaded_date
        ) as raw
            on standing.source_name = raw.source_name and standing.loaded_date = raw.loaded_date
        where raw.raw_rows >= standing.raw_rows
        order by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.rows_of(whole, 'of these arrival dates are whole in raw')) }}
{% endmacro %}
