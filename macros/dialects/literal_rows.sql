{% macro literal_rows(rows, columns) %}
    {#-
        A select of `rows` (lists of values) under `columns` (name -> data type), so that a model can read what a
        macro found. Without rows, a select that returns none. Few values have to be escaped, and a list may have thousands of
        rows: only those are handed to text_literal.
    -#}
    {%- for row in rows %}
    select
        {%- for column, data_type in columns.items() %}
        {%- set value = row[loop.index0] %}
        {%- set is_escaped = value is string and ("'" in value or '\\' in value) %}
        cast({{
            'null' if value is none else api_call_volume.text_literal(value) if is_escaped else "'" ~ value ~ "'"
        }} as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        {%- for column, data_type in columns.items() %}
        cast(null as {{ data_type }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (select 1 as one) as nothing
    where 1 = 0
    {%- endfor %}
{%- endmacro %}
