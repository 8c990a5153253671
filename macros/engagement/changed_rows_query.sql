{% macro changed_rows_query(name, read_rows, predicates) %}
    {#-
        A CTE: the rows of an input of the engagement marts that are not as they exist, with their row_version. Of the
        copies of a row, which share a row_key, the first counts: by time, then by when it was loaded, then
        by all other columns. That does not depend on others, so what exists need only be compared with what
        this run reads (the CTE of read_rows). Rows that are gone have no date_day.
    -#}
    {%- set data_types = api_call_volume.engagement_columns()[name] -%}
    {%- set columns = data_types.keys() | list -%}
    {%- set order = [columns[1], api_call_volume.nulls_last('loaded_at')] -%}
    {%- for column in columns[3:] -%}
        {%- do order.append(api_call_volume.nulls_last(column, is_text=(data_types[column] == dbt.type_string()))) -%}
    {%- endfor -%}
    select
        ranked.row_key,
        ranked.date_day,
        {%- for column in columns %}
        ranked.{{ column }},
        {%- endfor %}
        ranked.row_version
    from (
        select
            *,
            row_number() over (
                partition by row_key
                order by
                    {{ order | join(',\n                    ') }}
            ) as copy_rank,
            {{ api_call_volume.row_version(['date_day'] + columns) }} as row_version
        from (
            select
                row_key,
                date_day,
                {{ columns | join(',\n                ') }}
            from {{ read_rows }}
            {%- if predicates %}

            union all

            select
                row_key,
                date_day,
                {{ columns | join(',\n                ') }}
            from {{ this }}
            where
                row_key in (select row_key from {{ read_rows }})
                and not ({{ predicates.replaced }})
            {%- endif %}
        ) as copies
    ) as ranked
    {%- if predicates %}
    left join {{ this }} as existing on ranked.row_key = existing.row_key
    {%- endif %}
    where
        ranked.copy_rank = 1
        {%- if predicates %}
        and (existing.row_key is null or ranked.row_version <> existing.row_version)

    union all

    select
        row_key,
        cast(null as date) as date_day,
        {{ columns | join(',\n        ') }},
        row_version
    from {{ this }}
    where
        {{ predicates.replaced }}
        and row_key not in (select row_key from {{ read_rows }})
        {%- endif %}
{%- endmacro %}
