{% macro declared_columns_without_values(columns) %}
    {#-
        The rows of a promise: the sources that map one of these canonical `columns`, and of which no row of the last seven
        load dates has a value in it. Of fewer than 100 rows, nothing is said. Rows under an earlier policy (policy_from) do
        not count.
    -#}
    {%- set sources = api_call_volume.api_call_sources() -%}
    {%- set declared = [] -%}
    {%- for source in sources -%}
        {%- for column in columns if column in source.columns or (column == 'http_route' and 'url_path' in source.columns) -%}
            {%- do declared.append([source.name, column if column in source.columns else 'url_path']) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set load_dates = api_call_volume.latest_load_dates() | selectattr(0, 'in', declared | map(attribute=0) | list) | list %}
    {%- set text_type = dbt.type_string() %}
    with

    declared as (

        {{ api_call_volume.literal_rows(declared, {'source_name': text_type, 'column_name': text_type}) }}

    ),

    found as (

        select
            source_name,
            count(*) as rows_read,
            min(loaded_date) as first_load_date,
            max(loaded_date) as last_load_date
            {%- for column in columns %},
            count({{ column if column not in ['account_id', 'integration_id', 'http_request_method', 'http_route']
                else 'nullif(' ~ column ~ ", '(unattributed)')" }}) as {{ column }}_values
            {%- endfor %}
        from {{ ref('int_api_calls') }}
        where
            {{ api_call_volume.in_load_dates(load_dates) }}
            and disposition = 'accepted'
            {%- for source in sources if source.policy_from %}
            and not (source_name = '{{ source.name }}' and date_day < cast('{{ source.policy_from }}' as {{ api_call_volume.type_date() }}))
            {%- endfor %}
        group by source_name

    ),

    judged as (

        select
            declared.source_name,
            declared.column_name,
            found.rows_read,
            found.first_load_date,
            found.last_load_date,
            case declared.column_name
                {%- for column in columns %}
                when '{{ column }}' then found.{{ column }}_values
                {%- if column == 'http_route' %}
                when 'url_path' then found.http_route_values
                {%- endif %}
                {%- endfor %}
            end as values_found
        from declared
        inner join found on declared.source_name = found.source_name

    )

    select
        *,
        {{ api_call_volume.promise_columns(
            'Source [source_name]: none of its [rows_read] rows loaded from [first_load_date] to [last_load_date] has a value in '
            ~ '[column_name], though its entry in api_call_sources maps it.',
            'Correct columns.[column_name] in the entry of [source_name], or take it out if its rows have no such value. Then run '
            ~ api_call_volume.build_command(full_refresh=true)
        ) }}
    from judged
    where
        rows_read >= 100
        and values_found = 0
{%- endmacro %}
