{% macro placed_columns(relation) %}
    {#- Every column of the staged calls that is placed in time, but for whom the log says they belong to, as a list of SQL. -#}
    {%- set columns = [] -%}
    {%- for column in api_call_volume.staged_columns() + ['loaded_date', 'date_day'] if column not in ['account_id', 'integration_id'] -%}
        {%- do columns.append(relation ~ '.' ~ column) -%}
    {%- endfor -%}
    {{ return(columns | join(', ')) }}
{% endmacro %}
