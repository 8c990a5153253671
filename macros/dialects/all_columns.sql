{% macro all_columns(relation, shared) %}
    {#- All columns of one of several joined tables, for a select. `shared` are those whose names another of them has, too. -#}
    {{ return(adapter.dispatch('all_columns', 'api_call_volume')(relation, shared)) }}
{% endmacro %}

{% macro default__all_columns(relation, shared) %}
    {{ return(relation ~ '.*') }}
{% endmacro %}

{#- Without a new name, a shared column is called `relation.column` there. -#}
{% macro clickhouse__all_columns(relation, shared) %}
    {%- set columns = [] -%}
    {%- for column in shared -%}
        {%- do columns.append(relation ~ '.' ~ column ~ ' as ' ~ column) -%}
    {%- endfor -%}
    {{ return(relation ~ '.* except (' ~ shared | join(', ') ~ '), ' ~ columns | join(', ')) }}
{% endmacro %}
