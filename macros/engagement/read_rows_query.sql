{% macro read_rows_query(name, raw_rows, predicates) %}
    {#-
        A query: the raw rows of an engagement input (the CTE `raw_rows`) that this run reads (see read_predicates),
        with their date_day and their `row_key`. Copies of a row share a row_key, a hash of its engagement_keys. A
        row without an id has no copies: its row_key is a hash of all its columns, and a number. Rows without a time
        are left out.
    -#}
    {%- set columns = api_call_volume.engagement_columns()[name].keys() | list -%}
    {%- set id, time, key = columns[0], columns[1], api_call_volume.engagement_keys()[name] -%}
    select
        date_day,
        {{ columns | join(',\n        ') }},
        -- equal rows without an id are all read, or none of them, so that they keep their numbers
        case
            when {{ id }} is null
                then key_hash || '-' || cast(
                    row_number() over (partition by key_hash order by {{ time }}) as {{ dbt.type_string() }}
                )
            else key_hash
        end as row_key
    from (
        select
            *,
            {{ dbt.hash('case when ' ~ id ~ ' is null then ' ~ api_call_volume.joined_text(columns) ~ ' else '
                ~ api_call_volume.joined_text(key) ~ ' end') }} as key_hash
        from (
            select
                {%- for column in columns if column != 'account_id' %}
                {{ column }},
                {%- endfor %}
                coalesce(account_id, '(unattributed)') as account_id,
                {{ api_call_volume.reporting_date(time) }} as date_day
            from {{ raw_rows }}
            where {{ time }} is not null
        ) as dated_rows
    ) as keyed_rows
    {%- if predicates %}
    where
        {{ predicates.read }}
        {%- if predicates.replaced not in ['1 = 0', '1 = 1'] %}
        or key_hash in (select row_key from {{ this }} where {{ predicates.replaced }})
        {%- endif %}
    {%- endif %}
{%- endmacro %}
