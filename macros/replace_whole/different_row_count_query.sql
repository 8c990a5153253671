{% macro different_row_count_query(query, relation, columns) %}
    {#- A query: how many rows are in a query and not in a relation, or in the relation and not in the query. -#}
    with

    new_rows as (

        select
            {{ columns | join(',\n            ') }},
            count(*) as copies
        from (
            {{ query }}
        ) as model_rows
        group by {{ columns | join(', ') }}

    ),

    existing_rows as (

        select
            {{ columns | join(',\n            ') }},
            count(*) as copies
        from {{ relation }}
        group by {{ columns | join(', ') }}

    ),

    added as (

        select * from new_rows
        {{ dbt.except() }}
        select * from existing_rows

    ),

    removed as (

        select * from existing_rows
        {{ dbt.except() }}
        select * from new_rows

    )

    select count(*) as rows_to_write
    from (
        select * from added
        union all
        select * from removed
    ) as differences
{%- endmacro %}
