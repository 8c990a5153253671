{% macro replace_whole_merge_sql(arguments) %}
    {#-
        The strategy `replace_whole` as one merge, for warehouses where a delete and an insert would be two
        transactions. One new row per key carries the key: it matches the existing rows of the key, which are deleted.
        Every new row comes once more without a key: it matches nothing, and is inserted.
        The statement has the first and the last replaced date as literals, since a warehouse skips the partitions of
        other dates only by literals.
    -#}
    {%- set keys = arguments.unique_key if arguments.unique_key is not string else [arguments.unique_key] -%}
    {%- set columns = arguments.dest_columns or adapter.get_columns_in_relation(arguments.target_relation) -%}
    {%- set bounds = {} -%}
    {%- for column in ['loaded_at', 'loaded_date', 'date_day', 'date_week', 'date_month', 'period_start'] -%}
        {%- for key in keys if column in key -%}
            {%- set query -%}
                select min({{ key }}) as first_start, max({{ key }}) as last_start from {{ arguments.temp_relation }}
            {%- endset -%}
            {%- do bounds.update({column: run_query(query).rows[0].values() | list}) -%}
        {%- endfor -%}
    {%- endfor -%}
    merge into {{ arguments.target_relation }} as existing
    using (
        select
            {%- for column in columns %}
            {{ column.quoted }} as new_{{ column.name }},
            {%- endfor %}
            {%- for key in keys %}
            case when is_key = 1 then {{ key }} end as replaced_key_{{ loop.index }},
            {%- endfor %}
            is_key
        from (
            select
                *,
                row_number() over (partition by {{ keys | join(', ') }} order by {{ keys[0] }}) as row_of_key
            from {{ arguments.temp_relation }}
        ) as new_rows
        cross join (
            select 1 as is_key
            union all
            select 0 as is_key
        ) as parts
        where
            (is_key = 1 and row_of_key = 1)
            or (is_key = 0 and ({{ config.get('meta').rows_where }}))
    ) as replacing
        on
            {%- for key in keys %}
            {{ key }} = replacing.replaced_key_{{ loop.index }}{{ ' and' if not loop.last }}
            {%- endfor %}
            {%- for column, values in bounds.items() if values[0] is not none %}
            {%- set data_type = api_call_volume.type_utc_timestamp() if column == 'loaded_at' else 'date' %}
            {%- set last = "cast('" ~ values[1] ~ "' as " ~ data_type ~ ')' %}
            and (
                existing.{{ column }} is null
                or (
                    existing.{{ column }} >= cast('{{ values[0] }}' as {{ data_type }})
                    and existing.{{ column }} < {{ api_call_volume.timestamp_plus('hour' if column == 'loaded_at' else 'day', 1, last) }}
                )
            )
            {%- endfor %}
    when matched then delete
    when not matched and replacing.is_key = 0 then insert ({{ columns | map(attribute='quoted') | join(', ') }})
    values ({% for column in columns %}replacing.new_{{ column.name }}{{ ', ' if not loop.last }}{% endfor %})
{% endmacro %}
