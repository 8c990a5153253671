{% macro changed_rows_query(name, read_rows, predicates) %}
    {#-
        A query: the rows of an engagement input that differ from the existing ones, with their row_version. Copies of
        a row share a row_key; the first of them counts, by time, then by load time, then by all other columns. Which
        one that is depends on no other row_key, so existing rows are compared only with those that this run reads
        (the CTE `read_rows`, see read_rows_query). Rows that are gone have no date_day.
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
        cast(null as {{ api_call_volume.type_date() }}) as date_day,
        {{ columns | join(',\n        ') }},
        row_version
    from {{ this }}
    where
        {{ predicates.replaced }}
        and row_key not in (select row_key from {{ read_rows }})
        {%- endif %}
{%- endmacro %}
